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
  let width: Int?

  /// What a spreadsheet has made of a cell.
  ///
  /// Codes and names are texts: a number or a date that was made of one has lost it. Its error values are none anywhere.
  func damage(_ cell: CSVField) -> ExcelDamage? {
    // An apostrophe keeps a spreadsheet from running the cell.
    if cell.text.utf8.first == UInt8(ascii: "'") { return nil }
    // A spreadsheet writes no quotes around what it took for a number.
    return CSVColumn.damage(cell.text, content, width: cell.isQuoted ? nil : width)
  }

  /// What a spreadsheet has made of a text, or would make of it.
  static func damage(_ text: String, _ content: Content, width: Int? = nil) -> ExcelDamage? {
    // Quicker than looking closely at every cell: only these begin what is damaged.
    guard content != .text || text.utf8.first == UInt8(ascii: "#") else { return nil }
    guard let damage = ExcelDamage.inspect(text, width: content == .code ? width : nil) else { return nil }
    switch content {
    case .code: return damage
    // What names something is compared with what there is, and corrected by that.
    case .name: return damage.kind == .decimals ? nil : damage
    case .text: return damage.kind == .errorValue || damage.kind == .tooNarrow ? damage : nil
    }
  }
}
