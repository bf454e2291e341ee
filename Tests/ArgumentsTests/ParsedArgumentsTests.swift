import Arguments
import Testing

/// Options and arguments as a command line gives them.
@Suite struct ParsedArgumentsTests {
  private let form = CommandForm(
    name: "cook", summary: "Cook.", arguments: .some("DISH"),
    options: [
      .value("pan", "SIZE", "the pan"), .value("salt", "GRAMS", "the salt"), .flag("dry-run", "only look"),
      .flag("json", "as JSON"),
    ])
  private let bare = CommandForm(name: "rest", summary: "Rest.", options: [.value("for", "HOURS", "how long")])

  @Test(arguments: [
    (["soup", "--pan", "3"], "3"), (["--pan", "3", "soup"], "3"), (["--pan=3", "soup"], "3"), (["--pan=", "soup"], ""),
    (["--pan=a=b", "soup"], "a=b"), (["--pan", "-3", "soup"], "-3"), (["--pan", "-", "soup"], "-"),
    (["--pan=--salt", "soup"], "--salt"), (["--pan", "", "soup"], ""),
    (["--pan", "grande poêle", "soup"], "grande poêle"),
    (["soup"], nil), (["soup", "--", "--pan", "3"], nil),
  ])
  func `A value stands behind its option or behind an equals sign`(_ words: [String], _ value: String?) throws {
    let parsed = try ParsedArguments(words, for: form)
    #expect(parsed.value("pan") == value)
    #expect(parsed.arguments.first == "soup")
  }

  @Test(arguments: [
    (["a", "b"], ["a", "b"]), (["a", "--json", "b"], ["a", "b"]), (["-"], ["-"]), (["--", "--json"], ["--json"]),
    (["a", "--", "-x", "--", "b"], ["a", "-x", "--", "b"]), ([""], [""]), (["--json", "--", ""], [""]),
  ])
  func `Everything else is an argument, and all behind two dashes`(_ words: [String], _ arguments: [String]) throws {
    #expect(try ParsedArguments(words, for: form).arguments == arguments)
  }

  @Test func `A flag is there or not, and twice is as once`() throws {
    #expect(try ParsedArguments(["soup", "--json", "--json"], for: form).has("json"))
    #expect(try !ParsedArguments(["soup"], for: form).has("json"))
    #expect(try !ParsedArguments(["soup", "--", "--json"], for: form).has("json"))
  }

  @Test(
    arguments: [
      (["--pam", "3", "soup"], ArgumentError.unknownOption("--pam", suggestion: "--pan")),
      (["--dryrun", "soup"], .unknownOption("--dryrun", suggestion: "--dry-run")),
      (["--dry", "soup"], .unknownOption("--dry", suggestion: "--dry-run")),
      (["--jsno", "soup"], .unknownOption("--jsno", suggestion: "--json")),
      (["--hepl"], .unknownOption("--hepl", suggestion: "--help")),
      (["--temperature", "soup"], .unknownOption("--temperature", suggestion: nil)),
      (["-p", "soup"], .unknownOption("-p", suggestion: nil)),
      (["-pan", "soup"], .unknownOption("-pan", suggestion: "--pan")),
      (["--pam=3", "soup"], .unknownOption("--pam", suggestion: "--pan")),
      (["--=3", "soup"], .unknownOption("--", suggestion: nil)),
      (["---", "soup"], .unknownOption("---", suggestion: nil)),
      (["---pan", "3", "soup"], .unknownOption("---pan", suggestion: "--pan")),
      (["soup", "--pan"], .missingValue(option: "pan", value: "SIZE")),
      (["--pan", "--salt", "3", "soup"], .missingValue(option: "pan", value: "SIZE")),
      (["--pan", "--", "soup"], .missingValue(option: "pan", value: "SIZE")),
      (["--json=yes", "soup"], .unexpectedValue(option: "json")), (["--help=x"], .unexpectedValue(option: "help")),
      (["--pan", "1", "--pan=2", "soup"], .repeated(option: "pan")), ([], .missingArgument("DISH")),
      (["--json"], .missingArgument("DISH")),
    ] as [([String], ArgumentError)])
  func `What the form does not have is an error`(_ words: [String], _ error: ArgumentError) {
    #expect(throws: error) { try ParsedArguments(words, for: form) }
  }

