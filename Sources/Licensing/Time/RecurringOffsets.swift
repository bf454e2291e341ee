/// The yearly change between standard and summer time that a POSIX `TZ` text states, as in the footer of a TZif file
/// (RFC 8536, section 3.3, with its extension of hours from -167 to 167).
struct RecurringOffsets: Sendable {
  /// Seconds east of UTC in standard time.
  let standard: Int32
  private let summer: (offset: Int32, starts: YearlyChange, ends: YearlyChange)?

  /// Reads `CET-1CEST,M3.5.0,M10.5.0/3` and the like; `nil` if it is something else.
  init?(_ text: String) {
    var scanner = PosixZoneScanner(text)
    guard scanner.skipName(), let west = scanner.time() else { return nil }
    standard = -Int32(west)
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.skipName() else { return nil }
    let offset = scanner.isAt(",") ? Int32(-west + 3600) : scanner.time().map { -Int32($0) }
    guard let offset, scanner.skip(","), let starts = scanner.change(), scanner.skip(","),
      let ends = scanner.change(), scanner.isAtEnd
    else { return nil }
    summer = (offset, starts, ends)
  }

  /// Seconds east of UTC at `seconds` after 1970-01-01T00:00:00Z.
  func offset(atUTC seconds: Int64) -> Int32 {
    guard let summer else { return standard }
    let year = UTCInstant(seconds: seconds).civil(offset: Int(standard)).day.components.year
    // Each change is told in the time that is in force before it.
    let starts = summer.starts.seconds(inYear: year) - Int64(standard)
    let ends = summer.ends.seconds(inYear: year) - Int64(summer.offset)
    let isSummer = starts < ends ? starts <= seconds && seconds < ends : seconds < ends || starts <= seconds
    return isSummer ? summer.offset : standard
  }
}

/// A day of each year and a time of that day at which clocks change.
struct YearlyChange: Sendable {
  enum Rule: Sendable {
    /// `Mm.w.d`: the `w`-th (5: the last) weekday `d` (0: Sunday) of month `m`.
    case weekday(month: Int, week: Int, day: Int)
    /// `Jn`: day `n` from 1 to 365, 29 February never counted.
    case julian(Int)
    /// `n`: day `n` from 0 to 365, 29 February counted.
    case ordinal(Int)
  }
  let rule: Rule
  let second: Int

  /// Seconds since 1970-01-01 on the wall clock.
  func seconds(inYear year: Int) -> Int64 {
    guard let newYear = CalendarDay(year: min(max(year, 1), 9999), month: 1, day: 1) else { return 0 }
    let day: CalendarDay
    switch rule {
    case .julian(let number):
      let isLeap = CalendarDay.length(ofMonth: 2, year: year) == 29
      day = newYear.advanced(by: number - 1 + (isLeap && number > 59 ? 1 : 0))
    case .ordinal(let number): day = newYear.advanced(by: number)
    case .weekday(let month, let week, let weekday):
      guard let first = CalendarDay(year: min(max(year, 1), 9999), month: month, day: 1) else { return 0 }
      let firstWeekday = (Weekday.allCases.firstIndex(of: first.weekday).map { $0 + 1 } ?? 0) % 7
      var date = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if date > CalendarDay.length(ofMonth: month, year: year) { date -= 7 }
      day = first.advanced(by: date - 1)
    }
    return Int64(day.number) * 86_400 + Int64(second)
  }
}

/// Reads the pieces of a POSIX `TZ` text from left to right.
private struct PosixZoneScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard isAt(character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// `CET`, or `<+0330>` for a name with other characters.
  mutating func skipName() -> Bool {
    if skip("<") {
      rest = rest.drop { $0 != UInt8(ascii: ">") }
      return skip(">")
    }
    let before = rest.count
    rest = rest.drop { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    return before - rest.count >= 3
  }

  mutating func number() -> Int? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time() -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard var seconds = number().map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where skip(":") {
      guard let part = number() else { return nil }
      seconds += part * unit
    }
    return sign * seconds
  }

  mutating func change() -> YearlyChange? {
    let rule: YearlyChange.Rule
    if skip("M") {
      guard let month = number(), skip("."), let week = number(), skip("."), let day = number(),
        (1...12).contains(month), (1...5).contains(week), day < 7
      else { return nil }
      rule = .weekday(month: month, week: week, day: day)
    } else if skip("J") {
      guard let day = number(), (1...365).contains(day) else { return nil }
      rule = .julian(day)
    } else {
      guard let day = number(), day <= 365 else { return nil }
      rule = .ordinal(day)
    }
    guard skip("/") else { return YearlyChange(rule: rule, second: 7200) }
    guard let second = time() else { return nil }
    return YearlyChange(rule: rule, second: second)
  }
}
