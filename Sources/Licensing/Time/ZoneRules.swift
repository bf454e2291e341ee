/// The offsets of one time zone from UTC, past and future.
///
/// Read from the bytes of a TZif file (RFC 8536), as every Linux system keeps them under `/usr/share/zoneinfo`: no I/O
/// here, and no dependence on a library's zone data, so a statically linked program gives the same answers.
public struct ZoneRules: Sendable {
  /// The zone's name, such as `Europe/Paris`.
  public let name: String
  private let transitions: [Int64]
  private let offsets: [Int32]
  private let firstOffset: Int32
  private let future: RecurringOffsets?

  /// UTC itself.
  public static let utc = ZoneRules(
    name: "UTC", transitions: [], offsets: [], firstOffset: 0, future: nil)

  private init(
    name: String, transitions: [Int64], offsets: [Int32], firstOffset: Int32, future: RecurringOffsets?
  ) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.future = future
  }

  /// A zone that has followed one POSIX `TZ` rule for ever, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
  ///
  /// Returns `nil` if the rule can't be read.
  public init?(name: String, posixRule: String) {
    guard let future = RecurringOffsets(posixRule) else { return nil }
    self.init(name: name, transitions: [], offsets: [], firstOffset: future.standard, future: future)
  }

  /// Reads a TZif file of version 2 or later.
  ///
  /// Returns `nil` if the bytes are something else or end too early.
  public init?(name: String, tzif bytes: [UInt8]) {
    guard let header = TZifHeader(bytes, at: 0), header.version >= 2 else { return nil }
    let start = 44 + header.dataLength(timeSize: 4)
    guard let long = TZifHeader(bytes, at: start), long.typeCount > 0 else { return nil }
    var cursor = start + 44
    guard bytes.count >= cursor + long.dataLength(timeSize: 8) else { return nil }
    func integer(_ at: Int, _ size: Int) -> Int64 {
      var value: Int64 = bytes[at] >= 0x80 ? -1 : 0
      for byte in bytes[at..<at + size] { value = value << 8 | Int64(byte) }
      return value
    }
    let times = (0..<long.timeCount).map { integer(cursor + $0 * 8, 8) }
    cursor += long.timeCount * 8
    let indices = bytes[cursor..<cursor + long.timeCount].map(Int.init)
    cursor += long.timeCount
    let types = (0..<long.typeCount).map { Int32(integer(cursor + $0 * 6, 4)) }
    guard indices.allSatisfy({ $0 < types.count }) else { return nil }
    let footer = bytes[(start + 44 + long.dataLength(timeSize: 8))...].dropFirst().prefix { $0 != 0x0A }
    self.init(
      name: name, transitions: times, offsets: indices.map { types[$0] }, firstOffset: types[0],
      future: RecurringOffsets(String(decoding: footer, as: UTF8.self)))
  }

  /// Seconds east of UTC at an instant.
  public func offset(at instant: UTCInstant) -> Int {
    let seconds = instant.seconds
    guard let last = transitions.last, seconds < last else {
      if let future { return Int(future.offset(atUTC: seconds)) }
      return Int(offsets.last ?? firstOffset)
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return Int(low == 0 ? firstOffset : offsets[low - 1])
  }

  /// The civil day at an instant.
  public func day(at instant: UTCInstant) -> CalendarDay {
    instant.civil(offset: offset(at: instant)).day
  }

  /// The instant at which a wall clock shows `second` (0 to 86 400) seconds after midnight of `day`.
  ///
  /// A time that occurs twice, when clocks go back, means the first; one that never occurs, when they go forward, means
  /// the instant at which they do, from which on the clock shows a later time.
  public func instant(of day: CalendarDay, second: Int) -> UTCInstant {
    let local = Int64(day.number) * 86_400 + Int64(second)
    // The two offsets in force around that time; no zone changes twice within two days.
    let before = offset(at: UTCInstant(seconds: local - 86_400))
    let after = offset(at: UTCInstant(seconds: local + 86_400))
    let early = UTCInstant(seconds: local - Int64(before))
    if before == after || offset(at: early) == before { return early }
    let late = UTCInstant(seconds: local - Int64(after))
    if offset(at: late) == after { return late }
    // Between the two the clock goes forward.
    var (low, high) = (late.seconds, early.seconds)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: UTCInstant(seconds: middle)) == before { low = middle } else { high = middle }
    }
    return UTCInstant(seconds: high)
  }
}

/// The counts at the head of a TZif block (RFC 8536, section 3.1).
private struct TZifHeader {
  let version: Int
  let utcCount: Int, standardCount: Int, leapCount: Int
  let timeCount: Int, typeCount: Int, characterCount: Int

  init?(_ bytes: [UInt8], at start: Int) {
    guard bytes.count >= start + 44, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
    func count(_ index: Int) -> Int {
      bytes[start + 20 + index * 4..<start + 24 + index * 4].reduce(0) { $0 << 8 | Int($1) }
    }
    version = bytes[start + 4] == 0 ? 1 : Int(bytes[start + 4]) - 0x30
    utcCount = count(0)
    standardCount = count(1)
    leapCount = count(2)
    timeCount = count(3)
    typeCount = count(4)
    characterCount = count(5)
  }

  func dataLength(timeSize: Int) -> Int {
    timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4) + standardCount + utcCount
  }
}
