import Foundation
import Testing

/// `resend`, `contact` and `purge`, from outside.
@Suite struct ResendCommandTests {
  private let command: Command
  private static let records = """
    {
      programmes: [{ id: "p", name: "P", resend: { contactCoolingDays: 0 },
        desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
      vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: "O" } }],
      products: [{ id: "d", vendor: "v", name: "Design", releases: [{ name: "2026" }, { name: "2025" }, { name: "2024" }] }],
      customers: [{ id: "C-1", name: "Martin", contacts: [{ email: "a@martin.example", name: "Anna", mayReceiveCodes: true }] }],
      contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2020-01-01", ends: "2099-12-31",
        entitlements: [{ product: "d", releases: "latest" }] }],
      licences: [{ code: "0421-7F3K-99QX-A1B2", contract: "GA-1", product: "d", release: "2026" },
        { code: "0421-7F3K-99QX-C3D4", contract: "GA-1", product: "d", release: "2024" }],
    }
    """

  init() throws {
    command = try Command()
    let file = try command.folder.write(Array(Self.records.utf8), to: "records.json5")
    try #require(try command.importing(file, "--yes").status == 0)
  }

  private func resend(_ words: String..., by user: String = "desk", language: String = "C.UTF-8") throws
    -> Command.Outcome
  {
    try command.run(
      ["resend"] + words + ["--db", command.database], environment: ["LOGNAME": user, "LC_ALL": language])
  }

  @Test func `A mail agent's end is seen, whatever the program was started by`() throws {
    _ = try ask("0421-7F3K-99QX-A1B2")
    let outcome = try command.run(
      ["resend", "deliver", "--sendmail", "/bin/cat", "--db", command.database], ignoringChildren: true)
    #expect(outcome.output.hasPrefix("Sent 1, given up 0, to be tried again 0."), "\(outcome)")
  }

  private func ask(_ code: String) throws -> String {
    let outcome = try resend(
      "request", "--licence", code, "--requested-by", "a@martin.example", "--ticket", "T-7", "--json")
    return try #require(try outcome.json()["id"] as? String)
  }

  @Test func `Asked, looked at by someone else, sent into a Maildir, told in both languages`() throws {
    let id = try ask("0421\t7f3k 99qx c3d4\r\n")
    let shown = try resend("show", id).output
    #expect(shown.hasPrefix("\(id): waiting for review\n  Asked for by a@martin.example through cli:desk at "))
    #expect(shown.contains(", loss, ticket T-7\n") && !shown.contains("7F3K"))
    #expect(try resend("show", id, language: "fr_FR.UTF-8").output.contains(", perte, ticket T-7\n"))
    let own = try resend("approve", id)
    #expect(own.status == 1 && own.errors.contains("Whoever asked for a resend can't approve it"))
    #expect(try resend("approve", id, by: "boss").status == 0)
    let folder = command.folder.file("mail")
    #expect(try resend("deliver", "--maildir", folder).output.hasPrefix("Sent 1, given up 0, to be tried again 0."))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/new").count == 1)
    #expect(try resend("list").output.contains("\(id)  sent  a@martin.example  GA-1  d 2024"))
  }

  @Test(arguments: [
    (["request", "--requested-by", "a@b.c"], "missing argument: --licence CODE, or --contract NUMBER"),
    (["request", "--licence", "x"], "missing argument: --requested-by EMAIL"),
    (["request", "--licence", "x", "--contract", "y", "--requested-by", "a@b.c"], "'--contract' does not go with"),
    (["request", "--licence", "x", "--requested-by", "0421-7F3K"], "'--requested-by' takes an e-mail address."),
    (["request", "--licence", "x", "--requested-by", "a@b.c,d@e.f"], "'--requested-by' takes an e-mail address."),
    (["request", "--licence", "x", "--requested-by", "a@b.c", "--ticket", "T\r\nBcc: x"], "'--ticket' has a control"),
    (["request", "--licence", "x", "--requested-by", "a@b.c", "--ticket", "T\nBcc: x"], "'--ticket' has a control"),
    (["request", "--licence", "x", "--requested-by", "a@b.c\n", "--ticket", "T"], "'--requested-by' has a control"),
    (["reject", "x", "--note", "a\tb"], "'--note' has a control"),
    (["request", "--licence", "x\u{1b}[m", "--requested-by", "a@b.c"], "'--licence' has a control"),
    (["request", "--licence", "x", "--requested-by", "a@b.c", "--reason", "fun"], "'--reason fun': is none of loss"),
    (["list", "--limit", "0"], "'--limit 0': a number from 1 to 1000 is expected."),
    (["approve"], "missing argument: ID."),
    (["aprove", "x"], "unknown command 'resend aprove'. Did you mean 'approve'?"),
    (["deliver", "--maildir", ""], "'--maildir' names nothing."),
    (["deliver", "--sendmail", " "], "'--sendmail' names"),
    (["deliver", "--sendmail", "/bin/sh -c 'exit 0'"], "'--sendmail' is split at spaces and knows no quotes"),
    (["deliver"], "missing argument: --sendmail COMMAND or --maildir DIR"),
  ])
  func `Bad usage is told, and repeats no code`(_ words: [String], _ message: String) throws {
    let outcome = try command.run(["resend"] + words + ["--db", command.database])
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("licence-registry: \(message)"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("7F3K"))
  }

