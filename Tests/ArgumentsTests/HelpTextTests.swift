import Arguments
import Testing

/// Help texts, compared whole.
@Suite struct HelpTextTests {
  private let cook = CommandForm(
    name: "cook", summary: "Cook a dish.", arguments: .some("DISH"),
    options: [
      .value("pan", "SIZE", "the pan"),
      .value(
        "temperature", "DEGREES",
        "how hot the stove is to be; the default is what the recipe says, or else as hot as the pan allows"),
      .flag("json", "as JSON"),
    ], notes: "Example: kitchen cook soup")
  private let rest = CommandForm(name: "rest", summary: "Rest for a while.", options: [])

  @Test func `The help of a command`() {
    #expect(
      HelpText(program: "kitchen").command(cook) == """
        Cook a dish.

        Usage: kitchen cook DISH... [OPTIONS]

        Options:
          --pan SIZE             the pan
          --temperature DEGREES  how hot the stove is to be; the default is what the
                                 recipe says, or else as hot as the pan allows
          --json                 as JSON
          --help                 print this help

        Example: kitchen cook soup

        """)
  }

  @Test func `The help of a command without options and notes`() {
    #expect(
      HelpText(program: "kitchen").command(rest) == """
        Rest for a while.

        Usage: kitchen rest [OPTIONS]

        Options:
          --help  print this help

        """)
  }

  @Test func `The list of commands`() {
    #expect(
      HelpText(program: "kitchen").overview(summary: "A kitchen.", commands: [cook, rest], notes: "Be careful.") == """
        A kitchen.

        Usage: kitchen COMMAND [OPTIONS]

        Commands:
          cook  Cook a dish.
          rest  Rest for a while.

        Other options:
          --version  print the program's version
          --help     print this help

        Be careful.

        """)
  }

  @Test(arguments: [
    ("", 10, []), ("one two", 10, ["one two"]), ("one two three", 7, ["one two", "three"]),
    ("one two", 3, ["one", "two"]), ("incomprehensible", 5, ["incomprehensible"]),
    ("a incomprehensible b", 5, ["a", "incomprehensible", "b"]), ("  spaces   between ", 20, ["spaces between"]),
    ("été hiver", 9, ["été hiver"]),
  ])
  func `A text is broken at spaces`(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(HelpText.wrapped(text, width: width) == lines)
  }

  @Test(arguments: 30...120)
  func `No line is longer than asked, unless a word is`(_ width: Int) {
    let text = String(repeating: "words of some length and then more of them ", count: 8)
    let lines = HelpText.wrapped(text, width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.joined(separator: " ") == text.split(separator: " ").joined(separator: " "))
  }
}
