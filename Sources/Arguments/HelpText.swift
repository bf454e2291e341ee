/// The help of a program and of its commands, for terminals of 80 columns and more.
public struct HelpText {
  private let program: String

  /// The help of a program.
  public init(program: String) {
    self.program = program
  }

  /// The list of commands.
  public func overview(summary: String, commands: [CommandForm], notes: String) -> String {
    var text = "\(summary)\n\nUsage: \(program) COMMAND [OPTIONS]\n\nCommands:\n"
    text += table(commands.map { ($0.name, $0.summary) })
    text += "\nOther options:\n" + table([("--version", "print the program's version"), ("--help", "print this help")])
    return text + (notes.isEmpty ? "" : "\n\(notes)\n")
  }

  /// The help of one command.
  public func command(_ form: CommandForm) -> String {
    var usage = "\(program) \(form.name)"
    switch form.arguments {
    case .none: break
    case .some(let name): usage += " \(name)..."
    case .optional(let name): usage += " [\(name)]"
    }
    var text = "\(form.summary)\n\nUsage: \(usage) [OPTIONS]\n\nOptions:\n"
    let rows = form.options.map { option in
      ("--\(option.name)" + (option.value.map { " \($0)" } ?? ""), option.help)
    }
    text += table(rows + [("--help", "print this help")])
    return text + (form.notes.isEmpty ? "" : "\n\(form.notes)\n")
  }

  private func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, help in
      let lines = HelpText.wrapped(help, width: max(30, 78 - width - 4))
      let indent = String(repeating: " ", count: width + 4)
      let padding = String(repeating: " ", count: width - name.count)
      return "  \(name)\(padding)  " + lines.joined(separator: "\n" + indent) + "\n"
    }.joined()
  }

  /// A text broken at spaces into lines of at most `width` characters, where its words allow.
  public static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
