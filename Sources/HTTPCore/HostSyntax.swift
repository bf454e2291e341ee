/// The grammar of `Host`: a name or an address, and perhaps a port.
enum HostSyntax {
  /// Whether the bytes are a host that is not empty, with a port of at most five digits if there is a colon.
  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    var hostEnd: Int
    if !bytes.isEmpty, bytes[0] == Byte.openBracket {
      hostEnd = 1
      while hostEnd < bytes.count, bytes[hostEnd] != Byte.closeBracket { hostEnd += 1 }
      guard hostEnd < bytes.count, ByteSet.literalAddress.isMadeOf(bytes.extracting(1..<hostEnd)) else { return false }
      hostEnd += 1
    } else {
      hostEnd = 0
      while hostEnd < bytes.count, bytes[hostEnd] != Byte.colon { hostEnd += 1 }
      guard ByteSet.hostName.isMadeOf(bytes.extracting(0..<hostEnd)) else { return false }
    }
    guard hostEnd < bytes.count else { return true }
    guard bytes[hostEnd] == Byte.colon, bytes.count - hostEnd <= 6 else { return false }
    for index in hostEnd + 1..<bytes.count where !(Byte.zero...Byte.nine).contains(bytes[index]) { return false }
    return true
  }
}
