extension OutputSpan<UInt8> {
  /// Writes a text.
  mutating func append(_ text: String) {
    let bytes = text.utf8.span
    for index in bytes.indices { append(bytes[index]) }
  }

  /// Writes a number that is not negative, in decimal digits.
  mutating func append(_ number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(Byte.zero + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
