/// What a request asks for, read once: the path as segments, the query as items.
///
/// Segments are split before they are decoded. An escaped slash (`%2F`) is refused by default, because a proxy may take
/// it for a separator; with `HTTPLimits.allowsEncodedSlashes` it is a slash inside one segment, never a separator.
/// Segments that decode to "." or ".." are refused. "/" has no segments; "/a/" has the segments "a" and "".
public struct RequestTarget: Sendable, Hashable {
  /// The path as it was sent, with its escapes; "*" for a request about the server itself.
  public let path: String
  /// The decoded segments of the path.
  public let segments: [String]
  /// The query as it was sent, without "?"; nil when there is none.
  ///
  /// A "+" in it may have been meant as a plus or as a space; `query` takes it for a space.
  public let rawQuery: String?
  /// The decoded items of the query, in order.
  public let query: [QueryItem]
  /// The host and port of a target in absolute form (`http://host:port/path`), in lower case.
  public let authority: String?

  /// Whether the request is about the server itself (`OPTIONS *`).
  public var isAsterisk: Bool { path == "*" }

  /// Path and query as they were sent.
  public var text: String { rawQuery.map { path + "?" + $0 } ?? path }

  /// The first query value under a name.
  public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Reads a target as it stands in a request line.
  public init(_ text: String, limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) {
    let bytes = Array(text.utf8)
    try self.init(bytes: bytes.span, limits: limits)
  }

  init(bytes: Span<UInt8>, limits: HTTPLimits) throws(HTTPFault) {
    if bytes.count == 1, bytes[0] == Byte.asterisk {
      (path, segments, rawQuery, query, authority) = ("*", [], nil, [], nil)
      return
    }
    var start = 0
    if !bytes.isEmpty, bytes[0] != Byte.slash {
      let end = try Self.authorityRange(bytes)
      var host: [UInt8] = []
      for index in end { host.append(Byte.lowered(bytes[index])) }
      authority = String(decoding: host, as: UTF8.self)
      start = end.upperBound
    } else {
      authority = nil
    }

    var pathEnd = start
    while pathEnd < bytes.count, bytes[pathEnd] != Byte.question {
      guard ByteSet.path.contains(bytes[pathEnd]) else {
        throw .badRequest(.malformedTarget, "The path holds a byte that has to be escaped.")
      }
      pathEnd += 1
    }
    if pathEnd == start {
      // Only the absolute form may leave the path out.
      guard authority != nil else { throw .badRequest(.malformedTarget, "The target is empty.") }
      (path, segments) = ("/", [])
    } else {
      guard bytes[start] == Byte.slash else {
        throw .badRequest(.malformedTarget, "The path does not start with a slash.")
      }
      path = try PercentDecoder.text(bytes.extracting(start..<pathEnd))
      segments = try Self.segments(bytes.extracting(start + 1..<pathEnd), limits: limits)
    }
    if pathEnd < bytes.count {
      let raw = bytes.extracting(pathEnd + 1..<bytes.count)
      rawQuery = try PercentDecoder.text(raw)
      query = try Self.items(raw, limits: limits)
    } else {
      (rawQuery, query) = (nil, [])
    }
  }

  /// Where host and port stand in `http://host:port/…`.
  private static func authorityRange(_ bytes: Span<UInt8>) throws(HTTPFault) -> Range<Int> {
    for scheme in ["http://", "https://"] as [StaticString] {
      let text = scheme.description
      guard bytes.count > text.utf8.count else { continue }
      var matches = true
      for (index, byte) in text.utf8.enumerated() where Byte.lowered(bytes[index]) != byte { matches = false }
      guard matches else { continue }
      let start = text.utf8.count
      var end = start
      while end < bytes.count, bytes[end] != Byte.slash, bytes[end] != Byte.question { end += 1 }
      guard HostSyntax.isValid(bytes.extracting(start..<end)) else {
        throw .badRequest(.malformedTarget, "The host in the target is malformed.")
      }
      return start..<end
    }
    throw .badRequest(.malformedTarget, "The target is neither a path nor an http address.")
  }

  private static func segments(_ bytes: Span<UInt8>, limits: HTTPLimits) throws(HTTPFault) -> [String] {
    guard !bytes.isEmpty else { return [] }
    let decoder = PercentDecoder(plusIsSpace: false, refusesSlash: !limits.allowsEncodedSlashes)
    var segments: [String] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == Byte.slash {
      let segment = try decoder.decode(bytes.extracting(start..<index))
      if segment == "." || segment == ".." {
        throw .badRequest(.malformedTarget, "The path holds a \".\" or \"..\" segment.")
      }
      segments.append(segment)
      start = index + 1
    }
    return segments
  }

  private static func items(_ bytes: Span<UInt8>, limits: HTTPLimits) throws(HTTPFault) -> [QueryItem] {
    for index in bytes.indices where !ByteSet.query.contains(bytes[index]) {
      throw .badRequest(.malformedTarget, "The query holds a byte that has to be escaped.")
    }
    let decoder = PercentDecoder(plusIsSpace: true, refusesSlash: false)
    var items: [QueryItem] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == Byte.ampersand {
      defer { start = index + 1 }
      guard index > start else { continue }
      guard items.count < limits.queryItems else {
        throw .badRequest(.malformedTarget, "The query has more than \(limits.queryItems) items.")
      }
      var separator = start
      while separator < index, bytes[separator] != Byte.equals { separator += 1 }
      let name = try decoder.decode(bytes.extracting(start..<separator))
      let value = separator < index ? try decoder.decode(bytes.extracting(separator + 1..<index)) : ""
      items.append(QueryItem(name: name, value: value))
    }
    return items
  }
}
