/// Writes measurements in Prometheus's text format (version 0.0.4).
public struct MetricsText {
  /// What a measurement is.
  public enum Kind: String, Sendable {
    /// A number that only grows.
    case counter
    /// A number that goes up and down.
    case gauge
    /// Counts by size.
    case histogram
  }

  /// The media type of the format.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty text.
  public init() {}

  /// Starts a family of measurements; its samples follow.
  ///
  /// - Parameters:
  ///   - name: the family's name.
  ///   - kind: what it is.
  ///   - help: what it says, in one sentence.
  public mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    write("# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n")
  }

  /// Writes one sample.
  ///
  /// - Parameters:
  ///   - name: the family's name, with the histogram's suffix where there is one.
  ///   - labels: names and values.
  ///   - value: the number.
  public mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
    sample(name, labels, text: "\(value)")
  }

  /// Writes one sample.
  ///
  /// - Parameters:
  ///   - name: the family's name, with the histogram's suffix where there is one.
  ///   - labels: names and values.
  ///   - value: the number.
  public mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
    sample(name, labels, text: "\(value)")
  }

  private mutating func sample(_ name: String, _ labels: [(String, String)], text: String) {
    write(name)
    for (index, (name, value)) in labels.enumerated() {
      write("\(index == 0 ? "{" : ",")\(name)=\"")
      for byte in value.utf8 {
        switch byte {
        case Byte.backslash, Byte.quote: bytes += [Byte.backslash, byte]
        case Byte.lineFeed: write("\\n")
        default: bytes.append(byte)
        }
      }
      write("\"")
    }
    write(labels.isEmpty ? " \(text)\n" : "} \(text)\n")
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
