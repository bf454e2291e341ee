import Foundation
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// Messages on their way to a mail agent.
@Suite struct MessageSenderTests {
  private let bench: ResendBench
  private var maildir: String { bench.bench.folder.file("mail") }

  init() throws { bench = try ResendBench() }

  private func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(maildir)/\(folder)")) ?? []
  }

  /// A mail agent for the test: a shell script that gets the message on its standard input.
  private func agent(_ script: String) throws -> MailTransport {
    let path = try bench.bench.folder.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "agent")
    // Run by the shell: a file that another test's program has open by accident can't be run itself.
    return .command(["/bin/sh", path, "-t", "-i"])
  }

  @Test func `Into a Maildir, whole and once`() throws {
    let resend = try bench.ask()
    let sender = MessageSender(bench.registry, .maildir(maildir))
    #expect(try sender.nextDue() == bench.now)
    #expect(try sender.sendDue { bench.now } == MessageSender.Round(sent: 1, failed: 0, postponed: 0))
    #expect(try sender.sendDue { bench.now } == MessageSender.Round())
    #expect(names("new").count == 1 && names("tmp").isEmpty)
    let text = try String(contentsOfFile: "\(maildir)/new/\(names("new")[0])", encoding: .utf8)
    #expect(text == resend.message?.message)
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.state == .sent && read.message?.state == .sent && read.message?.attempts == 1)
    #expect(try bench.actions(on: resend.id).last == "resend.sent")
    #expect(try sender.nextDue() == nil)
  }

  @Test func `To a mail agent's standard input`() throws {
    let resend = try bench.ask()
    let sender = MessageSender(
      bench.registry, try agent(#"cat > "$(dirname "$0")/got"; [ "$*" = "-t -i" ]"#))
    #expect(try sender.sendDue { bench.now }.sent == 1)
    #expect(String(decoding: try bench.bench.folder.bytes(of: "got"), as: UTF8.self) == resend.message?.message)
    #expect(bench.bench.folder.openDescriptors.map { $0 < 10 } ?? true)
  }

  @Test(arguments: [65, 67])
  func `An agent that never takes it ends it at once, with the reason`(_ status: Int) throws {
    let resend = try bench.ask()
    let sender = MessageSender(bench.registry, try agent("echo 'no such user' >&2; exit \(status)"))
    #expect(try sender.sendDue { bench.now }.failed == 1)
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.state == .failed)
    #expect(read.message?.failure?.hasSuffix("ended with status \(status): no such user") == true)
    let retried = try bench.act(.retry, resend.id)
    #expect(retried.state == .approved && retried.message?.messageID == resend.message?.messageID)
    #expect(try MessageSender(bench.registry, .maildir(maildir)).sendDue { bench.now }.sent == 1)
    #expect(
      try bench.actions(on: resend.id) == [
        "resend.requested", "resend.approved", "resend.failed", "resend.retried", "resend.sent",
      ])
  }

  @Test(arguments: ["exit 75", "exit 1", "kill -9 $$"])
  func `An agent that is busy is tried again ever later, then given up`(_ script: String) throws {
    let resend = try bench.ask()
    let sender = MessageSender(bench.registry, try agent(script))
    var now = bench.now
    var minutes: [Int64] = []
    while let due = try sender.nextDue() {
      minutes.append((due.seconds - now.seconds) / 60)
      now = due
      _ = try sender.sendDue { now }
    }
    #expect(minutes == [0] + MessageSender.backOff.map(Int64.init))
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.state == .failed && read.message?.attempts == 6)
  }

  @Test(arguments: [67, 75])
  func `An agent that repeats what it was given gives no code away`(_ status: Int) throws {
    let resend = try bench.ask()
    let sender = MessageSender(bench.registry, try agent("echo \"rejected: $(grep ^Code)\"; exit \(status)"))
    _ = try sender.sendDue { bench.now }
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.message?.failure?.hasSuffix("rejected: Code : ••••A1B2") == true, "\(read.message?.failure ?? "")")
    #expect(try !bench.registry.makeReader().events().contains { $0.details?.contains("7F3K") == true })
  }

  @Test(arguments: [320, 380, 390, 400, 440, 490])
  func `Where what an agent says is cut, no part of a code stands at the end`(_ length: Int) throws {
    let resend = try bench.ask()
    let script = "printf '%0\(length)d ' 0; echo \"$(grep ^Code) and more\"; exit 67"
    _ = try MessageSender(bench.registry, try agent(script)).sendDue { bench.now }
    let failure = try #require(try bench.registry.makeReader().resend(id: resend.id)?.message?.failure)
    #expect(!failure.contains("0421") && !failure.contains("7F3K") && failure.count <= 500, "\(failure)")
  }

  @Test func `An agent that is missing is not the end`() throws {
    let resend = try bench.ask()
    let sender = MessageSender(bench.registry, .command(["/nonexistent/sendmail"]))
    #expect(try sender.sendDue { bench.now }.postponed == 1)
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.state == .approved && read.message?.failure?.contains("No such file") == true)
    #expect(throws: FileError.self) { try MailTransport.command(["/nonexistent/sendmail"]).check() }
    #expect(throws: FileError.self) { try MailTransport.command(["sendmail", "-t"]).check() }
    #expect(throws: FileError.self) { try MailTransport.command([]).check() }
    #expect(throws: FileError.self) { try MailTransport.command(["/usr"]).check() }
  }

  @Test func `A licence that was revoked after the approval is not sent`() throws {
    let resend = try bench.ask()
    try bench.bench.take(csv: "code;contract;product;release;state\r\n0421-7F3K-99QX-A1B2;GA-1;d;2026;revoked\r\n")
    #expect(try MessageSender(bench.registry, .maildir(maildir)).sendDue { bench.now }.failed == 1)
    #expect(names("new").isEmpty)
    #expect(try bench.registry.makeReader().resend(id: resend.id)?.state == .failed)
  }

  @Test func `Two senders at once send each message once`() async throws {
    for number in 0..<3 { _ = try bench.ask(ResendBench.good, actor: "token:\(number)/tok") }
    let (bench, maildir) = (bench, maildir)
    let sent = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let registry = try Registry(path: bench.registry.file.path)
          return try MessageSender(registry, .maildir(maildir)).sendDue { bench.now }.sent
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sent == 3 && names("new").count == 3)
  }

  @Test func `Stopped between two messages, it leaves the rest for the next time`() throws {
    for number in 0..<3 { _ = try bench.ask(ResendBench.good, actor: "token:\(number)/tok") }
    let sender = MessageSender(bench.registry, .maildir(maildir))
    let folder = maildir
    let isStopped = { (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/new").isEmpty) == false }
    #expect(try sender.sendDue(until: isStopped) { bench.now }.sent == 1)
    #expect(try sender.sendDue(until: { true }) { bench.now } == MessageSender.Round())
    #expect(try sender.sendDue { bench.now }.sent == 2)
  }

  @Test func `What a sender has in its hands can't be called off, until its claim is over`() throws {
    let resend = try bench.ask()
    var message = try #require(resend.message)
    message.claim(until: bench.later(minutes: 2))
    let claimed = message
    try bench.registry.writer.write { try $0.update(claimed) }
    #expect(try bench.registry.makeReader().resend(id: resend.id)?.message == claimed)

    let almost = UTCInstant(milliseconds: bench.later(minutes: 2).milliseconds - 1)
    #expect(throws: ResendRefused.beingSent) { try bench.act(.cancel, resend.id, at: almost) }
    #expect(throws: ResendRefused.beingSent) {
      try bench.registry.eraseContact(email: "claire@martin.example", actor: "cli:test", now: almost)
    }
    let cancelled = try bench.act(.cancel, resend.id, at: bench.later(minutes: 2))
    #expect(cancelled.state == .cancelled && cancelled.message?.state == .cancelled)
    #expect(cancelled.message?.claimedUntil == nil)
    let sender = MessageSender(bench.registry, .maildir(maildir))
    #expect(try sender.sendDue { bench.later(minutes: 9) } == MessageSender.Round())
  }

  @Test(arguments: [ResendState.cancelled, .failed])
  func `What was given up while its sender slept, and was taken all the same, is told as it is`(_ end: ResendState)
    throws
  {
    let resend = try bench.ask()
    let later = bench.later(minutes: 3)
    let sleeper = MessageSender(bench.registry, .command(["/bin/true"])) { [bench] step in
      guard step == .taken else { return }
      // While this one slept, its claim ran out.
      if end == .cancelled {
        _ = try? bench.act(.cancel, resend.id, at: later)
      } else {
        _ = try? MessageSender(bench.registry, .command(["/bin/sh", "-c", "exit 67"])).sendDue { later }
      }
    }
    _ = try sleeper.sendDue { bench.now }
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.message?.state == .sent && read.state == (end == .cancelled ? .cancelled : .sent))
    #expect(try bench.actions(on: resend.id).suffix(2) == ["resend.\(end.rawValue)", "resend.sent"])
    #expect(throws: ResendRefused.self) { try bench.act(.retry, resend.id, at: later) }
  }

  @Test(arguments: MessageSender.Step.allCases)
  func `Killed at any step, a message into a Maildir is neither lost nor repeated`(_ step: MessageSender.Step)
    async throws
  {
    let resend = try bench.ask()
    let (file, maildir, name, now) = (bench.registry.file.path, maildir, step.rawValue, bench.now.milliseconds)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [file = file as String, maildir = maildir as String, name = name as String, now = now as Int64] in
      let sender = MessageSender(try Registry(path: file), .maildir(maildir)) { step in
        if step.rawValue == name { kill(getpid(), SIGKILL) }
      }
      _ = try sender.sendDue { UTCInstant(milliseconds: now) }
    }
    let sender = MessageSender(try Registry(path: file), .maildir(maildir))
    if step != .marked {
      #expect(try sender.sendDue { bench.now }.sent == 0, "it is claimed for two minutes")
      #expect(try sender.sendDue { bench.later(minutes: 2) }.sent == 1)
    }
    #expect(try sender.sendDue { bench.later(minutes: 9) }.sent == 0)
    #expect(names("new").count == 1)
    let read = try #require(try bench.registry.makeReader().resend(id: resend.id))
    #expect(read.state == .sent)
  }

  @Test(arguments: [(MessageSender.Step.claimed, 1), (.taken, 2), (.marked, 1)])
  func
    `Killed at any step, a message to an agent is repeated only where the agent's answer was lost, under the same id`(
      _ step: MessageSender.Step, _ times: Int
    ) async throws
  {
    let resend = try bench.ask()
    let path = try bench.bench.folder.write(Array("#!/bin/sh\ncat >> \"$(dirname \"$0\")/got\"\n".utf8), to: "agent")
    let (file, now, name) = (bench.registry.file.path, bench.now.milliseconds, step.rawValue)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [file = file as String, path = path as String, now = now as Int64, name = name as String] in
      let sender = MessageSender(try Registry(path: file), .command(["/bin/sh", path])) { step in
        if step.rawValue == name { kill(getpid(), SIGKILL) }
      }
      _ = try sender.sendDue { UTCInstant(milliseconds: now) }
    }
    let sender = MessageSender(bench.registry, .command(["/bin/sh", path]))
    #expect(try sender.sendDue { bench.later(minutes: 2) }.sent == (step == .marked ? 0 : 1))
    let lines = String(decoding: try bench.bench.folder.bytes(of: "got"), as: UTF8.self).split(separator: "\n")
    let ids = lines.filter { $0.hasPrefix("Message-ID:") }
    #expect(ids.count == times && Set(ids).count == 1)
    #expect(try bench.registry.makeReader().resend(id: resend.id)?.state == .sent)
  }
}
