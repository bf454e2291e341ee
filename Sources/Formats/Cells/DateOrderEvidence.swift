/// Collects the date cells of a file until it is known in which order they are written.
///
/// Only a file whose every date agrees decides: `05/06/2026` alone is May or June, and after `31/12/2026` it is June.
public struct DateOrderEvidence: Sendable {
  /// A cell that decides something, and where it stands.
  public struct Example: Sendable, Hashable {
    /// The cell as written.
    public let text: String
    /// Where it begins.
    public let position: SourcePosition
  }

  /// What the cells say together.
  public enum Conclusion: Sendable, Hashable {
    /// There are no dates.
    case none
    /// Every date fits one order, and the example fits no other.
    case order(DateOrder, Example)
    /// Every date fits both day-month and month-day; the example is the first where they differ.
    case ambiguous(Example)
    /// Two cells that fit no common order.
    case mixed(Example, Example)
  }

  private var dayFirst: Example?
  private var monthFirst: Example?
  private var iso: Example?
  private var ambiguous: Example?
  private var symmetric: Example?

  /// The number of cells that have the shape of a date.
  public private(set) var count = 0

  /// Makes an empty collection.
  public init() {}

  /// Looks at one cell of a row that has not become a text, which is quicker for what files mostly hold.
  ///
  /// - Parameters:
  ///   - record: the row.
  ///   - column: the cell's place in it, from 0.
  public mutating func add(_ record: CSVRecord, _ column: Int) {
    guard column < record.count else { return }
    let isKnown = record.withBytes(of: column) { bytes in
      if bytes.isEmpty { return true }
      guard bytes.count == 10 else { return false }
      if bytes[4] == UInt8(ascii: "-") { return iso != nil && Self.isPlain(bytes, separators: (4, 7)) }
      // The same shape again tells nothing new, once each way of writing has its example.
      return dayFirst != nil && ambiguous != nil && symmetric != nil && bytes[2] == bytes[5]
        && Self.isPlain(bytes, separators: (2, 5)) && bytes[3] < UInt8(ascii: "2")
        && !(bytes[3] == UInt8(ascii: "1") && bytes[4] > UInt8(ascii: "2"))
    }
    if isKnown { return }
    add(record.text(column), at: record.position(column))
  }

  /// Whether every byte but the separators is a digit.
  private static func isPlain(_ bytes: Span<UInt8>, separators: (Int, Int)) -> Bool {
    for index in bytes.indices where index != separators.0 && index != separators.1 {
      if !(0x30...0x39 ~= bytes[index]) { return false }
    }
    return true
  }

  /// Looks at one cell; false if it does not have the shape of a date, which is no evidence.
  @discardableResult
  public mutating func add(_ text: String, at position: SourcePosition) -> Bool {
    guard let parts = DateParts(text) else { return false }
    let example = Example(text: text, position: position)
    let couldBeMonth = 1...12
    if parts.isYearFirst {
      iso = iso ?? example
    } else {
      switch (couldBeMonth.contains(parts.first), couldBeMonth.contains(parts.second)) {
      case (true, true) where parts.first == parts.second: symmetric = symmetric ?? example
      case (true, true): ambiguous = ambiguous ?? example
      case (false, true) where 13...31 ~= parts.first: dayFirst = dayFirst ?? example
      case (true, false) where 13...31 ~= parts.second: monthFirst = monthFirst ?? example
      default: return false
      }
    }
    count += 1
    return true
  }

  /// What the cells so far say; a date such as `05/05/2026`, which both orders read alike, speaks for day first.
  ///
  /// A date that begins with its year says the same in any file, so it neither decides for others nor against them.
  public var conclusion: Conclusion {
    if let dayFirst, let monthFirst {
      return dayFirst.position < monthFirst.position ? .mixed(dayFirst, monthFirst) : .mixed(monthFirst, dayFirst)
    }
    if let dayFirst { return .order(.dayFirst, dayFirst) }
    if let monthFirst { return .order(.monthFirst, monthFirst) }
    if let ambiguous { return .ambiguous(ambiguous) }
    if let symmetric { return .order(.dayFirst, symmetric) }
    return iso.map { .order(.iso, $0) } ?? .none
  }
}

extension DateOrderEvidence.Conclusion {
  /// The conclusion and its evidence, in a sentence.
  public var text: Bilingual {
    switch self {
    case .none:
      return Bilingual(en: "There are no dates.", fr: "Il n’y a pas de dates.")
    case .order(let order, let example):
      let (en, fr) =
        switch order {
        case .dayFirst: ("day first", "jour d’abord")
        case .monthFirst: ("month first", "mois d’abord")
        case .iso: ("year first (ISO)", "année d’abord (ISO)")
        }
      return Bilingual(
        en: "Dates are read \(en): \(example.textEN) decides.",
        fr: "Les dates sont lues \(fr) : \(example.textFR) le montre.")
    case .ambiguous(let example):
      return Bilingual(
        en: "No date tells day from month, as in \(example.textEN): state the order, or write dates as 2026-12-31.",
        fr: "Aucune date ne distingue le jour du mois, par exemple \(example.textFR) : "
          + "indiquez l’ordre, ou écrivez les dates 2026-12-31.")
    case .mixed(let first, let second):
      return Bilingual(
        en: "Dates are written in different orders: \(first.textEN) and \(second.textEN).",
        fr: "Les dates ne suivent pas le même ordre : \(first.textFR) et \(second.textFR).")
    }
  }
}

extension DateOrderEvidence.Example {
  fileprivate var textEN: String {
    "\(Excerpt.of(text)) at line \(position.line), column \(position.column)"
  }

  fileprivate var textFR: String {
    "« \(Excerpt.plain(text)) », ligne \(position.line), colonne \(position.column)"
  }
}
