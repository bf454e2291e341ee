/// Turns escaped bytes of a target into text, and refuses what another reader could understand otherwise.
struct PercentDecoder {
  /// Whether "+" is a space, as in a query.
  private let plusIsSpace: Bool
  /// Whether an escaped slash is refused, as in a path.
  private let refusesSlash: Bool
  /// Whether there is nothing to decode, as is usual.
  private let isPlain: Bool

  /// Makes the decoder for the segments of a path.
  init(path: Span<UInt8>, limits: HTTPLimits) {
    plusIsSpace = false
    refusesSlash = !limits.allowsEncodedSlashes
    isPlain = path.firstIndex(of: Byte.percent) == nil
  }

  /// Makes the decoder for the names and values of a query.
  init(query: Span<UInt8>) {
    plusIsSpace = true
    refusesSlash = false
    isPlain =
      query.firstIndex(of: Byte.percent) == nil
      && query.firstIndex(of: Byte.plus) == nil
  }

  /// Decodes a part of it; malformed escapes, an escaped NUL and bytes that are no UTF-8 are faults.
  func decode(_ bytes: Span<UInt8>) throws(HTTPFault) -> String {
    if isPlain { return try Self.text(bytes) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Byte.percent {
        guard index + 2 < bytes.count, let high = Byte.hexValue(bytes[index + 1]),
          let low = Byte.hexValue(bytes[index + 2])
        else { throw .badRequest(.malformedTarget, "An escape in the target is not % and two hexadecimal digits.") }
        let value = high << 4 | low
        if value == 0 { throw .badRequest(.malformedTarget, "The target holds an escaped NUL.") }
        if refusesSlash, value == Byte.slash {
          throw .badRequest(.malformedTarget, "The path holds an escaped slash.")
        }
        decoded.append(value)
        index += 3
      } else {
        decoded.append(plusIsSpace && byte == Byte.plus ? Byte.space : byte)
        index += 1
      }
    }
    return try Self.text(decoded.span)
  }

  /// The text of bytes that must be UTF-8.
  private static func text(_ bytes: Span<UInt8>) throws(HTTPFault) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      throw .badRequest(.malformedTarget, "The target is not UTF-8 once its escapes are decoded.")
    }
  }
}
