import Licensing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the program reads and writes: standard output for results, standard error for what went wrong.
struct Console {
  /// Colours of a terminal; none where the output is no terminal or `NO_COLOR` is set.
  enum Style: String {
    case bold = "1"
    case dim = "2"
    case green = "32"
    case red = "31"
    case yellow = "33"
  }

  /// The language of messages, from the environment.
  let language: Language
  /// Whether the output is a terminal.
  let isTerminal: Bool
  private let hasColours: Bool
  /// How many columns a line may have.
  let width: Int

  init() {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(Environment.value).first ?? ""
    language = locale.hasPrefix("fr") ? .french : .english
    isTerminal = isatty(STDOUT_FILENO) == 1
    hasColours = isTerminal && Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    width = Console.columns(isTerminal)
  }

  /// Whether standard output is for programs, so that nothing may be changed in it.
  var isData = false

  /// Writes a line to standard output.
  func print(_ text: String) {
    let text = isData ? text : typeset(text)
    Swift.print(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// A text for people with the spaces of its language, and nothing in it that a terminal would act upon.
  func typeset(_ text: String) -> String {
    let safe = TerminalText.safe(text, hasColours: hasColours)
    return language == .french ? FrenchSpacing.typeset(safe) : safe
  }

  /// Says what went wrong on standard error, and what to do.
  func fail(_ message: String, hint: String?) {
    flush()
    warn("\(Program.name): \(message)")
    if let hint { warn(hint) }
  }

  /// Writes a line to standard error.
  ///
  /// - Parameters:
  ///   - text: the line.
  ///   - terminator: what ends it.
  ///   - isVerbatim: whether it is to be written as it is: a line of a file that was made fit to be shown, a bar.
  func warn(_ text: String, terminator: String = "\n", isVerbatim: Bool = false) {
    let bytes = Array(((isVerbatim ? text : typeset(text)) + terminator).utf8)
    // The descriptor takes what is in the array and keeps nothing of it.
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Writes what is still held back.
  func flush() {
    // Null means every open stream.
    fflush(nil)
  }

  /// A text in a colour, where colours are wanted.
  func styled(_ text: String, _ style: Style) -> String {
    hasColours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Asks a question that is answered with yes or no; no is the default.
  func asks(_ question: String) -> Bool {
    Swift.print(question, terminator: " ")
    flush()
    let answer = readLine().map { TextFolding.phrase($0) } ?? ""
    return ["y", "yes", "o", "oui"].contains(answer)
  }

  /// Whether a person can answer a question.
  var canAsk: Bool { isTerminal && isatty(STDIN_FILENO) == 1 }

  private static func columns(_ isTerminal: Bool) -> Int {
    var size = winsize()
    if isTerminal, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return min(120, max(60, Int(size.ws_col)))
    }
    return 100
  }
}

/// The variables of the environment.
enum Environment {
  /// A variable's value; `nil` if it is unset or empty.
  static func value(_ name: String) -> String? {
    // The text belongs to the environment and is copied at once; nothing here changes the environment.
    guard let text = unsafe getenv(name), let value = unsafe String(validatingCString: text), !value.isEmpty else {
      return nil
    }
    return value
  }
}
