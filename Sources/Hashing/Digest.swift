/// The 32 bytes that SHA-256 makes of any bytes.
///
/// Two digests are compared in a time that does not tell where they differ.
public struct Digest: Sendable {
  /// The bytes, in order.
  public let bytes: [UInt8]

  init(words: [UInt32]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for word in words {
      for place in UInt32(0)..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (24 - 8 * place))) }
    }
    self.bytes = bytes
  }

  /// Takes a digest as it was kept.
  ///
  /// Nothing if there are not 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// The digest that stands before the first of a chain: 32 zeros.
  public static let zero = Digest(words: Array(repeating: 0, count: 8))
}

extension Digest: Hashable {
  /// Whether two digests are the same.
  public static func == (left: Digest, right: Digest) -> Bool {
    var difference: UInt8 = 0
    for (one, other) in zip(left.bytes, right.bytes) { difference |= one ^ other }
    return difference == 0
  }
}

extension Digest: CustomStringConvertible {
  /// The bytes as 64 hexadecimal digits.
  public var description: String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Reads 64 hexadecimal digits, of either case.
  ///
  /// Nothing if it is anything else.
  public init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: 64, by: 2) {
      guard let high = Digest.value(of: digits[place]), let low = Digest.value(of: digits[place + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
