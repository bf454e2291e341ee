/// Tells which cells a spreadsheet would run rather than show.
enum FormulaGuard {
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
