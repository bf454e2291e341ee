import Foundation
import LicenceRegistry
import Licensing
@testable import SQLiteStore
import Testing

/// Requests for codes against a real registry.
@Suite struct ResendProcedureTests {
  private let bench: ResendBench

  init() throws { bench = try ResendBench() }

  @Test func `A good request is approved, and its message waits in the outbox`() throws {
    let resend = try bench.ask()
    #expect(resend.state == .approved && resend.obstacle == nil)
    #expect(resend.customer == "C-1" && resend.contract == "GA-1" && resend.contact == "Claire@martin.example")
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read == resend)
    #expect(read.message?.state == .queued && read.message?.recipient == "Claire@martin.example")
    #expect(try bench.actions(on: resend.id) == ["resend.requested", "resend.approved"])
  }

  @Test func `The code is in the mail and nowhere else`() throws {
    let resend = try bench.ask()
    #expect(try #require(resend.message?.message).contains("0421-7F3K-99QX-A1B2"))
    let document = String(decoding: resend.document, as: UTF8.self)
    let events = try bench.registry.makeReader().events().map { "\($0)" }.joined()
    for text in [document, events, resend.checks.map(\.message).joined()] {
      #expect(!text.contains("0421") && !text.contains("7F3K"))
    }
    #expect(document.contains("••••A1B2"))
  }

  @Test(arguments: [
    (ResendRequest(licence: "nothing", requestedBy: "claire@martin.example"), "resend.licence_not_found"),
    (ResendRequest(licence: "", requestedBy: "claire@martin.example"), "resend.licence_not_found"),
    (ResendRequest(licence: "04217F3K99QXE5F6", requestedBy: "claire@martin.example"), "resend.licence_revoked"),
    (ResendRequest(licence: "04217F3K99QXA1B2", requestedBy: "thief@elsewhere.example"), "resend.not_a_contact"),
    (ResendRequest(licence: "04217F3K99QXA1B2", requestedBy: "d@durand.example"), "resend.not_a_contact"),
    (
      ResendRequest(licence: "04217F3K99QXA1B2", requestedBy: "intern@martin.example"), "resend.contact_may_not_receive"
    ),
    (
      ResendRequest(contract: "GA-1", product: "nothing", requestedBy: "bob@martin.example"), "resend.licence_not_found"
    ),
    (ResendRequest(contract: "GA-9", product: "Ds", requestedBy: "bob@martin.example"), "resend.licence_not_found"),
  ])
  func `What stands against it rejects it, and nothing is sent`(_ request: ResendRequest, _ code: String) throws {
    let resend = try bench.ask(request)
    #expect(resend.state == .rejected && resend.obstacle?.code.rawValue == code)
    #expect(resend.message == nil)
    #expect(try bench.actions(on: resend.id) == ["resend.requested"])
  }

  @Test func `Contract and product name the active licences`() throws {
    let resend = try bench.ask(ResendRequest(contract: " ga-1", product: "DS", requestedBy: "bob@martin.example"))
    #expect(resend.licences.map(\.release).sorted() == ["2024", "2026"])
    #expect(resend.state == .review, "2024 is N-2")
    let approved = try bench.act(.approve, resend.id)
    let text = try #require(approved.message?.message)
    #expect(text.contains("0421-7F3K-99QX-A1B2") && text.contains("0421-7F3K-99QX-C3D4"))
    #expect(!text.contains("0421-7F3K-99QX-E5F6"))
  }

  @Test(arguments: ["\u{202E}", "\u{2066}", "\u{2069}", "\u{202A}"])
  func `Nothing in a name turns the mail's own words around`(_ mark: String) throws {
    try bench.bench.take(csv: "id;name\r\nC-1;Bureau \(mark)nitraM\r\n")
    let resend = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "bob@martin.example"))
    let text = try #require(resend.message?.message)
    #expect(text.contains("Bureau nitraM") && !text.contains("=E2=80=A") && !text.contains("=E2=81=A"))
  }

  @Test(arguments: [ResendAction.approve, .reject, .cancel])
  func `A request in review is decided by someone else`(_ action: ResendAction) throws {
    let resend = try bench.ask(ResendBench.reviewed)
    #expect(resend.state == .review && resend.message == nil)
    if action == .approve {
      #expect(throws: ResendRefused.ownRequest) { try bench.act(.approve, resend.id, actor: "token:desk/tok_1") }
      #expect(throws: ResendRefused.ownRequest) { try bench.act(.approve, resend.id, actor: "token:desk/tok_9") }
      #expect(throws: ResendRefused.ownRequest) { try bench.act(.approve, resend.id, actor: "cli:Bob@martin.example") }
      #expect(throws: ResendRefused.ownRequest) { try bench.act(.approve, resend.id, actor: "token:ＤÉsk/tok_3") }
    }
    let decided = try bench.act(action, resend.id)
    #expect(decided.state == resend.state.after(action))
    #expect(decided.decidedBy == "token:boss/tok_2" && decided.decidedAt != nil)
    #expect((decided.message != nil) == (action == .approve))
    #expect(throws: ResendRefused.self) { try bench.act(.approve, resend.id) }
  }

  @Test func `What came up since the request stands against approving it`() throws {
    let resend = try bench.ask(ResendBench.reviewed)
    try bench.bench.take(csv: "code;contract;product;release;state\r\n0421-7F3K-99QX-C3D4;GA-1;d;2024;revoked\r\n")
    #expect {
      try bench.act(.approve, resend.id)
    } throws: { ($0 as? ResendRefused)?.code == "resend.licence_revoked" }
    #expect(try bench.registry.makeReader().resend(id: resend.id)?.state == .review)
  }

  @Test func `A message that waits can be called off`() throws {
    let resend = try bench.act(.cancel, try bench.ask().id)
    #expect(resend.state == .cancelled && resend.message?.state == .cancelled)
    let folder = bench.bench.folder.file("mail")
    let round = try MessageSender(bench.registry, .maildir(folder)).sendDue { bench.now }
    #expect(round == MessageSender.Round())
  }

  @Test func `The licence's limit counts every request in the window, those for nothing too`() throws {
    for code in ["0421-7F3K-99QX-A1B2", "NO-SUCH-CODE"] {
      for attempt in 0..<5 {
        let resend = try bench.ask(
          ResendRequest(licence: code, requestedBy: "p\(attempt)@x.example"), actor: "token:\(code)/tok")
        #expect((resend.obstacle?.code == .limitLicence) == (attempt >= 3))
      }
    }
    let month: Int64 = 30 * 24 * 60
    let code = ResendRequest(licence: "NO-SUCH-CODE", requestedBy: "q@x.example")
    #expect(try bench.ask(code, at: bench.later(minutes: month - 1)).obstacle?.code == .limitLicence)
    #expect(try bench.ask(code, at: bench.later(minutes: month)).obstacle?.code == .licenceNotFound)
  }

  @Test func `The customer's limit counts its people, and each person by name`() throws {
    for attempt in 0..<11 {
      let resend = try bench.ask(ResendRequest(licence: "guess-\(attempt)", requestedBy: "claire@martin.example"))
      #expect((resend.obstacle?.code == .limitCustomer) == (attempt >= 10))
    }
  }

  @Test func `Limits hold under 50 requests at once`() async throws {
    let bench = bench
    let states = try await withThrowingTaskGroup(of: ResendState.self) { group in
      for number in 0..<50 {
        group.addTask { try bench.ask(ResendBench.good, actor: "token:agent\(number)/tok").state }
      }
      return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(states == [.approved: 3, .rejected: 47])
    #expect(try bench.registry.makeReader().resends(state: .approved).count == 3)
    #expect(try bench.registry.makeReader().verifyEvents().broken == nil)
  }

  @Test func `An address that an import has just added or changed waits for a person, until its cooling time is over`()
    throws
  {
    try bench.bench.take(
      csv: "customer;email;mayReceiveCodes\r\nC-1;new@martin.example;oui\r\nC-1;intern@martin.example;oui\r\n")
    for person in ["new@martin.example", "intern@martin.example"] {
      let request = ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: person)
      let resend = try bench.ask(request, actor: "token:\(person)/tok")
      #expect(resend.state == .review && resend.obstacle?.code == .contactRecentlyChanged)
    }
    let request = ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "new@martin.example")
    #expect(try bench.ask(request, at: bench.later(minutes: 7 * 24 * 60)).state == .approved)
  }

  @Test func `One of several licences that was revoked since stands against sending any of the frozen text`() throws {
    let resend = try bench.ask(ResendRequest(contract: "GA-1", product: "Ds", requestedBy: "bob@martin.example"))
    let approved = try bench.act(.approve, resend.id)
    #expect(approved.message?.state == .queued)
    try bench.bench.take(csv: "code;contract;product;release;state\r\n0421-7F3K-99QX-C3D4;GA-1;d;2024;revoked\r\n")
    let folder = bench.bench.folder.file("mail")
    #expect(try MessageSender(bench.registry, .maildir(folder)).sendDue { bench.now }.failed == 1)
    #expect {
      try bench.act(.retry, resend.id)
    } throws: { ($0 as? ResendRefused)?.code == "resend.licence_revoked" }
  }

  @Test func `A contact that changed after the approval waits for a new request, whoever retries`() throws {
    let resend = try bench.ask()
    try bench.bench.take(csv: "customer;email;name\r\nC-1;Claire@martin.example;Somebody Else\r\n")
    let folder = bench.bench.folder.file("mail")
    #expect(try MessageSender(bench.registry, .maildir(folder)).sendDue { bench.now }.failed == 1)
    #expect {
      try bench.act(.retry, resend.id)
    } throws: {
      let refused = $0 as? ResendRefused
      return refused?.code == "resend.contact_recently_changed"
        && refused?.message(in: .english).contains("ask for the code anew") == true
    }
  }

  @Test func `A failed one whose text is not kept any more is written anew when it is tried again`() throws {
    let resend = try bench.ask()
    #expect(try MessageSender(bench.registry, .command(["/bin/false"])).sendDue { bench.now }.postponed == 1)
    _ = try MessageSender(bench.registry, .command(["/bin/sh", "-c", "exit 67"])).sendDue { bench.later(minutes: 1) }
    let later = bench.later(minutes: 32 * 24 * 60)
    #expect(try bench.registry.forget(Retention(), now: later).mails == 1)
    let retried = try bench.act(.retry, resend.id, at: later)
    #expect(retried.state == .approved && retried.message?.messageID == resend.message?.messageID)
    #expect(try bench.registry.makeReader().resend(id: resend.id) == retried)
    #expect(try #require(retried.message?.message).contains("0421-7F3K-99QX-A1B2"))
    #expect(try MessageSender(bench.registry, .maildir(bench.bench.folder.file("mail"))).sendDue { later }.sent == 1)
  }

  @Test func `Who tries again does not take the approver's place`() throws {
    let resend = try bench.ask(ResendRequest(licence: "0421-7F3K-99QX-C3D4", requestedBy: "bob@martin.example"))
    #expect(resend.state == .review)
    _ = try bench.registry.act(
      .approve, onResend: resend.id, note: "called back", actor: "token:boss/t", now: bench.now)
    _ = try MessageSender(bench.registry, .command(["/bin/sh", "-c", "exit 67"])).sendDue { bench.now }
    let retried = try bench.registry.act(
      .retry, onResend: resend.id, note: "mended", actor: "token:desk/t", now: bench.later(minutes: 5))
    #expect(retried.decidedBy == "token:boss/t" && retried.decidedAt == bench.now.description)
    #expect(retried.note == "called back · mended")
  }

  @Test func `An address that no mail can go to fails with that reason, each time`() throws {
    let before = UTCInstant(seconds: bench.now.seconds - 30 * 86_400)
    let contact = "customer;email;mayReceiveCodes\r\nC-1;zoe@martin.example;oui\r\n"
    _ = try bench.bench.plan(csv: contact).apply(at: before, actor: "test")
    // No import takes such an address any more; a registry may have one from before.
    try bench.registry.file.connect(.write).execute(
      """
      UPDATE contacts SET email = 'zoë@martin.example', key = 'zoë@martin.example' WHERE key = 'zoe@martin.example';
      UPDATE contact_since SET key = 'zoë@martin.example' WHERE key = 'zoe@martin.example';
      """)
    let request = ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "zoë@martin.example")
    let resend = try bench.ask(request)
    let retried = try bench.act(.retry, resend.id)
    for failed in [resend, retried] {
      #expect(failed.state == .failed && failed.message?.state == .failed)
      #expect(failed.message?.failure?.contains("zoë@martin.example") == true)
    }
    #expect(try bench.registry.makeReader().resend(id: resend.id) == retried)
    #expect(
      try bench.actions(on: resend.id) == [
        "resend.requested", "resend.approved", "resend.failed", "resend.retried", "resend.failed",
      ])
  }

  @Test func `Strangers can't use up a customer's limit`() throws {
    for attempt in 0..<12 {
      let request = ResendRequest(
        licence: attempt % 2 == 0 ? "0421-7F3K-99QX-C3D4" : "0421-7F3K-99QX-E5F6",
        requestedBy: "x\(attempt)@evil.example")
      _ = try bench.ask(request, actor: "token:\(attempt)/tok")
    }
    #expect(try bench.ask().state == .approved)
  }

  @Test func `What was typed is not repeated where nothing was found`() throws {
    let request = ResendRequest(contract: "0421-7F3K-99QX-A1B2", product: "Ds", requestedBy: "bob@martin.example")
    let resend = try bench.ask(request)
    #expect(!String(decoding: resend.document, as: UTF8.self).contains("7F3K"))
  }

  @Test func `Lists are newest first, a queue oldest first, a page at a time`() throws {
    var ids: [String] = []
    for minute in 0..<3 { ids.append(try bench.ask(ResendBench.reviewed, at: bench.later(minutes: Int64(minute))).id) }
    let reader = try bench.registry.makeReader()
    #expect(try reader.resends().map(\.id) == ids.reversed())
    #expect(try reader.resends(state: .review, limit: 2).map(\.id) == Array(ids.prefix(2)))
    #expect(try reader.resends(state: .review, beyond: ids[1]).map(\.id) == [ids[2]])
    #expect(try reader.resends(customer: "C-2").isEmpty)
    #expect(try reader.resend(id: "rsd_none") == nil)
  }

  @Test func `An action on nothing says so`() {
    #expect(throws: ResendRefused.notFound(id: "rsd_none")) { try bench.act(.approve, "rsd_none") }
  }
}
