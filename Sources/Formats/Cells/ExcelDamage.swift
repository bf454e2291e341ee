/// What a spreadsheet has made of a code, so that the code itself is lost.
public struct ExcelDamage: Sendable, Hashable {
  /// The kinds of damage; the raw values never change.
  public enum Kind: String, Sendable, CaseIterable {
    /// A long number in scientific notation: `1,23457E+11`.
    case scientificNotation = "cell.scientific_notation"
    /// A date or a time made of something like `2024-1`: `janv-24`, `01/01/2024`, `2024-01-01 00:00:00`, `12:00:00`.
    case date = "cell.code_as_date"
    /// An error value: `#N/A`, `#REF!`, `#VALEUR!`.
    case errorValue = "cell.error_value"
    /// A column that was too narrow to show: `########`.
    case tooNarrow = "cell.too_narrow"
    /// A number that has lost the zeros at its beginning: `421` for `00421`.
    case leadingZeros = "cell.leading_zeros_lost"
    /// A number with decimals: `123 456,00`, `2025,1`.
    case decimals = "cell.code_as_decimal"
    /// A truth value: `VRAI`, `FALSE`.
    case truthValue = "cell.code_as_truth_value"
    /// A formula that was not worked out: `=A2&"-1"`.
    case formula = "cell.formula"
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
    guard let first = cell.first, first == "=" || cell.prefix(33).count <= 32 else { return nil }
    let kind: Kind? =
      if first == "#" {
        errorKind(String(cell).uppercased())
      } else if first == "=" {
        .formula
      } else if isScientific(cell) {
        .scientificNotation
      } else if truthValues.contains(String(cell)) {
        .truthValue
      } else if hasDecimals(cell) {
        .decimals
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
    guard bytes.count > 0 else { return false }
    var (hasDigit, hasSmall, hasSeparator, hasPoint) = (false, false, false, false)
    var previous: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: ":"): return true
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        if previous | 0x20 == UInt8(ascii: "e") { return true }
        hasSeparator = true
      case UInt8(ascii: "."): (hasPoint, hasSeparator) = (true, true)
      case UInt8(ascii: " "): hasSeparator = true
      case 0x30...0x39:
        if hasPoint, previous | 0x20 == UInt8(ascii: "e") { return true }
        hasDigit = true
      case 0x61...0x7A, 0x80...0xFF: hasSmall = true
      default: break
      }
      previous = byte
    }
    guard bytes.count <= 32 else { return false }
    // A month in letters with a number, or a truth value; there may be spaces around them.
    if hasDigit && hasSmall && hasSeparator { return true }
    if bytes.count <= 5, [UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "V")].contains(bytes[0]) { return true }
    return isSpaceOrMore(bytes[0]) || isSpaceOrMore(bytes[bytes.count - 1])
  }

  /// Whether a byte is white space or a part of a character that may be.
  private static func isSpaceOrMore(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

  /// What happened, in a sentence.
  public var text: Bilingual {
    let (cell, quoted) = (Excerpt.of(cell), "« \(Excerpt.plain(cell)) »")
    return switch kind {
    case .scientificNotation:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a number; its last digits are lost.",
        fr: "\(quoted) est un code qu’un tableur a pris pour un nombre ; ses derniers chiffres sont perdus.")
    case .date:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a date.",
        fr: "\(quoted) est un code qu’un tableur a pris pour une date.")
    case .decimals:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a number with decimals.",
        fr: "\(quoted) est un code qu’un tableur a pris pour un nombre à décimales.")
    case .truthValue:
      Bilingual(
        en: "\(cell) is a truth value of a spreadsheet, and no code.",
        fr: "\(quoted) est une valeur logique de tableur, et non un code.")
    case .formula:
      Bilingual(
        en: "\(cell) is a spreadsheet's formula, and not its result.",
        fr: "\(quoted) est une formule de tableur, et non son résultat.")
    case .errorValue:
      Bilingual(
        en: "\(cell) is an error value of a spreadsheet's formula.",
        fr: "\(quoted) est une valeur d’erreur d’une formule de tableur.")
    case .leadingZeros:
      Bilingual(
        en: "\(cell) is a code that a spreadsheet took for a number; the zeros at its beginning are lost.",
        fr: "\(quoted) est un code qu’un tableur a pris pour un nombre ; les zéros du début sont perdus.")
    case .tooNarrow:
      Bilingual(
        en: "\(cell) is what a spreadsheet shows when a column is too narrow.",
        fr: "\(quoted) est ce qu’un tableur affiche quand une colonne est trop étroite.")
    }
  }

  /// How to export the cell properly.
  public var advice: Bilingual {
    switch kind {
    case .scientificNotation, .date, .decimals:
      Bilingual(
        en: "Format the column as text before the codes are entered or imported, then export again.",
        fr: "Mettez la colonne au format Texte avant d’y saisir ou d’y importer les codes, puis exportez à nouveau.")
    case .leadingZeros:
      Bilingual(
        en: "It was probably \(restored ?? cell), as long as the others of its column. Format the column as text "
          + "before codes are entered or imported, then export again.",
        fr: "C’était sans doute \(restored ?? cell), de la longueur des autres de sa colonne. Mettez la colonne au "
          + "format Texte avant d’y saisir ou d’y importer les codes, puis exportez à nouveau.")
    case .errorValue, .formula, .truthValue:
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

  private static let truthValues: Set<String> = ["VRAI", "FAUX", "TRUE", "FALSE"]

  /// The months as spreadsheets write them, in small letters.
  private static let months: Set<String> = [
    "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "dec", "janvier", "février", "avril", "juillet",
    "septembre", "octobre", "novembre", "décembre", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december",
  ]

  private static func errorKind(_ cell: String) -> Kind? {
    if errors.contains(cell) { return .errorValue }
    return cell.utf8.count > 2 && cell.utf8.allSatisfy { $0 == UInt8(ascii: "#") } ? .tooNarrow : nil
  }

  /// One digit, perhaps a fraction, then `E` and digits; a code such as `001E1` or `1E11` has neither fraction nor sign.
  private static func isScientific(_ cell: Substring.UnicodeScalarView) -> Bool {
    var rest = cell
    if rest.first == "-" { rest = rest.dropFirst() }
    guard let digit = rest.popFirst(), isDigit(digit) else { return false }
    let hasFraction = rest.first == "," || rest.first == "."
    if hasFraction {
      rest = rest.dropFirst()
      let fraction = rest.prefix(while: isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(fraction.count)
    }
    guard let mark = rest.popFirst(), mark == "E" || mark == "e" else { return false }
    let isSigned = rest.first == "+" || rest.first == "-"
    if isSigned { rest = rest.dropFirst() }
    guard isSigned || hasFraction else { return false }
    return (isSigned ? 2 : 1)...3 ~= rest.count && rest.allSatisfy(isDigit)
  }

  /// Digits, a decimal comma and digits, perhaps in groups; or groups with commas and a decimal point.
  ///
  /// Groups alone may be how a code is written.
  private static func hasDecimals(_ cell: Substring.UnicodeScalarView) -> Bool {
    guard cell.contains(",") else { return false }
    let text = String(cell)
    if let number = NumberText.french.decimal(text) { return number.fractionDigits > 0 }
    return cell.contains(".") && NumberText.english.decimal(text) != nil
  }

  private static func isDate(_ cell: Substring.UnicodeScalarView) -> Bool {
    if cell.contains(":") {
      // Nobody writes a time of day into a code: a spreadsheet adds it to the day that it made.
      return DateParts(String(cell))?.hasTime ?? DateParts.isTimeOfDay(String(cell))
    }
    if cell.contains("/"), let parts = DateParts(String(cell)) {
      return !parts.isYearFirst && parts.first <= 31 && parts.second <= 31
    }
    // A code is seldom in small letters.
    guard cell.contains(where: { $0.properties.isLowercase }) else { return false }
    if NamedMonthDate(String(cell)) != nil { return true }
    let halves = cell.split(omittingEmptySubsequences: false) { "-/ ".unicodeScalars.contains($0) }
    guard halves.count == 2 else { return false }
    return isMonth(halves[0]) && isShortNumber(halves[1]) || isShortNumber(halves[0]) && isMonth(halves[1])
  }

  private static func isMonth(_ text: Substring.UnicodeScalarView) -> Bool {
    months.contains(String(text.last == "." ? text.dropLast() : text).lowercased())
  }

  private static func isShortNumber(_ text: Substring.UnicodeScalarView) -> Bool {
    (text.count == 1 || text.count == 2 || text.count == 4) && text.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }
}
