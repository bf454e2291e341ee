import Testing

@testable import HTTPServer

/// The wheel, on a clock that the test turns by hand.
struct TimerWheelTests {
  @Test func tokensAreToldInTheTickAfterTheirDeadline() {
    var wheel = TimerWheel(now: 0, tick: 10, slotCount: 64)
    for (token, deadline) in [5, 10, 95, 300].enumerated() { wheel.insert(UInt64(token), deadline: deadline) }
    var told: [UInt64: Int] = [:]
    for now in 0...400 {
      var tokens: [UInt64] = []
      wheel.expire(now: now, into: &tokens)
      for token in tokens { told[token] = now }
    }
    #expect(told == [0: 10, 1: 20, 2: 100, 3: 310])
  }

  @Test func deadlinesBeyondTheWheelAreToldEarly() {
    var wheel = TimerWheel(now: 0, tick: 10, slotCount: 64)
    #expect(wheel.insert(1, deadline: 100_000) == 630)
    #expect(wheel.delay(now: 0) == 630)
  }

  /// A connection that works for an hour: its entries stay few, because overtaken ones are not entered again.
  @Test func entriesDoNotPileUp() {
    var wheel = TimerWheel(now: 0, tick: 10, slotCount: 64)
    var (deadline, told, entries) = (0, Int.max, 0)
    for now in 0..<100_000 {
      // By turns a short deadline and a long one.
      deadline = now % 2 == 0 ? now + 50 : now + 5000
      if deadline < told { (told, entries) = (wheel.insert(1, deadline: deadline), entries + 1) }
      var tokens: [UInt64] = []
      wheel.expire(now: now, into: &tokens)
      entries -= tokens.count
      for _ in tokens where told <= now { (told, entries) = (wheel.insert(1, deadline: deadline), entries + 1) }
      #expect(entries < 20)
    }
  }

  @Test func aLongSleepMissesNothing() {
    var wheel = TimerWheel(now: 0, tick: 10, slotCount: 64)
    for token in 0..<60 { wheel.insert(UInt64(token), deadline: token * 10) }
    var tokens: [UInt64] = []
    wheel.expire(now: 1_000_000, into: &tokens)
    #expect(tokens.sorted() == (0..<60).map(UInt64.init))
    #expect(wheel.delay(now: 1_000_000) == nil)
  }

  /// Every place of the hand against every distance.
  @Test func theDelayLeadsToTheTick() {
    for start in 0..<130 {
      for distance in 1..<128 {
        var wheel = TimerWheel(now: start * 10, tick: 10, slotCount: 128)
        wheel.insert(1, deadline: (start + distance) * 10 - 1)
        let delay = wheel.delay(now: start * 10)
        #expect(delay == distance * 10)
        var tokens: [UInt64] = []
        wheel.expire(now: start * 10 + (delay ?? 0) - 1, into: &tokens)
        #expect(tokens.isEmpty)
        wheel.expire(now: start * 10 + (delay ?? 0), into: &tokens)
        #expect(tokens == [1])
      }
    }
  }

  @Test func aWindowJudgesByRateAndByTotal() {
    var window = ThroughputWindow(now: 0, length: 1_000_000, bytesPerSecond: 100, total: 2_500_000)
    /// The verdict at a moment after some more bytes, and when the next one is due.
    func verdict(_ bytes: Int, _ now: Int) -> [Int] {
      window.add(bytes)
      return [window.mayGoOn(now: now) ? 1 : 0, window.deadline]
    }
    #expect(window.deadline == 1_000_000)
    #expect(verdict(100, 1_000_000) == [1, 2_000_000])
    #expect(verdict(99, 1_999_999) == [1, 2_000_000])
    #expect(verdict(0, 2_000_000) == [0, 2_000_000])
    #expect(verdict(1, 2_000_000) == [1, 2_500_000])
    #expect(verdict(1_000_000, 2_500_000) == [0, 2_500_000])
  }
}
