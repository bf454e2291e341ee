/// A path with its escapes decoded: every segment stands behind a separator.
///
/// The separator is the slash where nothing had to be decoded, and then these are the bytes that were sent. Otherwise it
/// is NUL, since a segment can hold a slash that was escaped, but never a NUL.
struct DecodedPath: Sendable, Hashable {
  private let bytes: [UInt8]
  /// Where the path ends in the bytes.
  private let end: Int
  /// What stands before each segment.
  let separator: UInt8

  /// Reads the path at the start of a target, which is not empty; one of "/" alone has no segments.
  init(_ target: [UInt8], end: Int, limits: HTTPLimits) throws(HTTPFault) {
    let path = target.span.extracting(..<end)
    guard ByteSet.path.isMadeOf(path) else {
      throw .badRequest(.malformedTarget, "The path holds a byte that has to be escaped.")
    }
    let isPlain = path.firstIndex(of: Byte.percent) == nil
    var decoded: [UInt8] = []
    if !isPlain || path.firstIndex(of: Byte.period) != nil {
      let decoder = PercentDecoder(path: path, limits: limits)
      var rest = path
      while !rest.isEmpty {
        let segment = rest.extracting(1..<rest.segmentEnd(Byte.slash))
        let text = try decoder.decode(segment)
        if text == "." || text == ".." {
          throw .badRequest(.malformedTarget, "The path holds a \".\" or \"..\" segment.")
        }
        decoded.append(0)
        decoded.append(contentsOf: text.utf8)
        rest = rest.extracting((segment.count + 1)...)
      }
    }
    bytes = isPlain ? target : decoded
    self.end = isPlain ? end : decoded.count
    separator = isPlain ? Byte.slash : 0
  }

  /// The path of a request about the server itself, which has no segments.
  init() { (bytes, end, separator) = ([], 0, Byte.slash) }

  /// The segments as texts.
  var segments: [String] {
    var segments: [String] = []
    withBytes { path in
      var rest = path
      while !rest.isEmpty {
        let segmentEnd = rest.segmentEnd(separator)
        segments.append(rest.extracting(1..<segmentEnd).text)
        rest = rest.extracting(segmentEnd...)
      }
    }
    return segments
  }

  /// Calls a function with the bytes; there are none where there are no segments.
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(..<(end > 1 ? end : 0)))
  }
}

extension Span<UInt8> {
  /// Where the segment ends that stands behind the separator at the start.
  func segmentEnd(_ separator: UInt8) -> Int {
    extracting(1...).firstIndex(of: separator).map { $0 + 1 } ?? count
  }
}
