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
  public var conclusion: Conclusion {
    let decisive = [(DateOrder.dayFirst, dayFirst), (.monthFirst, monthFirst), (.iso, iso)].compactMap {
      order, example in example.map { (order: order, example: $0) }
    }
    if decisive.count > 1 {
      let earliest = decisive.sorted { $0.example.position < $1.example.position }
      return .mixed(earliest[0].example, earliest[1].example)
    }
    guard let decision = decisive.first else {
      if let ambiguous { return .ambiguous(ambiguous) }
      return symmetric.map { .order(.dayFirst, $0) } ?? .none
    }
    if decision.order == .iso, let other = ambiguous ?? symmetric {
      return decision.example.position < other.position
        ? .mixed(decision.example, other) : .mixed(other, decision.example)
    }
    return .order(decision.order, decision.example)
  }
}

extension DateOrderEvidence.Conclusion {
  /// The conclusion and its evidence, in a sentence.
  public var text: Bilingual {
    switch self {
    case .none:
      return Bilingual(en: "There are no dates.", fr: "Il n'y a pas de dates.")
    case .order(let order, let example):
      let (en, fr) =
        switch order {
        case .dayFirst: ("day first", "jour d'abord")
        case .monthFirst: ("month first", "mois d'abord")
        case .iso: ("year first (ISO)", "année d'abord (ISO)")
        }
      return Bilingual(
        en: "Dates are read \(en): \(example.textEN) decides.",
        fr: "Les dates sont lues \(fr) : \(example.textFR) le montre.")
    case .ambiguous(let example):
      return Bilingual(
        en: "No date tells day from month, as in \(example.textEN): state the order, or write dates as 2026-12-31.",
        fr: "Aucune date ne distingue le jour du mois, par exemple \(example.textFR) : "
          + "indiquez l'ordre, ou écrivez les dates 2026-12-31.")
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
    "\(Excerpt.of(text)), ligne \(position.line), colonne \(position.column)"
  }
}