  @Test func `A person is erased, and what was kept is said`() throws {
    _ = try ask("0421-7F3K-99QX-A1B2")
    let erase = ["contact", "erase", "A@martin.example", "--db", command.database]
    #expect(try command.run(erase).status == 1, "not without --yes where nobody can be asked")
    let outcome = try command.run(erase + ["--yes"])
    #expect(outcome.status == 0)
    for text in ["  1 contacts\n", "  1 counted requests for codes, deleted\n", "Kept: that these events"] {
      #expect(outcome.output.contains(text), "\(outcome.output)")
    }
    #expect(try command.run(["verify", "--db", command.database]).output.hasPrefix("Sound: "))
    #expect(try command.run(erase + ["--yes"]).output.hasPrefix("The registry does not name"))
  }

  @Test func `What an erasure leaves is listed, and a restored backup forgets, too`() throws {
    let run = { (words: [String]) in try command.run(words + ["--db", command.database]) }
    let backup = command.folder.file("b.sqlite")
    #expect(try run(["backup", backup]).status == 0)
    #expect(try run(["restore", backup, "--yes"]).status == 0)
    let file = try command.folder.write(Array("id;name\r\nC-9;Anna Blume\r\n".utf8), to: "c.csv")
    let person = "customer;email;name\r\nC-1;a@martin.example;Anna Blume\r\n"
    let blume = try command.folder.write(Array(person.utf8), to: "blume-anna.csv")
    #expect(try command.importing(file, "--yes").status == 0 && command.importing(blume, "--yes").status == 0)
    let erased = try run(["contact", "erase", "a@martin.example", "--yes"]).output
    for text in [
      "Left as it is:\n  customers/C-9: called as the person is", "  A name of one word means too much",
      "\nNot touched, and may still have the person, copies that restorations kept: \(command.database).before-",
    ] { #expect(erased.contains(text), "\(erased)") }
    #expect(try !run(["import", "list", "--json"]).output.contains("blume"))
    let restored = try run(["restore", backup, "--yes"])
    #expect(restored.output.hasSuffix("erased from what was restored, too; \(backup) still has that person.\n"))
    #expect(try run(["search", "a@martin.example"]).output.contains("a@martin.example") == false)
    let elsewhere = try command.run(["restore", backup, "--db", command.folder.file("new.sqlite")])
    #expect(elsewhere.status == 0 && elsewhere.errors.hasPrefix("No registry was there, so whom it had forgotten"))
  }

  /// A mail agent that notes each message that it is given and then takes some time.
  private func slowAgent(seconds: String) throws -> (command: String, notes: () -> Int) {
    let notes = command.folder.file("notes")
    let script = "#!/bin/sh\ncat > /dev/null\necho taken >> \(notes)\nsleep \(seconds)\n"
    let path = try command.folder.write(Array(script.utf8), to: "agent")
    return (
      "/bin/sh \(path)", { (try? String(contentsOfFile: notes, encoding: .utf8))?.split(separator: "\n").count ?? 0 }
    )
  }

  @Test func `A server that is told to stop finishes the mail in hand and begins no other`() throws {
    for _ in 0..<3 { _ = try ask("0421-7F3K-99QX-A1B2") }
    let agent = try slowAgent(seconds: "0.4")
    let server = try Server(command, ["--port", "0", "--sendmail", agent.command])
    #expect(eventually { agent.notes() > 0 })
    server.stop()
    #expect(server.endedBySignal == false)
    let sent = try resend("list", "--state", "sent", "--json").output
    #expect(agent.notes() == 1 && sent.components(separatedBy: #""id":"rsd_"#).count - 1 == 2, "itself and its message")
    #expect(try resend("list", "--state", "approved").output.split(separator: "\n").count == 2)
  }

  @Test func `Told a second time, it does not wait for a mail agent that hangs`() throws {
    _ = try ask("0421-7F3K-99QX-A1B2")
    let agent = try slowAgent(seconds: "3")
    let server = try Server(command, ["--port", "0", "--sendmail", agent.command])
    #expect(eventually { agent.notes() > 0 })
    kill(server.identifier, SIGTERM)
    // Two signals of one kind that wait together are one.
    #expect(try eventually { try server.errors.contains("Stopping.") })
    kill(server.identifier, SIGTERM)
    let start = ContinuousClock.now
    // Foundation waits for the agent, too, so the system is asked.
    func isRunning() -> Bool {
      guard let stat = try? String(contentsOfFile: "/proc/\(server.identifier)/stat", encoding: .utf8) else {
        return false
      }
      return !stat.contains(") Z ")
    }
    #expect(eventually { !isRunning() })
    #expect(ContinuousClock.now - start < .seconds(2), "sooner than the agent")
    #expect(try resend("list", "--state", "approved").output.split(separator: "\n").count == 1)
  }

  @Test func `Periods are settings`() throws {
    let outcome = try command.run(["purge", "--db", command.database, "--keep-keys", "1", "--json"])
    #expect(outcome.output == #"{"mails":0,"keys":0,"decisions":0}"# + "\n")
    let bad = try command.run(["purge", "--db", command.database, "--keep-keys", "0"])
    #expect(bad.status == 64 && bad.errors.contains("'--keep-keys 0': a number from 1 to 8760 is expected."))
  }
}
