import Formats

/// Where a file has one field of its records, and what the field holds.
struct CSVColumn {
  /// What a field holds, as far as a spreadsheet may have spoilt it.
  enum Content {
    /// A code, or what names a record by its code.
    case code
    /// The name of releases, updates, builds or a product, which spreadsheets take for dates and numbers.
    case name
    /// Anything else.
    case text
  }

  /// The place of the cell in its row; `nil` if the file has no such column.
  let place: Int?
  /// What a mapping file says of a field without a column.
  let value: String?
  /// What the field holds.
  let content: Content
  /// The length of the codes that are digits alone, where the column shows one.
  let width: CodeWidth.Width?

  /// What a spreadsheet has made of a cell.
  ///
  /// Codes and names are texts: a number or a date that was made of one has lost it. Its error values are none anywhere.
  func damage(_ cell: CSVField) -> ExcelDamage? {
    // An apostrophe keeps a spreadsheet from running the cell.
    if cell.text.utf8.first == UInt8(ascii: "'") { return nil }
    // A spreadsheet writes no quotes around what it took for a number; where every cell has them they tell nothing.
    return CSVColumn.damage(cell.text, content, width: cell.isQuoted && width?.isQuoted != true ? nil : width?.digits)
  }

  /// What to do about a damaged cell; the number that a name was taken for may have been a name with a point.
  func advice(_ damage: ExcelDamage) -> Bilingual {
    guard content == .name, damage.kind == .decimals else { return damage.advice }
    let name = damage.cell.trimmed.replacing(",", with: ".")
    return Bilingual(
      en: "\(damage.advice.en) If the name has a point, write it: \(name).",
      fr: "\(damage.advice.fr) Si le nom a un point, écrivez-le : \(name).")
  }

  /// What a spreadsheet has made of a text, or would make of it.
  static func damage(_ text: String, _ content: Content, width: Int? = nil) -> ExcelDamage? {
    // Quicker than looking closely at every cell: only these begin what is damaged.
    guard content != .text || text.utf8.first == UInt8(ascii: "#") else { return nil }
    guard let damage = ExcelDamage.inspect(text, width: content == .code ? width : nil) else { return nil }
    switch content {
    case .code, .name: return damage
    case .text: return damage.kind == .errorValue || damage.kind == .tooNarrow ? damage : nil
    }
  }
}
