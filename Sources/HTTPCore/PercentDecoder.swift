/// Turns escaped bytes of a target into text, and refuses what another reader could understand otherwise.
struct PercentDecoder {
  /// Whether "+" is a space, as in a query.
  let plusIsSpace: Bool
  /// Whether an escaped slash is refused, as in a path.
  let refusesSlash: Bool

  /// Decodes; malformed escapes, an escaped NUL and bytes that are no UTF-8 are faults.
  func decode(_ bytes: Span<UInt8>) throws(HTTPFault) -> String {
    var isPlain = true
    for index in bytes.indices where bytes[index] == Byte.percent || bytes[index] == Byte.plus { isPlain = false }
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
  static func text(_ bytes: Span<UInt8>) throws(HTTPFault) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes))
    } catch {
      throw .badRequest(.malformedTarget, "The target is not UTF-8 once its escapes are decoded.")
    }
  }
}
