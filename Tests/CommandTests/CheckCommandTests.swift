import Foundation
import Testing

/// `check` on a registry with customers: its answer, its JSON, and its exit statuses.
@Suite struct CheckCommandTests {
  /// One registry for all checks; none changes what the others see.
  private static let demo = Result { () throws -> Command in
    let command = try Command()
    try command.importDemo()
    return command
  }

  private let command: Command

  init() throws {
    command = try Self.demo.get()
  }

  @Test(arguments: [
    (
      ["--contract", "GA-2024-0117", "--product", "Advance Design", "--version", "2026", "--at", "2026-02-27"],
      "ELIGIBLE", 0
    ),
    (["--contract", "GA-2016-0022", "--product", "graitec-arche", "--version", "2015"], "NOT ELIGIBLE", 10),
    (["--contract", "GA-0000"], "UNDETERMINED", 11), (["--licence", "NOT-A-CODE"], "UNDETERMINED", 11),
    ([], "UNDETERMINED", 11),
  ])
  func `The exit status is 0 whatever the outcome, unless it is asked for`(
    _ arguments: [String], _ verdict: String, _ status: Int
  ) throws {
    let plain = try command.run(["check", "--db", command.database] + arguments)
    #expect(plain.status == 0)
    #expect(plain.errors == "")
    #expect(plain.output.hasPrefix("\(verdict)  "))
    let coded = try command.run(["check", "--db", command.database, "--exit-code"] + arguments)
    #expect(coded.status == Int32(status))
    #expect(coded.output.hasPrefix("\(verdict)  "))
  }

  @Test func `An unknown licence says which, masked, and what to check`() throws {
    let outcome = try command.check("--licence", "0000-1111-2222-ABCD")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("No licence has the code ••••ABCD."))
    #expect(words.contains("Check 0 against O and 1 against I"))
    #expect(!outcome.output.contains("0000-1111"))
  }

  @Test(arguments: ["0421-7F3K-99QX-A1B2", " 0421 7f3k\n99qx–a1b2 "])
  func `A pasted licence is found`(_ code: String) throws {
    let answer = try command.check("--licence", code, "--json", "--at", "2026-02-27").json()
    let rules = try #require(answer["rules"] as? [[String: Any]])
    #expect(rules.first { $0["rule"] as? String == "licence" }?["code"] as? String == "licence.active")
    #expect((answer["contract"] as? [String: Any])?["number"] as? String == "GA-2024-0117")
  }

  @Test func `A reply is a text, and is not asked for as JSON`() throws {
    let outcome = try command.check("--contract", "GA-2024-0117", "--reply", "--json")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'--json' does not go with --reply"))
  }

  @Test func `The answer is there as JSON`() throws {
    let answer = try command.check(
      "--email", "c.martin@be-martin.example", "--product", "Démo Structure", "--version", "2025 SP1", "--topic",
      "software-use", "--incident", "DS-2026-001", "--at", "2026-02-27T17:59:00+01:00", "--ticket", "T-48213", "--json"
    ).json()
    #expect(answer["outcome"] as? String == "eligible")
    #expect(answer["ticket"] as? String == "T-48213")
    #expect(answer["asOf"] as? String == "2026-02-27")
    #expect((answer["upgrade"] as? [String: Any])?["status"] as? String == "required")
    #expect((answer["desk"] as? [String: Any])?["closesAt"] as? String == "2026-02-27T17:00:00Z")
    #expect(answer["id"] is NSNull)
  }

  @Test func `A recorded decision has an id`() throws {
    let answer = try command.check("--contract", "GA-2024-0117", "--record", "--json").json()
    #expect((answer["id"] as? String)?.hasPrefix("dec_") == true)
    let table = try command.check("--contract", "GA-2024-0117", "--record").output
    #expect(table.contains("recorded as dec_"))
  }

  @Test(arguments: [
    ("31/02/2026", "'--at 31/02/2026': '31/02/2026' is no date: write 2026-02-27, or 2026-02-27T17:59:00+01:00."),
    ("2026-02-30", "'--at 2026-02-30': '2026-02-30' does not exist: check the day, the time and the offset."),
    (
      "2026-02-27T17:59:00",
      "'--at 2026-02-27T17:59:00': '2026-02-27T17:59:00' has a time without an offset: add Z, or +01:00 as in Paris in winter."
    ), ("demain", "'--at demain': 'demain' is no date: write 2026-02-27, or 2026-02-27T17:59:00+01:00."),
  ])
  func `A wrong date is bad usage`(_ date: String, _ message: String) throws {
    let outcome = try command.check("--contract", "GA-2024-0117", "--at", date)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors == "licence-registry: \(message)\nRun 'licence-registry check --help' for its options.\n")
  }

  @Test(arguments: [[], ["--json"], ["--reply"], ["--record"]])
  func `A licence code in another option is shown nowhere`(_ form: [String]) throws {
    for option in [
      "--contract", "--customer", "--email", "--product", "--version", "--topic", "--incident", "--ticket",
    ] {
      let outcome = try command.run(["check", "--db", command.database, option, "001 00452872"] + form)
      #expect(outcome.status == 0)
      #expect(!outcome.output.contains("00452872") && !outcome.errors.contains("00452872"), "\(option)")
    }
  }

  @Test func `A control character is bad usage`() throws {
    let outcome = try command.check("--contract", "GA-1", "--ticket", "T\u{1B}[31m")
    #expect(outcome.status == 64 && outcome.errors.contains("has a control character in it"))
  }

  @Test(arguments: [
    (["--contrat", "GA-1"], "unknown option '--contrat'. Did you mean '--contract'?"),
    (["--licens", "x"], "unknown option '--licens'. Did you mean '--licence'?"), (["-x"], "unknown option '-x'."),
    (["--contract"], "'--contract' needs a value: --contract NUMBER."), (["GA-1"], "unexpected argument 'GA-1'."),
    (["--json=1"], "'--json' takes no value."),
    (["--ticket", "1", "--ticket", "2"], "'--ticket' is given twice."),
  ])
  func `A misspelt option is bad usage`(_ arguments: [String], _ message: String) throws {
    let outcome = try command.run(["check", "--db", command.database] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors == "licence-registry: \(message)\nRun 'licence-registry check --help' for its options.\n")
  }

  @Test func `A text that nobody types is bad usage`() throws {
    let outcome = try command.check("--version", String(repeating: "9", count: 513))
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("longer than 512 characters"))
    #expect(try command.check("--version", String(repeating: "9", count: 512)).status == 0)
  }

  @Test func `It speaks French where the environment does`() throws {
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      let environment = ["LC_ALL": ""].merging([variable: "fr_FR.UTF-8"]) { $1 }
      let output = try command.check(environment: environment).output
      #expect(output.hasPrefix("INDÉTERMINÉ  Il manque un élément."))
      for mark in [" :", " ;", "« ", " »"] { #expect(!output.contains(mark), "\(mark)") }
      // No line begins with a mark that belongs to the one before.
      #expect(!output.split(separator: "\n").contains { ":;»".contains($0.drop { $0 == " " }.first ?? " ") })
    }
  }
}
