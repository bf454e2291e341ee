/// The last two digits of a number, in ASCII.
struct DigitPair {
  let tens: UInt8
  let ones: UInt8

  /// The digits of a number that is not negative.
  init(_ number: Int) {
    // Small numbers are divided much faster than large ones.
    let number = UInt32(truncatingIfNeeded: number) % 100
    tens = UInt8(truncatingIfNeeded: 0x30 &+ number / 10)
    ones = UInt8(truncatingIfNeeded: 0x30 &+ number % 10)
  }

  /// The four digits of a year.
  static func pairs(ofYear year: Int) -> (DigitPair, DigitPair) { (DigitPair(year / 100), DigitPair(year)) }
}
