import Foundation
import Testing

/// The options of `serve`, from outside.
@Suite struct ServeCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  @Test func `Every limit is in the help with its default`() throws {
    let help = try command.run(["serve", "--help"]).output
    let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for text in [
      "--max-connections N most connections; above it 503 (default 4096)",
      "--max-body SIZE longest JSON body, but of a record that is put or added: 1M; above it 413 (default 64K)",
      "--header-timeout SECONDS from a request's first byte to the end of its header (default 10)",
      "--drain-timeout SECONDS", "--max-upload SIZE longest file of an import; above it 413 (default 256M)",
      "--log FILE", "--proxy ADDRESSES",
    ] { #expect(words.contains(text)) }
  }

  @Test(arguments: [
    ("--max-body", "lots", "a size from 1K to 64M, such as 64K or 2M is expected."),
    ("--max-body", "1T", "a size from 1K to 64M, such as 64K or 2M is expected."),
    ("--max-body", "9223372036854775807K", "a size from 1K to 64M, such as 64K or 2M is expected."),
    ("--idle-timeout", "0", "a number of seconds from 0.001 to 86400 is expected."),
    ("--idle-timeout", "nan", "a number of seconds from 0.001 to 86400 is expected."),
    ("--workers", "0", "a number from 1 to 256 is expected."),
    ("--proxy", "everybody", "addresses or networks with commas between them are expected."),
  ])
  func `A limit out of range is bad usage`(_ option: String, _ value: String, _ message: String) throws {
    let outcome = try command.run(["serve", "--db", command.database, option, value])
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("licence-registry: '\(option) \(value)': \(message)\n"))
  }

  @Test func `A log or an address that can't be had is told, with what to do`() throws {
    try command.importDemo()
    let serve = ["serve", "--db", command.database, "--port", "0"]
    let log = try command.run(serve + ["--log", "/nowhere/log"])
    #expect(log.status == 1)
    #expect(log.errors.contains("Cannot write the log /nowhere/log: No such file or directory. Give another file"))
    let host = try command.run(serve + ["--host", "192.0.2.1"])
    #expect(host.status == 1)
    #expect(host.errors.contains("is not one of this machine"))
  }
}
