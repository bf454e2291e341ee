/// A set of ASCII bytes in two words, so that asking costs one shift and no memory access.
///
/// The words are written out because a computed global would be initialised lazily on the hot path; a test derives
/// each of them again from the grammar it stands for.
struct ByteSet: Equatable {
  /// Bytes 0 to 63.
  let low: UInt64
  /// Bytes 64 to 127.
  let high: UInt64

  func contains(_ byte: UInt8) -> Bool {
    guard byte < 128 else { return false }
    return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }

  /// Whether there are bytes, and all are in the set.
  func isMadeOf(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where !contains(bytes[index]) { return false }
    return !bytes.isEmpty
  }

  /// What a name is made of, RFC 9110's `tchar`.
  static let token = ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
  /// What a path is made of: RFC 3986's `pchar` and "/", with "%" for the escapes.
  static let path = ByteSet(low: 0x2FFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
  /// What a query is made of: `path`, "?", and the brackets and other marks that browsers leave unescaped there.
  static let query = ByteSet(low: 0xAFFF_FFF2_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)
  /// Letters, digits and -._~ : what names of hosts are made of, without the marks that RFC 3986 would allow.
  static let hostName = ByteSet(low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  /// What an IPv6 address in brackets is made of.
  static let literalAddress = ByteSet(low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)
}
