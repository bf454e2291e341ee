import Testing

/// The program without a command, with a wrong one, and its helps.
@Suite struct ProgramTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  @Test func `It says its version`() throws {
    let outcome = try command.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /licence-registry \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], []])
  func `The list of commands; without any word it is bad usage`(_ words: [String]) throws {
    let outcome = try command.run(words)
    #expect(outcome.status == (words.isEmpty ? 64 : 0))
    #expect(outcome.output.contains("Usage: licence-registry COMMAND [OPTIONS]"))
    for name in ["demo", "serve", "check", "import"] { #expect(outcome.output.contains("\n  \(name) ")) }
  }

  @Test(arguments: ["demo", "serve", "check", "import"])
  func `The help of a command, asked for in three ways`(_ name: String) throws {
    let helps = try [[name, "--help"], [name, "-h"], ["help", name]].map { try command.run($0) }
    #expect(helps.allSatisfy { $0.status == 0 && $0.errors == "" })
    #expect(Set(helps.map(\.output)).count == 1)
    #expect(helps[0].output.contains("Usage: licence-registry \(name) "))
    #expect(helps[0].output.contains("\n  --db FILE"))
  }

  @Test(arguments: [
    (["chek"], "unknown command 'chek'. Did you mean 'check'?"), (["frobnicate"], "unknown command 'frobnicate'."),
    (["--verbose"], "unknown option '--verbose'."),
    (["help", "chek"], "unknown command 'chek'. Did you mean 'check'?"),
  ])
  func `A misspelt command is bad usage`(_ words: [String], _ message: String) throws {
    let outcome = try command.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors == "licence-registry: \(message)\nRun 'licence-registry --help' for the commands.\n")
  }

  @Test(arguments: [
    (["--port", "70000"], "'--port 70000': a number from 0 to 65535 is expected."),
    (["--port", "http"], "'--port http': a number from 0 to 65535 is expected."),
    (["--threads", "0"], "'--threads 0': a number from 1 to 256 is expected."),
  ])
  func `A number out of range is bad usage`(_ arguments: [String], _ message: String) throws {
    let outcome = try command.run(["serve", "--db", command.database] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors == "licence-registry: \(message)\nRun 'licence-registry serve --help' for its options.\n")
  }

  @Test func `The demo without serving`() throws {
    let outcome = try command.run(["demo", "--no-serve", "--db", command.database])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("\nELIGIBLE  "))
    #expect(outcome.output.contains("Upgrade required"))
  }
}
