/// An ASCII text as bytes in the forms in which codes are compared, and where it is worth while to look for one.
///
/// Inside of a word that is the first change between letters and digits and the first from small letters to capitals, so
/// that a long number in hexadecimal digits costs little.
struct CodeOutline {
  /// Letters, digits and signs, in capitals.
  private(set) var key: [UInt8] = []
  /// The same without signs.
  private(set) var bare: [UInt8] = []
  /// The places to look at.
  private(set) var starts: [(offset: Int, bareOffset: Int, isInside: Bool)] = []
  /// Where the last sign stands in the key; behind it both forms are the same.
  private(set) var lastSign = -1

  /// Nothing if the text has other characters than those of ASCII.
  init?(_ text: String) {
    key.reserveCapacity(text.utf8.count)
    var last = CodeCharacter.gap
    var (hasTurned, hasRisen) = (false, false)
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      let current = CodeCharacter(ascii: byte)
      if current != last {
        if !current.isWord || !last.isWord {
          if current != .gap { starts.append((key.count, bare.count, false)) }
          (hasTurned, hasRisen) = (false, false)
        } else if current == .digit || last == .digit {
          if !hasTurned { starts.append((key.count, bare.count, true)) }
          hasTurned = true
        } else if current == .capital {
          if !hasRisen { starts.append((key.count, bare.count, true)) }
          hasRisen = true
        }
      }
      last = current
      switch current {
      case .gap: break
      case .sign:
        lastSign = key.count
        key.append(byte)
      case .digit, .capital:
        key.append(byte)
        bare.append(byte)
      case .letter:
        key.append(byte - 0x20)
        bare.append(byte - 0x20)
      }
    }
  }
}
