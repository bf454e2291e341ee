/// The time a question is asked for: a civil day, or an exact instant.
///
/// A bare day means noon of that day in the programme's zone (DESIGN, section 4, "Desk").
public enum Moment: Sendable, Hashable {
  /// A civil day of the programme's zone.
  case day(CalendarDay)
  /// An exact instant.
  case instant(UTCInstant)

  /// Why a text is not a moment.
  public enum ParseError: Error, Sendable, Hashable {
    /// The text is neither `YYYY-MM-DD` nor an RFC 3339 instant.
    case malformed
    /// The day or the time of day does not exist, such as 31 February.
    case nonexistent
    /// There is a time of day but no offset from UTC, so the instant is not known.
    case offsetMissing
    /// A space stands where the sign of the offset belongs: a raw `+` in a query, which stands for a space there.
    case plusBecameSpace
  }

  /// Reads `YYYY-MM-DD` or an RFC 3339 instant with an offset; seconds and their fraction may be left out.
  ///
  /// - Throws: ``ParseError`` when the text is something else.
  public init(_ text: String) throws(ParseError) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10 else { throw .malformed }
    func number(_ range: Range<Int>) throws(ParseError) -> Int {
      guard range.upperBound <= bytes.count else { throw .malformed }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { throw .malformed }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    func expect(_ byte: UInt8, at index: Int) throws(ParseError) {
      guard index < bytes.count, bytes[index] == byte else { throw .malformed }
    }
    let year = try number(0..<4)
    try expect(0x2D, at: 4)
    let month = try number(5..<7)
    try expect(0x2D, at: 7)
    let date = CalendarDay(year: year, month: month, day: try number(8..<10))
    if bytes.count == 10 {
      guard let date else { throw .nonexistent }
      self = .day(date)
      return
    }

    guard bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20 else { throw .malformed }
    let hour = try number(11..<13)
    try expect(0x3A, at: 13)
    let minute = try number(14..<16)
    var index = 16
    var second = 0
    var milliseconds = 0
    if index < bytes.count, bytes[index] == 0x3A {
      second = try number(17..<19)
      index = 19
      if index < bytes.count, bytes[index] == 0x2E {
        let start = index + 1
        index = start
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
          if index - start < 3 { milliseconds = milliseconds * 10 + Int(bytes[index] - 0x30) }
          index += 1
        }
        guard index > start else { throw .malformed }
        for _ in 0..<max(0, 3 - (index - start)) { milliseconds *= 10 }
      }
    }

    guard index < bytes.count else { throw .offsetMissing }
    var offset = 0
    switch bytes[index] {
    case 0x5A, 0x7A:
      guard index + 1 == bytes.count else { throw .malformed }
    case 0x2B, 0x2D:
      guard bytes.count == index + 6 else { throw .malformed }
      try expect(0x3A, at: index + 3)
      let hours = try number(index + 1..<index + 3)
      let minutes = try number(index + 4..<index + 6)
      guard hours < 24, minutes < 60 else { throw .nonexistent }
      offset = (hours * 3600 + minutes * 60) * (bytes[index] == 0x2B ? 1 : -1)
    case 0x20 where bytes.count == index + 6: throw .plusBecameSpace
    default: throw .malformed
    }
    guard let date, hour < 24, minute < 60, second <= 60 else { throw .nonexistent }
    let seconds = Int64(date.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
    let instant = UTCInstant(milliseconds: seconds * 1000 + Int64(milliseconds))
    // A leap second is counted as the second that follows it, which begins January or July in UTC (RFC 3339, 5.7).
    guard second < 60 || UTCInstant(seconds: seconds).beginsHalfYear else { throw .nonexistent }
    // Its day has to be one of the calendar's wherever it is asked for, from UTC-14 to UTC+14.
    let years = (instant.civil(offset: -50_400).day.components.year, instant.civil(offset: 50_400).day.components.year)
    guard years.0 >= 1, years.1 <= 9999 else { throw .nonexistent }
    self = .instant(instant)
  }
}

extension UTCInstant {
  /// Whether it is the first of January or July, 00:00:00, in UTC.
  fileprivate var beginsHalfYear: Bool {
    let (day, second) = civil(offset: 0)
    let (month, date) = (day.components.month, day.components.day)
    return second == 0 && date == 1 && (month == 1 || month == 7)
  }
}

extension Moment.ParseError {
  /// A stable code.
  public var code: String {
    switch self {
    case .malformed: "malformed"
    case .nonexistent: "nonexistent"
    case .offsetMissing: "offset_missing"
    case .plusBecameSpace: "plus_became_space"
    }
  }

  /// What is wrong with the text, and what to write.
  public func message(_ text: String, _ language: Language) -> String {
    switch self {
    case .malformed:
      language(
        en: "'\(text)' is no date: write 2026-02-27, or 2026-02-27T17:59:00+01:00",
        fr: "« \(text) » n’est pas une date : écrivez 2026-02-27, ou 2026-02-27T17:59:00+01:00")
    case .nonexistent:
      language(
        en: "'\(text)' does not exist: check the day, the time and the offset",
        fr: "« \(text) » n’existe pas : vérifiez le jour, l’heure et le décalage")
    case .offsetMissing:
      language(
        en: "'\(text)' has a time without an offset: add Z, or +01:00 as in Paris in winter",
        fr: "« \(text) » a une heure sans décalage : ajoutez Z, ou +01:00 comme à Paris en hiver")
    case .plusBecameSpace:
      language(
        en: "'\(text)' has a space where the + of the offset belongs: in a URL write %2B",
        fr: "« \(text) » a une espace à la place du + du décalage : dans une URL, écrivez %2B")
    }
  }
}
