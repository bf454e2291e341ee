import Arguments
import Licensing

/// When a token expires, as it is written on the command line.
enum TokenExpiry {
  /// Reads a day, which counts to its end, an instant, a time from now (`90d`, `12h`), or `never`.
  static func read(_ text: String, now: UTCInstant) throws -> UTCInstant? {
    let key = TextFolding.key(text)
    if ["never", "jamais"].contains(key) { return nil }
    let hours: [Character: Int64] = ["h": 1, "d": 24, "j": 24]
    if let unit = key.last, let length = hours[unit], let count = Int64(key.dropLast()), (1...87_600).contains(count) {
      return UTCInstant(milliseconds: now.milliseconds + count * length * 3_600_000)
    }
    do {
      switch try Moment(TextFolding.trimmed(text)) {
      case .instant(let instant): return instant
      case .day(let day): return UTCInstant(seconds: (Int64(day.number) + 1) * 86_400)
      }
    } catch {
      throw ArgumentError.badValue(
        option: "expires", value: text, expected: "write a day (2027-01-31), an instant, 90d, 12h or never")
    }
  }
}
