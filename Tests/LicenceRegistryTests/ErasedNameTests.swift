import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// A person who is named without the address: in tickets, in the names of files, in the name of a company.
@Suite struct ErasedNameTests {
  private let bench: ResendBench

  init() throws { bench = try ResendBench() }

  private var registry: Registry { bench.registry }

  private func erase(_ email: String = "claire@martin.example") throws -> ErasureReport {
    try registry.eraseContact(email: email, actor: "cli:test", now: bench.now)
  }

  private func decision(_ ticket: String, customer: String = "C-1") throws -> String {
    let question = Question(customer: customer, product: "Ds", version: "2026", ticket: ticket)
    return try #require(try registry.recordedEligibility(of: question, now: bench.now).id)
  }

  /// What the file and its log have, in small letters.
  private func bytes() -> String {
    ["registry.sqlite", "registry.sqlite-wal"].map { name in
      String(decoding: (try? bench.bench.folder.bytes(of: name)) ?? [], as: UTF8.self).lowercased()
    }.joined()
  }

  @Test(arguments: [
    "Élodie Martin rappelle", "MARTIN Elodie", "Élodie Màrtin", "rappeler martin, élodie", "E\u{301}lodie Martin",
    "Ｅlodie Ｍartin", "Mme Martin (Élodie)", "Martin/Élodie ; Élodie|Martin", "«Élodie» Martin", "Martin & Élodie",
    "Martin : Élodie [rappelle]",
    "claire+cad@martin.example", "ＣＬＡＩＲＥ＠martin.example", "x/claire%40martin.example",
  ])
  func `In tickets of questions by customer`(_ ticket: String) throws {
    let id = try decision(ticket)
    let other = try decision("Bob rappelle")
    let before = try #require(try registry.makeReader().decision(id: other))
    #expect(try erase().decisions == 1)
    let kept = try #require(try registry.makeReader().decision(id: id))
    let text = String(decoding: kept.document, as: UTF8.self).lowercased()
    for part in ["lodie", "laire", "ｌａｉｒｅ", "martin,", "ｍartin"] { #expect(!text.contains(part), "\(text)") }
    #expect(text.contains("bureau d'études martin"), "that is the company")
    #expect(try registry.makeReader().decision(id: other) == before)
  }

  @Test func `In names of files, waiting mails of others, kept answers and the bytes of the file`() throws {
    let rows = "customer;email;name;locale\r\nC-1;Claire@martin.example;Élodie Martin;fr\r\n"
    try bench.bench.take([("martin-elodie.csv", rows)])
    let ticket = "Élodie Martin, T-9"
    let waiting = try bench.ask(
      ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "bob@martin.example", ticket: ticket))
    #expect(waiting.state == .approved)
    let sent = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-C3D4", requestedBy: "bob@martin.example"))
    _ = try registry.act(
      .reject, onResend: sent.id, note: "elodie martin said no", actor: "token:boss/t", now: bench.now)
    let connection = try registry.file.connect(.write)
    try connection.execute(
      """
      INSERT INTO idempotency VALUES ('tok_1', 'k', 'f', '2026-01-01T00:00:00Z', 200, '', CAST('{"t":"Élodie Martin"}' AS BLOB));
      INSERT INTO resend_inbox (at, actor, language, requestedBy, reason, ticket)
        VALUES (1, 'a', 'en', 'x@y.example', 'loss', 'for Martin Élodie');
      """)
    let report = try erase()
    #expect(report.resends == 2 && report.changes >= 2 && report.left.isEmpty, "\(report)")
    #expect(try connection.texts("SELECT files FROM imports").allSatisfy { !$0.contains("martin-elodie") })
    #expect(try connection.integer("SELECT count(*) FROM idempotency") == 0)
    #expect(try connection.texts("SELECT ticket FROM resend_inbox") == ["for …"])
    // The mail to somebody else is still sent, without the name.
    let mail = try #require(try registry.makeReader().resend(id: waiting.id)?.message?.message)
    #expect(mail.contains("0421-7F3K-99QX-A1B2") && mail.contains("T-9"))
    let bytes = bytes()
    for text in ["claire@martin", "élodie", "elodie", "martin-elodie"] { #expect(!bytes.contains(text), "\(text)") }
    let verified = try registry.verify()
    #expect(verified.isSound, "\(verified)")
  }

  @Test(arguments: ["★☆★", "elodie_m@rtin", "李明", "Ελένη Παππά", "O'Neil, J.", #"A "B" \C"#])
  func `Whatever the person was called before`(_ name: String) throws {
    func take(_ name: String) throws {
      let quoted = name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      try bench.bench.take(csv: "customer;email;name\r\nC-1;Claire@martin.example;\"\(quoted)\"\r\n")
    }
    try take(name)
    try take("Claire")
    _ = try erase()
    let kept = try registry.file.connect(.read).texts("SELECT before FROM import_changes WHERE before <> ''")
    let names = kept.filter { $0.contains("@erased.invalid") }
    #expect(names.count == 2 && names.allSatisfy { $0.contains(#""name":"…""#) }, "\(names)")
    #expect(!bytes().contains(name.lowercased()))
    #expect(try registry.verify().isSound)
  }

  @Test func `A company of that name keeps it, and that is said`() throws {
    try bench.bench.take(
      csv: "id;name;domains\r\nELODIE-MARTIN;Élodie Martin;elodie-martin.example\r\nC-3;Cabinet Élodie Martin;\r\n")
    try bench.bench.take(
      csv: "number;customer;programme;starts;ends\r\nGA-9;ELODIE-MARTIN;p;2025-01-01;2026-12-31\r\n")
    let id = try decision("Élodie Martin 7", customer: "ELODIE-MARTIN")
    let report = try erase()
    #expect(
      Set(report.left) == [
        .init(subject: "customers/ELODIE-MARTIN", reason: .customer),
        .init(subject: "customers/C-3", reason: .customer),
      ])
    let kept = try #require(try registry.makeReader().decision(id: id))
    let text = String(decoding: kept.document, as: UTF8.self)
    #expect(text.contains(#""name":"Élodie Martin""#) && text.contains(#""ticket":"… 7""#), "\(text)")
    #expect(!text.contains("Martin 7"))
    #expect(kept.ticket == "… 7")
    // The event of the erasure does not bring the name back.
    let event = try #require(try registry.makeReader().events(limit: 1000).last?.details)
    #expect(event.contains(#""left":[{"reason":"customer"}"#) && !event.contains("ELODIE"))
  }

  @Test func `Somebody else of that name, or another address of the mailbox, is not erased, and that is said`() throws {
    try bench.bench.take(
      csv: "customer;email;name\r\nC-2;em@durand.example;Elodie MARTIN\r\nC-1;claire+cad@martin.example;\r\n")
    let id = try decision("Élodie Martin rappelle")
    let other = try decision("claire+cad@martin.example")
    let report = try erase()
    #expect(
      Set(report.left) == [
        .init(subject: "customers/C-2", reason: .namesake), .init(subject: "customers/C-1", reason: .otherAddress),
      ])
    #expect(try registry.makeReader().decision(id: id)?.ticket == "élodie martin rappelle")
    #expect(try registry.makeReader().decision(id: other)?.ticket == "claire+cad@martin.example")
    // With the last of that name, the rest goes, too.
    _ = try erase("claire+cad@martin.example")
    #expect(try erase("em@durand.example").left.isEmpty)
    #expect(try registry.makeReader().decision(id: id)?.ticket == "… rappelle")
  }

  @Test func `What the chain covers, tokens and catalogues stay, and that is said`() throws {
    _ = try registry.createToken(
      name: "Bob", role: .reader, expires: nil, actor: "cli:claire@martin.example", now: bench.now)
    let text =
      #"{ advisories: [{ id: "A-1", product: "d", affects: ["2024"], title: "Found by claire@martin.example" }] }"#
    _ = try? bench.bench.take(json5: text)
    let report = try erase()
    #expect(report.left.contains { $0.reason == .token } && report.left.contains { $0.reason == .event })
    #expect(try registry.verify().isSound)
    #expect(try erase("bob@martin.example").left.contains { $0.reason == .shortName })
  }
}
