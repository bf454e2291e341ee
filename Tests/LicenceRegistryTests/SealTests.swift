import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// `verify` on what has no journal: tokens, resends with their messages, contacts, and the details of events.
@Suite struct SealTests {
  private let bench: ResendBench

  /// A registry with tokens of all sorts and resends in every state.
  init() throws {
    bench = try ResendBench()
    let (registry, now) = (bench.registry, bench.now)
    for (name, expires) in [("desk", UTCInstant(seconds: now.seconds + 60)), ("web", nil)] {
      let token = try registry.createToken(name: name, role: .support, expires: expires, actor: "cli:test", now: now)
      if name == "web" { _ = try registry.revokeToken(id: token.token.id, actor: "cli:test", now: now) }
    }
    _ = try bench.ask()
    #expect(try MessageSender(registry, .command(["/bin/true"])).sendDue { now }.sent == 1)
    _ = try bench.act(.reject, try bench.ask(ResendBench.reviewed).id)
    _ = try bench.act(.approve, try bench.ask(ResendBench.reviewed).id)
    #expect(try MessageSender(registry, .command(["/bin/sh", "-c", "exit 67"])).sendDue { now }.failed == 1)
    _ = try bench.ask(ResendRequest(licence: "NONE", requestedBy: "x@y.example", ticket: "T-9"))
    let taken = try bench.act(.approve, try bench.ask(ResendBench.reviewed).id)
    #expect(try MessageSender(registry, .command(["/bin/sh", "-c", "exit 75"])).sendDue { now }.postponed == 1)
    _ = try bench.act(.cancel, taken.id)
    // One whose message waits for its next attempt, which is no step.
    _ = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "bob@martin.example"))
    #expect(try MessageSender(registry, .command(["/bin/sh", "-c", "exit 75"])).sendDue { now }.postponed == 1)
  }

  @Test func `What the registry itself did is sound, and what no event proves is named`() throws {
    let report = try bench.registry.verify()
    #expect(report.isSound, "\(report.seals)")
    #expect(report.seals.count == 8 && report.seals.erased == 0 && report.seals.unsealed == 0)
    #expect(VerificationReport.unproven.map(\.name).contains("idempotency"))
  }

  static let meddling: [(sql: String, subject: String, reason: SealReport.Fault.Reason)] = [
    ("UPDATE tokens SET role = 'admin' WHERE name = 'desk'", "tokens/", .changed),
    ("UPDATE tokens SET expires = NULL WHERE name = 'desk'", "tokens/", .changed),
    ("UPDATE tokens SET revoked = NULL WHERE name = 'web'", "tokens/", .changed),
    ("UPDATE tokens SET digest = replace(hex(zeroblob(32)), '00', 'ab') WHERE name = 'desk'", "tokens/", .changed),
    ("DELETE FROM tokens WHERE name = 'web'", "tokens/", .missing),
    (
      "INSERT INTO tokens SELECT replace(hex(zeroblob(32)), '00', 'ab'), 'tok_x', 'x', 'admin', created, creator, "
        + "expires, revoked, lastUsed FROM tokens WHERE name = 'desk'", "tokens/tok_x", .unrecorded
    ),
    ("UPDATE resends SET state = 'sent' WHERE state = 'failed'", "resends/", .changed),
    ("UPDATE resends SET contact = 'thief@evil.example' WHERE state = 'sent'", "resends/", .changed),
    ("UPDATE resends SET decidedBy = 'token:else/tok_1' WHERE state = 'rejected'", "resends/", .changed),
    ("UPDATE resends SET ticket = 'T-8' WHERE ticket = 'T-9'", "resends/", .changed),
    ("UPDATE resend_licences SET key = '04217F3K99QXE5F6'", "resends/", .changed),
    ("UPDATE resend_checks SET code = 'resend.within_limits' WHERE place = 4", "resends/", .changed),
    ("UPDATE outbox SET recipient = 'thief@evil.example' WHERE state = 'queued'", "resends/", .changed),
    ("UPDATE outbox SET sentAt = '2026-01-01T00:00:00Z' WHERE state = 'sent'", "resends/", .changed),
    ("UPDATE outbox SET state = 'queued', dueAt = 0 WHERE state = 'failed'", "resends/", .changed),
    (
      "PRAGMA foreign_keys = OFF; DELETE FROM outbox; DELETE FROM resend_checks; DELETE FROM resend_licences; "
        + "DELETE FROM resends", "resends/", .missing
    ),
    ("UPDATE contact_since SET since = '2020-01-01T00:00:00Z' WHERE customer = 'c-2'", "customers/c-2", .changed),
    ("DELETE FROM contact_since WHERE customer = 'c-2'", "customers/c-2", .changed),
    ("UPDATE events SET details = NULL, salt = NULL WHERE sequence = 3", "events/3", .erasedUnrecorded),
  ]

  @Test(arguments: meddling) func `What is changed past the registry is found`(
    _ sql: String, _ subject: String, _ reason: SealReport.Fault.Reason
  ) throws {
    try bench.registry.file.connect(.write).execute(sql)
    let report = try bench.registry.verify()
    #expect(!report.isSound && report.chain.broken == nil && report.faults.isEmpty && report.imports.faults.isEmpty)
    #expect(report.seals.faults.contains { $0.subject.hasPrefix(subject) && $0.reason == reason }, "\(report.seals)")
  }

  @Test func `What an erasure tells of is sound, and nothing else`() throws {
    let erased = try bench.registry.eraseContact(email: "bob@martin.example", actor: "cli:test", now: bench.now)
    #expect(erased.events > 0 && erased.erasedEvents.count == erased.events && !erased.subjects.isEmpty)
    let report = try bench.registry.verify()
    #expect(report.isSound, "\(report.seals)")
    #expect(report.seals.erased > 0 && report.seals.count > 0)
    // The event that proves the others is not theirs to be erased.
    let connection = try bench.registry.file.connect(.write)
    let number = try #require(try connection.integer("SELECT sequence FROM events WHERE action = 'contact.erased'"))
    try connection.execute("UPDATE events SET details = NULL, salt = NULL WHERE sequence = \(number)")
    let faults = try bench.registry.verify().seals.faults
    #expect(faults.contains { $0.subject == "events/\(number)" && $0.reason == .erasedUnrecorded })
    #expect(faults.count > erased.events)
  }
}
