import Licensing

/// Tells texts that look like licence codes, for what a file says where a licence has something else: a code that stands in
/// the wrong cell can't be known by the registry having it.
enum CodeLook {
  /// Whether a text looks like a code: ten letters and digits or more, in one word or in groups of one length, with digits
  /// among them, or ten digits.
  ///
  /// Numbers of contracts, days, versions and the names of products mostly do not.
  static func isCode(_ text: String) -> Bool {
    let groups = text.split { !$0.isLetter && !$0.isNumber }
    let count = groups.reduce(0) { $0 + $1.count }
    let digits = groups.reduce(0) { $0 + $1.count(where: \.isNumber) }
    guard count >= 10, digits > 0 else { return false }
    return groups.count == 1 || digits >= 10 || groups.count > 2 && Set(groups.map(\.count)).count == 1
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
