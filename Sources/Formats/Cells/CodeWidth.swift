/// Finds out whether the codes of a column that are digits alone all have one length.
///
/// A spreadsheet that takes such a code for a number drops the zeros at its beginning: `00421` becomes `421`. In a column
/// whose other codes show zeros at one length, a shorter number is one of those; where nearly all have one length and none
/// begins with a zero, it may be.
public struct CodeWidth: Sendable {
  /// The one length that a column's codes have.
  public struct Width: Sendable, Hashable {
    /// How many digits.
    public let digits: Int
    /// Whether each of the codes is written in quotes.
    public let isQuoted: Bool
  }

  /// A code that may have lost its zeros.
  public struct Suspect: Sendable, Hashable {
    /// The first such code, as it is written.
    public let text: String
    /// Where it stands.
    public let position: SourcePosition
    /// How many there are.
    public let count: Int
    /// The length of the others.
    public let width: Int
  }

  private static let longestWidth = 32
  private var withZeros: Set<Int> = []
  private var isQuoted = true
  private var counts = [Int](repeating: 0, count: longestWidth + 1)
  private var firsts: [Int: (text: String, position: SourcePosition)] = [:]

  /// Makes one that has seen nothing.
  public init() {}

  /// Looks at a cell of a row.
  ///
  /// - Parameters:
  ///   - record: the row.
  ///   - column: the cell's place in it, from 0.
  public mutating func add(_ record: CSVRecord, _ column: Int) {
    guard column < record.count else { return }
    let (width, hasZero) = record.withBytes(of: column) { bytes in
      guard 1...Self.longestWidth ~= bytes.count else { return (0, false) }
      for index in bytes.indices where !(0x30...0x39 ~= bytes[index]) { return (0, false) }
      return (bytes.count, bytes[0] == UInt8(ascii: "0"))
    }
    guard width > 0 else { return }
    counts[width] += 1
    if !record.isQuoted(column) { isQuoted = false }
    if hasZero, width > 1 { withZeros.insert(width) }
    if counts[width] == 1 { firsts[width] = (record.text(column), record.position(column)) }
  }

  private var longest: Int { counts.lastIndex { $0 > 0 } ?? 0 }

  /// The one length, if the column shows it: every code that begins with a zero has it, and no number is longer.
  public var conclusion: Width? {
    guard withZeros.count == 1, let width = withZeros.first, width == longest, width >= 3 else { return nil }
    return Width(digits: width, isQuoted: isQuoted)
  }

  /// The codes that are shorter than nearly all others, where none begins with a zero.
  public var suspect: Suspect? {
    let width = longest
    let shorter = counts[..<width].reduce(0, +)
    guard withZeros.isEmpty, width >= 4, shorter > 0, counts[width] >= 4 * shorter else { return nil }
    let first = firsts.filter { $0.key < width }.min { $0.value.position < $1.value.position }?.value
    return first.map { Suspect(text: $0.text, position: $0.position, count: shorter, width: width) }
  }
}
