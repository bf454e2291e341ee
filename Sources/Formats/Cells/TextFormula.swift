/// The formula by which people keep a spreadsheet from taking a code for a number: `="00421"`.
///
/// Its result is known without a spreadsheet, so a cell that holds it says just that text. Any other formula is not its
/// result, which is an ``ExcelDamage``.
public enum TextFormula {
  /// The text of a cell that holds such a formula; `nil` for any other cell.
  public static func result(of cell: String) -> String? {
    guard cell.utf8.first == UInt8(ascii: "=") || cell.utf8.first == UInt8(ascii: " ") else { return nil }
    var rest = CellText.trimmed(cell)
    guard rest.popFirst() == "=", rest.popFirst() == "\"", rest.popLast() == "\"" else { return nil }
    // A quote inside ends the text, unless it is doubled.
    let parts = String(rest).replacing("\"\"", with: "\u{0}")
    return parts.contains("\"") ? nil : parts.replacing("\u{0}", with: "\"")
  }
}
