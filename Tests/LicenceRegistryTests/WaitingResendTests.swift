import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Requests that were taken in unseen, and what becomes of them.
@Suite struct WaitingResendTests {
  private let bench: ResendBench

  init() throws { bench = try ResendBench() }

  private func take(_ request: ResendRequest, language: Language = .english) {
    let done = DispatchSemaphore(value: 0)
    bench.registry.acceptResend(
      request, actor: "token:portal/tok", requestID: "r-7", now: bench.now, language: language, once: nil,
      answer: KeptAnswer(status: 202, fields: "", body: [])
    ) { _ in done.signal() }
    done.wait()
  }

  /// Makes what the registry knows of a person unreadable, as a bad disk or another program might.
  private func damage(_ person: String) throws {
    try bench.registry.file.connect(.write).execute("UPDATE contact_since SET since = 'x' WHERE key = '\(person)'")
  }

  @Test func `They are looked at, also by the next program`() throws {
    take(ResendBench.good, language: .french)
    #expect(try Registry(path: bench.registry.file.path).lookAtWaitingResends { bench.now }.isEmpty)
    let resends = try bench.registry.makeReader().resends()
    #expect(resends.map(\.state) == [.approved])
    #expect(resends.first?.checks.first?.message.contains("Demande 1 sur 3") == true)
  }

  @Test func `One that can't be looked at holds up nobody, is tried ever later, and is given up as an event`() throws {
    try damage("claire@martin.example")
    take(ResendBench.good)
    take(ResendBench.reviewed)
    var clock = bench.now
    var minutes: [Int64] = []
    for attempt in 1...MessageSender.backOff.count {
      let failures = try bench.registry.lookAtWaitingResends { clock }
      #expect(failures.map(\.attempts) == [attempt])
      #expect(failures.first?.reason.contains("'x' is no instant") == true)
      let next = try #require(failures.first?.next)
      #expect(try bench.registry.lookAtWaitingResends { clock }.isEmpty, "not again in the same minute")
      minutes.append((next.seconds - clock.seconds) / 60)
      clock = next
    }
    #expect(minutes == MessageSender.backOff.map(Int64.init))
    #expect(try bench.registry.makeReader().resends().map(\.requestedBy) == ["bob@martin.example"])

    let last = try bench.registry.lookAtWaitingResends { clock }
    #expect(last.map(\.attempts) == [MessageSender.backOff.count + 1] && last.first?.next == nil)
    #expect(try bench.registry.lookAtWaitingResends { bench.later(minutes: 99_999) }.isEmpty)
    let event = try #require(try bench.registry.makeReader().events(subject: "resends").last)
    #expect(event.action == "resend.given_up" && event.actor == "token:portal/tok" && event.request == "r-7")
    let details = try #require(event.details)
    #expect(details.contains("claire@MARTIN.example") && details.contains("••••A1B2") && !details.contains("7F3K"))
    #expect(try bench.registry.makeReader().verifyEvents().broken == nil)
  }

  @Test func `What was mended meanwhile is looked at after all, with nothing counted twice`() throws {
    try damage("claire@martin.example")
    take(ResendBench.good)
    let next = try #require(try bench.registry.lookAtWaitingResends { bench.now }.first?.next)
    #expect(try bench.registry.makeReader().resends().isEmpty)
    try bench.registry.file.connect(.write).execute("DELETE FROM contact_since")
    #expect(try bench.registry.lookAtWaitingResends { next }.isEmpty)
    let resend = try #require(try bench.registry.makeReader().resends().first)
    #expect(resend.state == .approved && resend.requestedAt == bench.now.description)
    #expect(resend.checks.first?.message.hasPrefix("Request 1 of 3") == true)
  }

  @Test func `A file that can't be written is nobody's fault`() throws {
    take(ResendBench.good)
    // A full disk, as SQLite sees it, for a file that has no room of its own left.
    try bench.registry.file.connect(.write).execute("VACUUM")
    try bench.registry.writer.write { try $0.execute("PRAGMA max_page_count = 1") }
    #expect(throws: SQLiteError.self) { try bench.registry.lookAtWaitingResends { bench.now } }
    try bench.registry.writer.write { try $0.execute("PRAGMA max_page_count = 1000000") }
    #expect(try bench.registry.lookAtWaitingResends { bench.now }.isEmpty)
    #expect(try bench.registry.makeReader().resends().count == 1)
  }

  @Test func `Stopped between two, the rest waits`() throws {
    take(ResendBench.good)
    take(ResendBench.reviewed)
    var asked = 0
    try bench.registry.lookAtWaitingResends(
      until: {
        asked += 1
        return asked > 1
      }) { bench.now }
    #expect(try bench.registry.makeReader().resends().count == 1)
    try bench.registry.lookAtWaitingResends { bench.now }
    #expect(try bench.registry.makeReader().resends().count == 2)
  }
}
