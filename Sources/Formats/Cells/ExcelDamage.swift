/// What a spreadsheet has made of a code, so that the code itself is lost.
public struct ExcelDamage: Sendable, Hashable {
  /// The kinds of damage; the raw values never change.
  public enum Kind: String, Sendable, CaseIterable {
    /// A long number in scientific notation: `1,23457E+11`.
    case scientificNotation = "cell.scientific_notation"
    /// A date made of something like `2024-1`: `janv-24`, `01/01/2024`.
    case date = "cell.code_as_date"
    /// An error value: `#N/A`, `#REF!`, `#VALEUR!`.
    case errorValue = "cell.error_value"
    /// A column that was too narrow to show: `########`.
    case tooNarrow = "cell.too_narrow"
    /// A number that has lost the zeros at its beginning: `421` for `00421`.
    case leadingZeros = "cell.leading_zeros_lost"
  }

  /// What happened.
  public let kind: Kind
  /// The cell as it was found.
  public let cell: String

  /// The code as it was, where that can be told.
  public let restored: String?

  /// A stable identifier for programs.
  public var code: String { kind.rawValue }

  /// Looks at a cell that should hold a code, or any text that is neither number nor date.
  ///
  /// - Parameters:
  ///   - text: the cell.
  ///   - width: the length that numbers of the column have, if it is known.
  public static func inspect(_ text: String, width: Int? = nil) -> ExcelDamage? {
    if let width, mayLackZeros(text, width) {
      let cell = CellText.trimmed(text)
      if cell.count < width, !cell.isEmpty, cell.allSatisfy(isDigit), cell.first != "0" {
        let zeros = String(repeating: "0", count: width - cell.count)
        return ExcelDamage(kind: .leadingZeros, cell: text, restored: zeros + String(cell))
      }
    }
    guard mayBeDamaged(text) else { return nil }
    let cell = CellText.trimmed(text)
    guard let first = cell.first, cell.prefix(33).count <= 32 else { return nil }
    let kind: Kind? =
      if first == "#" {
        errorKind(String(cell).uppercased())
      } else if isScientific(cell) {
        .scientificNotation
      } else {
        isDate(cell) ? .date : nil
      }
    return kind.map { ExcelDamage(kind: $0, cell: text, restored: nil) }
  }

  /// Whether a look at the length leaves lost zeros possible: spaces around a cell make it longer.
  private static func mayLackZeros(_ text: String, _ width: Int) -> Bool {
    let bytes = text.utf8Span.span
    guard bytes.count > 0 else { return false }
    return bytes.count < width || isSpaceOrMore(bytes[0]) || isSpaceOrMore(bytes[bytes.count - 1])
  }

