/// A date with its month in letters, as cells show it in the long formats: `jeudi 31 décembre 2026`, `31-déc.-26`.
struct NamedMonthDate {
  let year: Int
  let month: Int
  let day: Int

  /// Splits a text, or returns nil if its shape is another; whether there is such a day is not judged.
  init?(_ text: String) {
    guard text.utf8.count <= 40 else { return nil }
    var words = text.lowercased().split { $0.isWhitespace || $0 == "-" || $0 == "/" || $0 == "," }.map { word in
      word.last == "." ? word.dropLast() : word
    }
    if let first = words.first, Self.weekdays.contains(String(first)) { words.removeFirst() }
    guard words.count == 3, let month = Self.months[String(words[1])] else { return nil }
    let dayText = words[0] == "1er" ? "1" : words[0]
    guard let day = Self.number(dayText, lengths: [1, 2]), let year = Self.number(words[2], lengths: [2, 4]) else {
      return nil
    }
    self.day = day
    self.month = month
    self.year = words[2].utf8.count == 4 ? year : year + (year < 70 ? 2000 : 1900)
  }

  private static func number(_ text: Substring, lengths: Set<Int>) -> Int? {
    guard lengths.contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(text)
  }

  private static let weekdays: Set<String> = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mar", "mer", "jeu", "ven", "sam",
    "dim", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
    "fri", "sat", "sun",
  ]

  private static let months: [String: Int] = {
    let names = [
      ["janvier", "janv", "jan", "january"], ["février", "fevrier", "févr", "fevr", "fév", "fev", "feb", "february"],
      ["mars", "mar", "march"], ["avril", "avr", "apr", "april"], ["mai", "may"], ["juin", "jun", "june"],
      ["juillet", "juil", "jul", "july"], ["août", "aout", "aoû", "aug", "august"],
      ["septembre", "sept", "sep", "september"], ["octobre", "oct", "october"], ["novembre", "nov", "november"],
      ["décembre", "decembre", "déc", "dec", "december"],
    ]
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().flatMap { index, names in names.map { ($0, index + 1) } })
  }()
}
