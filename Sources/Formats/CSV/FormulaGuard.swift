/// Tells which cells a spreadsheet would run rather than show, and guards them with an apostrophe.
public enum FormulaGuard {
  /// The cell with an apostrophe before it if a spreadsheet would run it, or if it has such an apostrophe of its own.
  static func guarded(_ cell: String) -> String {
    isGuardedOrFormula(cell) ? "'" + cell : cell
  }

  /// The cell without the apostrophe that guards a formula.
  public static func unguarded(_ cell: String) -> String {
    cell.utf8.first == UInt8(ascii: "'") && isGuardedOrFormula(cell) ? String(cell.utf8.dropFirst()) ?? cell : cell
  }

  private static func isGuardedOrFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, isMark(first) || first == UInt8(ascii: "'") else { return false }
    return isFormula(String(cell.drop { $0 == "'" }))
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// Whether a cell begins like a formula; a plain negative or signed number does not count.
  static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isSignedNumber(cell.utf8.dropFirst())
    default: return false
    }
  }

  private static func isSignedNumber(_ digits: Substring.UTF8View) -> Bool {
    guard let first = digits.first, 0x30...0x39 ~= first else { return false }
    return digits.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }
}
