/// A place in a text file, as an editor shows it: line and column, both counted from 1.
///
/// A line ends with LF, CR or CRLF. The column counts Unicode scalars; a tab is one. A byte order mark at the start
/// of a file takes no column.
public struct SourcePosition: Sendable, Hashable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in Unicode scalars, counted from 1.
  public var column: Int

  /// Makes a position from a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file.
  public static let start = SourcePosition(line: 1, column: 1)
}

extension SourcePosition: Comparable {
  /// Whether the first position comes before the second in the file.
  public static func < (first: SourcePosition, second: SourcePosition) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// Line and column with a colon between, as compilers write them.
  public var description: String { "\(line):\(column)" }
}