  /// Whether a look at the bytes leaves damage possible, which it seldom does.
  private static func mayBeDamaged(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    var dash: Int?
    var dashes = 0
    var previous: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "/"): return true
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        if previous | 0x20 == UInt8(ascii: "e") { return true }
        dash = index
        dashes += 1
      default: break
      }
      previous = byte
    }
    guard dashes == 1, let dash else { return false }
    // A month of three to five letters, perhaps with an accent and a full stop, and a number of one to four digits.
    let (left, right) = (dash, bytes.count - dash - 1)
    if (1...4).contains(left) && (3...7).contains(right) && isDigit(bytes[0]) { return true }
    if (3...7).contains(left) && (1...4).contains(right) && isDigit(bytes[dash + 1]) { return true }
    // There may be spaces around them, of which only the first byte is looked at.
    return bytes.count <= 32 && (isSpaceOrMore(bytes[0]) || isSpaceOrMore(bytes[bytes.count - 1]))
  }

  /// Whether a byte is white space or a part of a character that may be.
  private static func isSpaceOrMore(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

  /// What happened, in a sentence.
  public var text: Bilingual {
    let cell = Excerpt.of(cell)
    return switch kind {
    case .scientificNotation:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a number; its last digits are lost.",
        fr: "\(cell) est un code qu’un tableur a pris pour un nombre ; ses derniers chiffres sont perdus.")
    case .date:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a date.",
        fr: "\(cell) est un code qu’un tableur a pris pour une date.")
    case .errorValue:
      Bilingual(
        en: "\(cell) is an error value of a spreadsheet's formula.",
        fr: "\(cell) est une valeur d’erreur d’une formule de tableur.")
    case .leadingZeros:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a number; the zeros at its beginning are lost.",
        fr: "\(cell) est un code qu’un tableur a pris pour un nombre ; les zéros du début sont perdus.")
    case .tooNarrow:
      Bilingual(
        en: "\(cell) is what a spreadsheet shows when a column is too narrow.",
        fr: "\(cell) est ce qu’un tableur affiche quand une colonne est trop étroite.")
    }
  }

  /// How to export the cell properly.
  public var advice: Bilingual {
    switch kind {
    case .scientificNotation, .date:
      Bilingual(
        en: "Format the column as text before the codes are entered or imported, then export again.",
        fr: "Mettez la colonne au format Texte avant d’y saisir ou d’y importer les codes, puis exportez à nouveau.")
    case .leadingZeros:
      Bilingual(
        en: "It was probably \(restored ?? cell), as long as the others of its column. Format the column as text "
          + "before codes are entered or imported, then export again.",
        fr: "C’était sans doute \(restored ?? cell), de la longueur des autres de sa colonne. Mettez la colonne au "
          + "format Texte avant d’y saisir ou d’y importer les codes, puis exportez à nouveau.")
    case .errorValue:
      Bilingual(
        en: "Correct the formula, or paste values only, then export again.",
        fr: "Corrigez la formule, ou collez les valeurs seules, puis exportez à nouveau.")
    case .tooNarrow:
      Bilingual(
        en: "Widen the column, then export again.", fr: "Élargissez la colonne, puis exportez à nouveau.")
    }
  }
}

extension ExcelDamage {
  private static let errors: Set<String> = [
    "#N/A", "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#DIV/0!", "#NUL!", "#NULL!", "#NOMBRE!", "#NUM!",
    "#CALC!", "#SPILL!", "#PROPAGATION!", "#EPARS!", "#FIELD!", "#CHAMP!",
  ]

  /// The abbreviations of Excel's `mmm`, in its own case: a code is seldom written so.
  private static let months: Set<String> = [
    "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc",
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func errorKind(_ cell: String) -> Kind? {
    if errors.contains(cell) { return .errorValue }
    return cell.utf8.count > 2 && cell.utf8.allSatisfy { $0 == UInt8(ascii: "#") } ? .tooNarrow : nil
  }

  /// One digit, perhaps a fraction, then `E`, a sign and digits; a code such as `001E1` has no sign.
  private static func isScientific(_ cell: Substring.UnicodeScalarView) -> Bool {
    var rest = cell
    if rest.first == "-" { rest = rest.dropFirst() }
    guard let digit = rest.popFirst(), isDigit(digit) else { return false }
    if rest.first == "," || rest.first == "." {
      rest = rest.dropFirst()
      let fraction = rest.prefix(while: isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(fraction.count)
    }
    guard let mark = rest.popFirst(), mark == "E" || mark == "e", let sign = rest.popFirst(),
      sign == "+" || sign == "-"
    else { return false }
    return 2...3 ~= rest.count && rest.allSatisfy(isDigit)
  }

  private static func isDate(_ cell: Substring.UnicodeScalarView) -> Bool {
    if cell.contains("/") {
      guard let parts = DateParts(String(cell)) else { return false }
      return !parts.isYearFirst && parts.first <= 31 && parts.second <= 31
    }
    let halves = cell.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    return isMonth(halves[0]) && isShortNumber(halves[1]) || isShortNumber(halves[0]) && isMonth(halves[1])
  }

  private static func isMonth(_ text: Substring.UnicodeScalarView) -> Bool {
    months.contains(String(text.last == "." ? text.dropLast() : text))
  }

  private static func isShortNumber(_ text: Substring.UnicodeScalarView) -> Bool {
    (text.count == 1 || text.count == 2 || text.count == 4) && text.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }
}
