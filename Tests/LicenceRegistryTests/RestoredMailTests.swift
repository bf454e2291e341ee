import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Mails that wait in a backup, and what became of them since.
@Suite struct RestoredMailTests {
  private let bench: ResendBench
  private var registry: Registry { bench.registry }
  private var backup: String { bench.bench.folder.file("b.sqlite") }

  init() throws { bench = try ResendBench() }

  private func send(_ transport: MailTransport, at time: UTCInstant) throws -> Int {
    try MessageSender(registry, transport).sendDue { time }.sent
  }

  @Test func `What was sent since is not sent again, what was not still is`() throws {
    let gone = try bench.ask()
    try registry.backUp(to: backup)
    let maildir = MailTransport.maildir(bench.bench.folder.file("mail"))
    #expect(try send(maildir, at: bench.now) == 1)
    let restoration = try Registry.restore(
      backup, to: registry.file.path, actor: "cli:test", now: bench.later(minutes: 5))
    #expect(restoration.mailsEnded == 1 && restoration.mailsInDoubt == 0)
    #expect(try send(maildir, at: bench.later(minutes: 6)) == 0)
    let resend = try #require(try registry.makeReader().resend(id: gone.id))
    #expect(resend.state == .sent && resend.message?.sentAt == bench.now.description)
    let events = try registry.makeReader().events(limit: 1000)
    #expect(
      events.contains { $0.action == "resend.sent" && $0.subject == "resends/\(gone.id)" && $0.actor == "cli:test" })
    let verified = try registry.verify()
    #expect(verified.isSound, "\(verified)")
    // A mail of the backup that nobody has sent goes out.
    try registry.backUp(to: backup, replacing: true)
    let waiting = try bench.ask(
      ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "claire@martin.example"))
    try registry.backUp(to: backup, replacing: true)
    #expect(
      try Registry.restore(backup, to: registry.file.path, actor: "cli:test", now: bench.later(minutes: 7)).mailsEnded
        == 0)
    #expect(try send(maildir, at: bench.later(minutes: 8)) == 1)
    #expect(try registry.makeReader().resend(id: waiting.id)?.state == .sent)
  }

  @Test func `Where no registry can tell, those in doubt are counted`() throws {
    _ = try bench.ask()
    try registry.backUp(to: backup)
    let elsewhere = bench.bench.folder.file("new.sqlite")
    #expect(try Registry.restore(backup, to: elsewhere, actor: "cli:test", now: bench.now).mailsInDoubt == 1)
  }
}
