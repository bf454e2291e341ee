/// One row of a CSV file.
public struct CSVRow: Sendable, Hashable {
  /// The cells, in order.
  public let fields: [CSVField]
  /// The line on which the row begins; cells may hold line ends, so rows and lines do not keep step.
  public let line: Int

  /// The text of every cell.
  public var texts: [String] { fields.map(\.text) }

  /// The cell in a column counted from 0, or nil where the row is shorter.
  public subscript(column: Int) -> CSVField? {
    fields.indices.contains(column) ? fields[column] : nil
  }
}