  @Test func `A command without arguments takes none`() throws {
    #expect(try ParsedArguments([], for: bare).arguments == [])
    #expect(throws: ArgumentError.unexpectedArgument("now")) { try ParsedArguments(["now"], for: bare) }
    #expect(throws: ArgumentError.unexpectedArgument("--for")) { try ParsedArguments(["--", "--for"], for: bare) }
  }

  @Test(arguments: [["--help"], ["-h"], ["soup", "--help"], ["--json", "-h", "a"], ["--pan", "3", "-h"]])
  func `Help is wanted whatever else is missing`(_ words: [String]) throws {
    #expect(try ParsedArguments(words, for: form).wantsHelp)
    #expect(try !ParsedArguments(["soup"], for: form).wantsHelp)
    #expect(try ParsedArguments(["now", "--help"], for: bare).wantsHelp)
  }

  @Test(arguments: [
    (ArgumentError.unknownOption("--pam", suggestion: "--pan"), "unknown option '--pam'. Did you mean '--pan'?"),
    (.unknownOption("-p", suggestion: nil), "unknown option '-p'"),
    (.unknownCommand("chek", suggestion: "check"), "unknown command 'chek'. Did you mean 'check'?"),
    (.unknownCommand("x", suggestion: nil), "unknown command 'x'"),
    (.missingValue(option: "pan", value: "SIZE"), "'--pan' needs a value: --pan SIZE"),
    (.unexpectedValue(option: "json"), "'--json' takes no value"), (.repeated(option: "pan"), "'--pan' is given twice"),
    (.unexpectedArgument("x"), "unexpected argument 'x'"), (.missingArgument("DISH"), "missing argument: DISH"),
    (.badValue(option: "pan", value: "x", expected: "a number is expected"), "'--pan x': a number is expected"),
  ])
  func `An error says what is wrong, and what may have been meant`(_ error: ArgumentError, _ text: String) {
    #expect(error.description == text)
    #expect(error.sentence == (text.hasSuffix("?") ? text : "\(text)."))
  }

  @Test(arguments: [
    ("chek", "check"), ("check", "check"), ("chekc", "check"), ("imp", "import"), ("srve", "serve"), ("xyz", nil),
    ("", nil), ("i", nil), ("demos", "demo"), ("CHECK", "check"),
  ])
  func `The nearest known word`(_ typed: String, _ nearest: String?) {
    #expect(Suggestion.nearest(to: typed, among: ["demo", "serve", "check", "import"]) == nearest)
  }

  @Test(arguments: [("1", 1), ("20", 20), (nil, nil)])
  func `A number within its range`(_ text: String?, _ number: Int?) throws {
    let parsed = try ParsedArguments(text.map { ["soup", "--pan", $0] } ?? ["soup"], for: form)
    #expect(try parsed.number("pan", in: 1...20) == number)
  }

  @Test(arguments: ["0", "21", "x", "", "1.5", "99999999999999999999"])
  func `A number out of its range, or none, is told with the range`(_ text: String) throws {
    let parsed = try ParsedArguments(["soup", "--pan", text], for: form)
    #expect(
      throws: ArgumentError.badValue(option: "pan", value: text, expected: "a number from 1 to 20 is expected")
    ) { try parsed.number("pan", in: 1...20) }
  }

  private enum Salt: String, CaseIterable { case fine, coarse }

  @Test func `One of some words, in any case`() throws {
    #expect(try ParsedArguments(["soup", "--salt", "Fine"], for: form).choice("salt", of: Salt.self) == .fine)
    #expect(try ParsedArguments(["soup"], for: form).choice("salt", of: Salt.self) == nil)
    #expect(throws: ArgumentError.badValue(option: "salt", value: "sea", expected: "is none of fine, coarse")) {
      try ParsedArguments(["soup", "--salt", "sea"], for: form).choice("salt", of: Salt.self)
    }
  }
}
