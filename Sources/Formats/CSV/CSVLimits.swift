/// How much memory one row of a CSV file may take; this also catches a quote that swallows the rest of a file.
public struct CSVLimits: Sendable, Hashable {
  /// The longest cell, in bytes of UTF-8.
  public var fieldBytes: Int
  /// The most cells in a row.
  public var fields: Int

  /// Sets the limits: 1 MiB a cell, and as many cells as Excel has columns.
  public init(fieldBytes: Int = 1 << 20, fields: Int = 16_384) {
    self.fieldBytes = fieldBytes
    self.fields = fields
  }

  /// The longest row, in bytes of UTF-8: 16 cells of the largest size.
  public var rowBytes: Int {
    let (bytes, overflow) = fieldBytes.multipliedReportingOverflow(by: 16)
    return overflow ? .max : bytes
  }
}
