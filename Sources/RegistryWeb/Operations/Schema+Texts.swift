import Formats
import Licensing

extension Schema {
  /// What is wrong with a text of the query as a value of this form; nothing if it is one.
  func complaint(about text: String) -> Bilingual? {
    switch self {
    case .text(let length, _, let format):
      if format == "date", CalendarDay(text) == nil {
        return Bilingual(en: "must be a day: YYYY-MM-DD", fr: "doit être un jour : AAAA-MM-JJ")
      }
      let count = text.unicodeScalars.count
      if let length, !length.contains(count) {
        return count < length.lowerBound
          ? length.lowerBound == 1
            ? Bilingual(en: "is empty", fr: "est vide")
            : Bilingual(
              en: "is shorter than \(length.lowerBound) characters", fr: "fait moins de \(length.lowerBound) caractères"
            )
          : Bilingual(
            en: "is longer than \(length.upperBound) characters", fr: "dépasse \(length.upperBound) caractères")
      }
      return nil
    case .choice(let values):
      let list = values.joined(separator: ", ")
      return values.contains(text) ? nil : Bilingual(en: "must be one of: \(list)", fr: "doit valoir : \(list)")
    case .recordID(let prefix, let length):
      let isID =
        text.hasPrefix(prefix + "_") && text.utf8.count == prefix.utf8.count + 1 + length
        && text.utf8.dropFirst(prefix.utf8.count + 1).allSatisfy {
          (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
        }
      return isID
        ? nil
        : Bilingual(
          en: "must be an id as pages have them: \(prefix)_ and \(length) digits and letters",
          fr: "doit être un identifiant tel que les pages en donnent : \(prefix)_ et \(length) chiffres et lettres")
    case .boolean:
      return text == "true" || text == "false"
        ? nil : Bilingual(en: "must be true or false", fr: "doit valoir true ou false")
    case .integer(let range):
      // One way to write each number: no sign, no leading zero.
      let isPlain = text == "0" || (text.utf8.first != 0x30 && text.utf8.allSatisfy { (0x30...0x39).contains($0) })
      if isPlain, let number = Int(text), range?.contains(number) ?? true { return nil }
      guard let range, range.upperBound < Int.max else {
        let least = range?.lowerBound ?? 0
        return Bilingual(
          en: "must be a whole number from \(least)", fr: "doit être un nombre entier à partir de \(least)")
      }
      return Bilingual(
        en: "must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        fr: "doit être un nombre entier de \(range.lowerBound) à \(range.upperBound)")
    case .constant, .array, .object, .dictionary, .any, .optional, .named, .anything: return nil
    }
  }
}
