import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// A person who asks to be forgotten.
@Suite struct ErasureTests {
  private let bench: ResendBench

  init() throws { bench = try ResendBench() }

  @Test func `Nothing in the file names the person afterwards, and the chain still holds`() throws {
    _ = try bench.ask()
    let waiting = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-C3D4", requestedBy: "CLAIRE@martin.example"))
    try bench.bench.take(csv: "customer;email;name\r\nC-1;Claire@martin.example;Élodie Martin-Roux\r\n")
    let question = Question(email: "Claire@Martin.example", product: "Ds", version: "2026")
    let decision = try bench.registry.recordedEligibility(of: question, now: bench.now)
    let before = try bench.registry.makeReader().verifyEvents()

    let report = try bench.registry.eraseContact(email: " claire@MARTIN.example", actor: "cli:test", now: bench.now)
    #expect(report.contacts == 1 && report.decisions == 1 && report.resends == 2 && report.mails == 1)
    #expect(!report.leavesTraces && report.cancelled == 2 && report.changes >= 1 && report.events >= 3)

    for text in try bench.bench.dump() {
      #expect(text.range(of: "claire@martin", options: .caseInsensitive) == nil, "\(text)")
      #expect(!text.contains("Élodie"), "\(text)")
    }
    let bytes = try bench.bench.folder.bytes(of: "registry.sqlite")
    #expect(Data(bytes).range(of: Data("Élodie Martin".utf8)) == nil)
    #expect(Data(bytes).range(of: Data("laire@martin".utf8)) == nil)

    let reader = try bench.registry.makeReader()
    let after = try reader.verifyEvents()
    #expect(after.broken == nil && after.erased >= 3 && after.count > before.count)
    #expect(try reader.resend(id: waiting.id)?.state == .cancelled)
    let id = try #require(decision.id)
    let kept = try #require(try reader.decision(id: id))
    #expect(
      kept.outcome == decision.outcome.rawValue
        && String(decoding: kept.question, as: UTF8.self).contains("@erased.invalid"))
    // Others are as they were.
    #expect(
      try bench.ask(ResendRequest(licence: "04217F3K99QXA1B2", requestedBy: "bob@martin.example")).state == .approved)
  }

  @Test func `Tickets, notes, keys and counts are looked into; others' requests stay`() throws {
    let resend = try bench.ask(
      ResendRequest(
        licence: "0421-7F3K-99QX-C3D4", requestedBy: "bob@martin.example", ticket: "T-1 (Claire@Martin.example)"))
    _ = try bench.registry.act(
      .reject, onResend: resend.id, note: "Élodie Martin called, claire@martin.example", actor: "token:boss/tok_2",
      now: bench.now)
    let own = try bench.ask()
    _ = try bench.registry.act(
      .cancel, onResend: own.id, note: "élodie martin took it back", actor: "token:boss/tok_2", now: bench.now)
    let question = Question(contract: "GA-1", product: "Ds", version: "2026", ticket: "claire@martin.example/7")
    _ = try bench.registry.recordedEligibility(of: question, now: bench.now)
    let connection = try bench.registry.file.connect(.write)
    try connection.execute(
      "INSERT INTO idempotency VALUES ('tok_1', 'claire@martin.example-1', 'f', '2026-01-01T00:00:00Z', 200, '', x'7b7d')"
    )
    let counted = try connection.integer("SELECT count(*) FROM resend_counts")

    let report = try bench.registry.eraseContact(email: "claire@martin.example", actor: "cli:test", now: bench.now)
    #expect(report.resends == 2 && report.counts == 1 && report.decisions == 1)
    for text in try bench.bench.dump() {
      #expect(text.range(of: "claire@martin", options: .caseInsensitive) == nil, "\(text)")
      #expect(text.range(of: "élodie", options: .caseInsensitive) == nil, "\(text)")
    }
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.ticket?.hasPrefix("T-1 (erased_") == true && read.ticket?.hasSuffix("@erased.invalid)") == true)
    #expect(read.note?.hasPrefix("… called, erased_") == true && read.requestedBy == "bob@martin.example")
    #expect(try connection.integer("SELECT count(*) FROM resend_counts") == counted.map { $0 - 1 })
    #expect(try bench.registry.makeReader().verifyEvents().broken == nil)
    let event = try #require(try bench.registry.makeReader().events(limit: 1000).last)
    #expect(event.action == "contact.erased" && event.details?.contains(#""kept":{"what":"that events"#) == true)
  }

  @Test(arguments: ["nobody@martin.example", "%@martin.example", "_laire@martin.example", "laire@martin.example"])
  func `Another address erases nothing`(_ email: String) throws {
    _ = try bench.ask()
    let before = try bench.bench.dump()
    // Part of an address is part of the texts that hold it; only whole addresses count.
    let report = try bench.registry.eraseContact(email: email, actor: "cli:test", now: bench.now)
    #expect(report.isEmpty)
    #expect(try bench.bench.dump() == before)
  }

  @Test func `What is older than its period is forgotten`() throws {
    let resend = try bench.ask()
    let folder = bench.bench.folder.file("mail")
    #expect(try MessageSender(bench.registry, .maildir(folder)).sendDue { bench.now }.sent == 1)
    _ = try bench.registry.recordedEligibility(of: Question(contract: "GA-1"), now: bench.now)
    let days: (Int64) -> UTCInstant = { bench.later(minutes: $0 * 24 * 60) }
    #expect(try bench.registry.forget(Retention(), now: days(30)).mails == 0)
    #expect(try bench.registry.forget(Retention(), now: bench.later(minutes: 30 * 24 * 60 + 1)).mails == 1)
    #expect(try bench.registry.makeReader().resend(id: resend.id)?.message?.message == nil)
    #expect(try bench.registry.forget(Retention(), now: days(9999)).decisions == 0)
    #expect(try bench.registry.forget(Retention(decisionDays: 365), now: days(366)).decisions == 1)
  }

  @Test(arguments: [OutboxMessage.State.sent, .failed, .cancelled])
  func `The text of a mail is kept from its end on, however long it waited`(_ end: OutboxMessage.State) throws {
    let resend = try bench.ask()
    // The mail agent was not there for forty days.
    let then = bench.later(minutes: 40 * 24 * 60)
    #expect(try bench.registry.forget(Retention(), now: then).mails == 0)
    switch end {
    case .failed: _ = try MessageSender(bench.registry, .command(["/bin/sh", "-c", "exit 67"])).sendDue { then }
    case .cancelled: _ = try bench.act(.cancel, resend.id, at: then)
    default: _ = try MessageSender(bench.registry, .command(["/bin/true"])).sendDue { then }
    }
    let message = try #require(try bench.registry.makeReader().resend(id: resend.id)?.message)
    #expect(message.state == end && message.concludedAt == then.description)
    #expect(try bench.registry.forget(Retention(), now: bench.later(minutes: 70 * 24 * 60)).mails == 0)
    #expect(try bench.registry.forget(Retention(), now: bench.later(minutes: 70 * 24 * 60 + 1)).mails == 1)
  }
}
