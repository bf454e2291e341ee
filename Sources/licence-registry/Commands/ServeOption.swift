import Arguments
import HTTPCore
import HTTPServer

/// One setting of the server that the command line may change: its name, its help with the default, and what it sets.
struct ServeOption: Sendable {
  let name: String
  private let value: String
  private let help: String
  private let apply: @Sendable (String, inout ServerConfiguration) -> Bool
  private let expected: String

  /// How the command line knows it.
  var option: CommandForm.Option { .value(name, value, help) }

  /// Sets what was given, if it was.
  ///
  /// - Throws: `ArgumentError` if the value is out of range or none at all.
  func set(from arguments: ParsedArguments, in configuration: inout ServerConfiguration) throws {
    guard let text = arguments.value(name) else { return }
    guard apply(text, &configuration) else {
      throw ArgumentError.badValue(option: name, value: text, expected: "\(expected) is expected")
    }
  }

  /// A whole number.
  static func number(
    _ name: String, _ help: String, _ path: any WritableKeyPath<ServerConfiguration, Int> & Sendable,
    in range: ClosedRange<Int>
  ) -> ServeOption {
    ServeOption(
      name: name, value: "N", help: "\(help) (default \(ServerConfiguration()[keyPath: path]))",
      apply: { text, configuration in
        guard let number = Int(text), range.contains(number) else { return false }
        configuration[keyPath: path] = number
        return true
      }, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// A number of bytes, perhaps in thousands, millions or milliards of 1024.
  static func size(
    _ name: String, _ help: String, _ path: any WritableKeyPath<ServerConfiguration, Int> & Sendable,
    in range: ClosedRange<Int>
  ) -> ServeOption {
    ServeOption(
      name: name, value: "SIZE", help: "\(help) (default \(ByteSize.text(ServerConfiguration()[keyPath: path])))",
      apply: { text, configuration in
        guard let bytes = ByteSize.bytes(text), range.contains(bytes) else { return false }
        configuration[keyPath: path] = bytes
        return true
      },
      expected:
        "a size from \(ByteSize.text(range.lowerBound)) to \(ByteSize.text(range.upperBound)), such as 64K or 2M")
  }

  /// A number of seconds, perhaps with a fraction.
  static func seconds(
    _ name: String, _ help: String, _ path: any WritableKeyPath<ServerConfiguration, Duration> & Sendable
  ) -> ServeOption {
    let standard = ServerConfiguration()[keyPath: path]
    return ServeOption(
      name: name, value: "SECONDS", help: "\(help) (default \(standard.components.seconds))",
      apply: { text, configuration in
        guard let seconds = Double(text), seconds.isFinite, (0.001...86_400).contains(seconds) else { return false }
        configuration[keyPath: path] = .milliseconds(Int((seconds * 1000).rounded()))
        return true
      }, expected: "a number of seconds from 0.001 to 86400")
  }

  /// Every setting, in the order of the help.
  static let all: [ServeOption] = [
    .number("max-connections", "most connections; above it 503", \.limits.connections, in: 1...1_000_000),
    .number(
      "max-connections-per-address", "most connections of one address, loopback left out",
      \.limits.connectionsPerAddress, in: 1...1_000_000),
    .number(
      "max-requests", "most requests on one connection", \.limits.requestsPerConnection, in: 1...1_000_000_000),
    .number("retry-after", "seconds that a 503 asks to wait", \.limits.retryAfterSeconds, in: 1...3600),
    .size("max-target", "longest path and query; above it 414", \.limits.targetBytes, in: 256...1_048_576),
    .number("max-query-items", "most items of a query; above it 400", \.limits.queryItems, in: 1...10_000),
    .size("max-field", "longest header field; above it 431", \.limits.fieldLineBytes, in: 256...1_048_576),
    .number("max-fields", "most header fields; above it 431", \.limits.fieldCount, in: 8...10_000),
    .size("max-header", "all header fields together; above it 431", \.limits.fieldsBytes, in: 256...16_777_216),
    .size(
      "max-body", "longest JSON body, but of a record that is put or added: 1M; above it 413", \.limits.bodyBytes,
      in: 1024...67_108_864),
    .size("max-upload", "longest file of an import; above it 413", \.limits.uploadBytes, in: 1024...68_719_476_736),
    .size(
      "max-buffered", "bodies and unread answers of all connections in memory; above it 503",
      \.limits.bufferedBytes, in: 1_048_576...1_099_511_627_776),
    .size(
      "max-unread", "unread answers of one connection before its next request waits", \.limits.outputBytes,
      in: 1024...1_073_741_824),
    .seconds("header-timeout", "from a request's first byte to the end of its header", \.limits.headDeadline),
    .seconds("body-timeout", "from there to the end of its body", \.limits.bodyDeadline),
    .seconds("idle-timeout", "between two requests of a connection", \.limits.idleDeadline),
    .size(
      "min-rate", "slowest body and slowest reader, in bytes a second", \.limits.bytesPerSecond, in: 1...1_073_741_824),
    .seconds("rate-window", "over which the rate is measured", \.limits.rateWindow),
    .seconds("linger-timeout", "for a refused client to read its answer", \.limits.lingerDeadline),
    .seconds("drain-timeout", "for running requests once the server is told to stop", \.drainDeadline),
    .number("workers", "most threads for what takes long, such as imports", \.workers, in: 1...256),
  ]
}
