public import HTTPCore

/// What is asked of a server.
public struct ClientRequest: Sendable {
  /// What goes with a request.
  public enum Body: Sendable {
    /// Nothing.
    case none
    /// A file, as it is.
    case file(path: String)
  }

  /// What is to be done.
  public var method: HTTPMethod
  /// The path, encoded.
  public var path: String
  /// Names and values behind the path; they are encoded here.
  public var query: [(name: String, value: String)]
  /// What stands in the head besides what the body needs.
  public var fields: HTTPFields
  /// What goes with it.
  public var body: Body

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - method: what is to be done.
  ///   - path: the path, encoded.
  ///   - query: names and values behind the path.
  ///   - fields: what stands in the head besides.
  ///   - body: what goes with it.
  public init(
    _ method: HTTPMethod, _ path: String, query: [(name: String, value: String)] = [], fields: HTTPFields = [:],
    body: Body = .none
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.fields = fields
    self.body = body
  }

  /// The head of the request, for a server.
  ///
  /// - Parameters:
  ///   - server: the server.
  ///   - length: how many bytes the body has; `nil` if there is none.
  func head(for server: ServerAddress, length: Int?) -> [UInt8] {
    let pairs = query.map { ClientRequest.encoded($0.name) + "=" + ClientRequest.encoded($0.value) }
    let target = server.prefix + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    var lines = ["\(method.rawValue) \(target) HTTP/1.1", "host: \(server.hostField)", "connection: close"]
    if let length {
      lines.append("content-length: \(length)")
    } else if method == .post || method == .put {
      lines.append("content-length: 0")
    }
    for field in fields { lines.append("\(field.name): \(field.value)") }
    return Array((lines + ["", ""]).joined(separator: "\r\n").utf8)
  }

  /// A text as it may stand in a query (RFC 3986, section 2.3): all but what is never reserved is encoded.
  static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
