import Licensing

/// Tells texts that look like licence codes, for what a file says where a licence has something else: a code that stands in
/// the wrong cell can't be known by the registry having it.
enum CodeLook {
  /// Whether a text looks like a code: a long word of letters and digits, many digits, or groups of one length.
  ///
  /// Numbers of contracts, days, versions and the names of products do not.
  static func isCode(_ text: String) -> Bool {
    guard !isDay(text) else { return false }
    let groups = text.split { !$0.isLetter && !$0.isNumber }
    let count = groups.reduce(0) { $0 + $1.count }
    let digits = groups.reduce(0) { $0 + $1.count(where: \.isNumber) }
    guard count >= 10 else { return false }
    if digits >= 11 { return true }
    if groups.count == 1 { return digits > 0 && count >= 12 }
    guard groups.count > 2 else { return false }
    // Words are parted by spaces, groups of codes by dashes, too.
    let isDashed = text.contains("-") && !text.contains(" ")
    let isEven = Set(groups.map(\.count)).count == 1
    let isMixed = groups.contains { $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) }
    return isEven && (digits > 0 || isDashed) || isMixed && isDashed
  }

  /// Whether a text begins as a day, which a time may follow.
  private static func isDay(_ text: String) -> Bool {
    let shape = String(text.prefix(10).map { $0.isNumber ? "0" : $0 == "/" || $0 == "." ? "-" : $0 })
    return shape == "0000-00-00" || shape == "00-00-0000"
  }

  /// A text in which each word that looks like a code is hidden but for its last four characters.
  static func hidden(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: isInside) {
      let end = rest[start...].firstIndex { !isInside($0) } ?? rest.endIndex
      let word = String(rest[start..<end])
      result += rest[..<start] + (isCode(word) ? LicenceCode(word).masked : word)
      rest = rest[end...]
    }
    return result + rest
  }

  private static func isInside(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }
}
