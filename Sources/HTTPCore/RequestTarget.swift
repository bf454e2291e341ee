/// What a request asks for, read once: the path as segments, the query as items.
///
/// Segments are split before they are decoded. An escaped slash (`%2F`) is refused by default, because a proxy may take
/// it for a separator; with `HTTPLimits.allowsEncodedSlashes` it is a slash inside one segment, never a separator.
/// Segments that decode to "." or ".." are refused. "/" has no segments; "/a/" has the segments "a" and "".
public struct RequestTarget: Sendable, Hashable {
  /// Path and query as they were sent, which is ASCII; "/" where an address in absolute form has no path.
  private let sent: [UInt8]
  /// Where the path ends in `sent`.
  private let pathEnd: Int
  /// The path as the router looks through it.
  let decodedPath: DecodedPath
  /// The decoded items of the query, in order.
  public let query: [QueryItem]
  /// The host and port of a target in absolute form (`http://host:port/path`), in lower case.
  public let authority: String?

  /// The decoded segments of the path.
  public var segments: [String] { decodedPath.segments }

  /// The path as it was sent, with its escapes; "*" for a request about the server itself.
  public var path: String { String(decoding: sent[..<pathEnd], as: UTF8.self) }

  /// The query as it was sent, without "?"; nil when there is none.
  ///
  /// A "+" in it may have been meant as a plus or as a space; `query` takes it for a space.
  public var rawQuery: String? {
    pathEnd < sent.count ? String(decoding: sent[(pathEnd + 1)...], as: UTF8.self) : nil
  }

  /// Whether the request is about the server itself (`OPTIONS *`).
  public var isAsterisk: Bool { sent[0] == Byte.asterisk }

  /// Path and query as they were sent.
  public var text: String { String(decoding: sent, as: UTF8.self) }

  /// The first query value under a name.
  public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Reads a target as it stands in a request line.
  public init(_ text: String, limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) {
    try self.init(Array(text.utf8)[...], limits: limits)
  }

  /// Reads a target of these bytes.
  init(_ target: ArraySlice<UInt8>, limits: HTTPLimits) throws(HTTPFault) {
    var rest = target
    if rest.count == 1, rest.first == Byte.asterisk {
      (sent, pathEnd, decodedPath, query, authority) = ([Byte.asterisk], 1, DecodedPath(), [], nil)
      return
    }
    if let first = rest.first, first != Byte.slash {
      let host = try Self.authorityRange(rest.span)
      authority = String(decoding: rest.dropFirst(host.lowerBound).prefix(host.count).map(Byte.lowered), as: UTF8.self)
      rest = rest.dropFirst(host.upperBound)
      // Only the absolute form may leave the path out.
      if rest.first == nil || rest.first == Byte.question { rest = [Byte.slash] + rest }
    } else {
      authority = nil
    }
    let sent = Array(rest)
    // What is no address starts with a slash, unless there is nothing.
    guard !sent.isEmpty else { throw .badRequest(.malformedTarget, "The target is empty.") }
    let bytes = sent.span
    pathEnd = bytes.firstIndex(of: Byte.question) ?? bytes.count
    decodedPath = try DecodedPath(sent, end: pathEnd, limits: limits)
    query = pathEnd < bytes.count ? try Self.items(bytes.extracting((pathEnd + 1)...), limits: limits) : []
    self.sent = sent
  }

  /// Where host and port stand in `http://host:port/…`.
  private static func authorityRange(_ bytes: Span<UInt8>) throws(HTTPFault) -> Range<Int> {
    for scheme in ["http://", "https://"] {
      let start = scheme.utf8.count
      guard bytes.count > start, bytes.extracting(0..<start).spells(scheme) else { continue }
      var end = start
      while end < bytes.count, bytes[end] != Byte.slash, bytes[end] != Byte.question { end += 1 }
      guard HostSyntax.isValid(bytes.extracting(start..<end)) else {
        throw .badRequest(.malformedTarget, "The host in the target is malformed.")
      }
      return start..<end
    }
    throw .badRequest(.malformedTarget, "The target is neither a path nor an http address.")
  }

  /// The decoded items of a query.
  private static func items(_ query: Span<UInt8>, limits: HTTPLimits) throws(HTTPFault) -> [QueryItem] {
    guard query.isEmpty || ByteSet.query.isMadeOf(query) else {
      throw .badRequest(.malformedTarget, "The query holds a byte that has to be escaped.")
    }
    let decoder = PercentDecoder(query: query)
    var items: [QueryItem] = []
    items.reserveCapacity(4)
    var start = 0
    while start < query.count {
      let rest = query.extracting(start...)
      let item = rest.extracting(..<(rest.firstIndex(of: Byte.ampersand) ?? rest.count))
      if !item.isEmpty {
        guard items.count < limits.queryItems else {
          throw .badRequest(.malformedTarget, "The query has more than \(limits.queryItems) items.")
        }
        let nameEnd = item.firstIndex(of: Byte.equals) ?? item.count
        let name = try decoder.decode(item.extracting(..<nameEnd))
        let value = try nameEnd < item.count ? decoder.decode(item.extracting((nameEnd + 1)...)) : ""
        items.append(QueryItem(name: name, value: value))
      }
      start += item.count + 1
    }
    return items
  }
}
