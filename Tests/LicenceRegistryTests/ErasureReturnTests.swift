import Catalogue
import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Persons who were erased, and come back with an older backup or a file.
@Suite struct ErasureReturnTests {
  private let bench: ResendBench
  private var registry: Registry { bench.registry }
  private var backup: String { bench.bench.folder.file("b.sqlite") }

  init() throws { bench = try ResendBench() }

  @discardableResult
  private func erase(_ email: String) throws -> ErasureReport {
    try registry.eraseContact(email: email, actor: "cli:test", now: bench.now)
  }

  private func restore() throws -> Restoration {
    try Registry.restore(backup, to: registry.file.path, actor: "cli:test", now: bench.later(minutes: 5))
  }

  @Test func `Whom the registry has forgotten, a restored backup forgets, too`() throws {
    let waiting = try bench.ask()
    _ = try registry.recordedEligibility(
      of: Question(customer: "C-1", ticket: "Élodie Martin, claire+cad@martin.example"), now: bench.now)
    _ = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-C3D4", requestedBy: "bob@martin.example"))
    try registry.backUp(to: backup)
    let bytes = try bench.bench.folder.bytes(of: "b.sqlite")
    try erase("Claire@martin.example")
    let placeholder = try #require(try registry.makeReader().events(limit: 1000).last?.subject)

    let restoration = try restore()
    #expect(restoration.erasedAgain == 1 && restoration.unknownErasures == 0, "\(restoration)")
    for name in ["registry.sqlite", "registry.sqlite-wal"] {
      let text = String(decoding: (try? bench.bench.folder.bytes(of: name)) ?? [], as: UTF8.self).lowercased()
      for word in ["claire@martin", "élodie", "elodie", "claire+cad"] { #expect(!text.contains(word), "\(word)") }
    }
    #expect(try registry.makeReader().resend(id: waiting.id)?.state == .cancelled)
    let events = try registry.makeReader().events(limit: 1000).map { "\($0.action) \($0.subject)" }
    #expect(events.contains("contact.erased \(placeholder)"))
    let verified = try registry.verify()
    #expect(verified.isSound, "\(verified)")
    // The others are there, the backup is as it was, and once more changes nothing.
    #expect(try registry.file.connect(.read).hasContact("bob@martin.example"))
    #expect(try bench.bench.folder.bytes(of: "b.sqlite") == bytes)
    #expect(try restore().erasedAgain == 1, "the backup has the person still")
    try registry.backUp(to: backup, replacing: true)
    #expect(try restore().erasedAgain == 0)
  }

  @Test func `Also whom it did not name when it was asked to forget`() throws {
    try registry.backUp(to: backup)
    // As if it had been restored from something older still, where the person never was.
    try registry.file.connect(.write).execute(
      """
      DELETE FROM contacts WHERE key = 'intern@martin.example';
      DELETE FROM import_changes; DELETE FROM import_additions;
      """)
    #expect(try erase("intern@martin.example").isEmpty)
    #expect(try restore().erasedAgain == 1)
    #expect(try !registry.file.connect(.read).hasContact("intern@martin.example"))
  }

  @Test func `Who came back since is not erased again`() throws {
    try registry.backUp(to: backup)
    try erase("bob@martin.example")
    let plan = try bench.bench.plan(csv: "customer;email\r\nC-1;Bob@martin.example\r\nC-1;new@martin.example\r\n")
    #expect(
      plan.plan.warnings.map { $0.line(inFrench: false) } == [
        "a.csv:2:1: contacts.email: Bob@martin.example was erased on request on 2026-02-27, and comes back with this file"
      ])
    try plan.apply()
    let restoration = try restore()
    #expect(restoration.erasedAgain == 0)
    #expect(try registry.file.connect(.read).hasContact("bob@martin.example"))
  }

  @Test func `An import that was planned before an erasure has to be planned again`() throws {
    let plan = try bench.bench.plan(csv: "customer;email;name\r\nC-1;bob@martin.example;Robert\r\n")
    try erase("bob@martin.example")
    #expect(throws: ImportOutdated.self) { try plan.apply() }
    #expect(try !registry.file.connect(.read).hasContact("bob@martin.example"))
  }

  @Test func `An import that brought an erased person is undone with the placeholder`() throws {
    let record = try bench.bench.plan(csv: "customer;email;name\r\nC-2;eva@durand.example;Eva Roth\r\n").apply()
    try erase("eva@durand.example")
    let undo = try CatalogueImport(undoing: try #require(record).id, in: registry)
    #expect(undo.plan.isApplicable && undo.plan.hasChanges, "\(undo.plan.obstacles)")
    try undo.apply()
    #expect(
      try registry.file.connect(.read).texts("SELECT key FROM contacts WHERE customer = 'c-2'") == ["d@durand.example"])
    #expect(try registry.verify().isSound)
  }

  @Test func `What can't be known is said`() throws {
    try registry.backUp(to: backup)
    try erase("bob@martin.example")
    // As an older version left it.
    try registry.file.connect(.write).execute("DELETE FROM erasures")
    let restoration = try restore()
    #expect(restoration.erasedAgain == 0 && restoration.unknownErasures == 1)
    let elsewhere = try Registry.restore(
      backup, to: bench.bench.folder.file("new.sqlite"), actor: "cli:test", now: bench.now)
    #expect(!elsewhere.knowsErasures && elsewhere.kept == nil && elsewhere.backedUpAt != nil)
  }

  @Test func `What is kept of an erasure tells nobody`() throws {
    try erase("bob@martin.example")
    try erase("nobody@martin.example")
    let connection = try registry.file.connect(.read)
    let erasures = try connection.erasures()
    #expect(erasures.count == 2 && Set(erasures.map(\.salt)).count == 1)
    #expect(erasures.allSatisfy { $0.placeholder.hasPrefix("erased_") })
    #expect(connection.erasure(of: " BOB@martin.example", among: erasures) != nil)
    #expect(connection.erasure(of: "claire@martin.example", among: erasures) == nil)
    // Twice is once.
    try erase("nobody@martin.example")
    #expect(try connection.erasures() == erasures)
  }
}
