/// Numbers in a version text that name no version: days, times, and the versions of what the program runs on.
///
/// `2024 installed on 12/03/2025 under Windows Server 2022` speaks of one release.
enum OtherNumbers {
  /// A word of no catalogue that stands where a day or a time was.
  static let mark = "\u{E000}"

  /// The text with a mark for each day and time that it writes in digits, but for those that are a name themselves.
  static func markingDates(in text: String, unless isName: (String) -> Bool) -> String {
    // A day or a time has a sign between two digits; a plain version has none of these but the full stop.
    guard text.utf8.contains(where: { "/-.:hH".utf8.contains($0) }) else { return text }
    var result = ""
    var piece = ""
    func take() {
      let core = String(piece.drop { $0 == "." }.trimmingSuffix(while: { ".Z".contains($0) }))
      let parts = core.split(separator: "T")
      let isDate = !parts.isEmpty && parts.allSatisfy { isDay($0) || isTime($0) } && !isName(core)
      result += isDate ? mark : piece
      piece = ""
    }
    for character in text {
      if character.isLetter || character.isNumber || "/-.:".contains(character) {
        piece.append(character)
      } else {
        take()
        result.append(character)
      }
    }
    take()
    return result
  }

  /// How many words at the start of `words` are a month of a year (`mars 2025`, `12 March 2025`), or something that a
  /// version text may name beside the program, with its number (`Windows 11`, `DWG 2018`).
  static func length(at words: ArraySlice<String>) -> Int? {
    let day = words.first.flatMap { Int($0) }.map { (1...31).contains($0) } == true ? 1 : 0
    let month = words.dropFirst(day)
    if let name = month.first, months.contains(name), let year = month.dropFirst().first, isYear(year) {
      return day + 2
    }
    let names = words.prefix(while: surroundings.contains)
    guard !names.isEmpty, let number = words.dropFirst(names.count).first, VersionWords.startsWithDigit(number) else {
      return nil
    }
    return names.count + 1
  }

  private static func isDay(_ text: Substring) -> Bool {
    for sign in ["/", "-", "."] as [Character] {
      let parts = text.split(separator: sign, omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ Int($0) != nil && $0.first?.isNumber == true }) else { continue }
      if isYear(parts[0]), sign != "." { return isMonthAndDay(parts[1], parts[2], digits: 2...2) }
      // "24-2-20" and "12.3.2025" may be versions.
      let isYearLast = isYear(parts[2]) || sign == "/" && parts[2].count == 2
      let digits = sign == "." ? 2...2 : 1...2
      return isYearLast
        && (isMonthAndDay(parts[1], parts[0], digits: digits) || isMonthAndDay(parts[0], parts[1], digits: digits))
    }
    return false
  }

  private static func isTime(_ text: Substring) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { ":hH".contains($0) }
    guard (2...3).contains(parts.count), let hour = Int(parts[0]), (0...23).contains(hour) else { return false }
    return parts.dropFirst().allSatisfy { $0.count == 2 && Int($0).map { (0...59).contains($0) } == true }
  }

  private static func isMonthAndDay(_ month: Substring, _ day: Substring, digits: ClosedRange<Int>) -> Bool {
    guard digits.contains(month.count), digits.contains(day.count) else { return false }
    return Int(month).map { (1...12).contains($0) } == true && Int(day).map { (1...31).contains($0) } == true
  }

  private static func isYear(_ text: some StringProtocol) -> Bool {
    text.count == 4 && Int(text).map { (1900...2099).contains($0) } == true
  }

  private static let months: Set<String> = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", "janv", "fevr", "avr", "juil", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec",
  ]

  /// What programs run on, and the formats that they write.
  private static let surroundings: Set<String> = [
    "windows", "win", "server", "serveur", "office", "excel", "macos", "linux", "dwg", "dxf", "ifc", "net",
    "framework", "directx",
  ]
}
