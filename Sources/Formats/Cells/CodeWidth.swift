/// Finds out whether the codes of a column that are digits alone all have one length, leading zeros among them.
///
/// A spreadsheet that takes such a code for a number drops its zeros: `00421` becomes `421`. In a column whose other codes
/// show zeros at one length, a shorter number is one of those.
public struct CodeWidth: Sendable {
  private var withZeros: Set<Int> = []
  private var longest = 0

  /// Makes one that has seen nothing.
  public init() {}

  /// Looks at a cell of a row.
  ///
  /// - Parameters:
  ///   - record: the row.
  ///   - column: the cell's place in it, from 0.
  public mutating func add(_ record: CSVRecord, _ column: Int) {
    guard column < record.count else { return }
    record.withBytes(of: column) { bytes in
      guard bytes.count > 1, bytes[0] <= UInt8(ascii: "9") else { return }
      for index in bytes.indices where !(0x30...0x39 ~= bytes[index]) { return }
      longest = max(longest, bytes.count)
      if bytes[0] == UInt8(ascii: "0") { withZeros.insert(bytes.count) }
    }
  }

  /// The one length, if the column shows it: every code that begins with a zero has it, and no number is longer.
  public var conclusion: Int? {
    guard withZeros.count == 1, let width = withZeros.first, width == longest, width >= 3 else { return nil }
    return width
  }
}
