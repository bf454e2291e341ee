/// What ends the rows of a CSV file; the reader accepts all three in one file.
public enum CSVLineEnd: String, Sendable, Hashable, CaseIterable {
  /// Carriage return and line feed, as Windows writes.
  case crlf = "CRLF"
  /// Line feed, as Unix writes.
  case lf = "LF"
  /// Carriage return alone, as Excel's "CSV (Macintosh)" writes.
  case cr = "CR"

  /// The bytes.
  public var bytes: [UInt8] {
    switch self {
    case .crlf: [0x0D, 0x0A]
    case .lf: [0x0A]
    case .cr: [0x0D]
    }
  }
}
