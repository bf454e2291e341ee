/// The options and arguments that a command was given.
public struct ParsedArguments: Sendable {
  /// The arguments besides the options, in order.
  public let arguments: [String]
  private let values: [String: String]
  private let flags: Set<String>

  /// The value of an option, if it was given.
  public func value(_ name: String) -> String? { values[name] }

  /// Whether an option without a value was given.
  public func has(_ name: String) -> Bool { flags.contains(name) }

  /// Whether the help is wanted.
  public var wantsHelp: Bool { flags.contains("help") }

  /// Reads what follows a command's name.
  ///
  /// Options may stand before and after arguments; after `--` everything is an argument, and `-` alone is one.
  /// - Throws: ``ArgumentError`` for anything that the form does not have.
  public init(_ words: some Sequence<String>, for form: CommandForm) throws(ArgumentError) {
    var values: [String: String] = [:]
    var flags: Set<String> = []
    var arguments: [String] = []
    var rest = ArraySlice(Array(words))
    let options = form.options + [.flag("help", "")]
    while let word = rest.popFirst() {
      if word == "--" {
        arguments += rest
        break
      }
      if word == "-h" {
        flags.insert("help")
        continue
      }
      guard word.hasPrefix("-"), word != "-" else {
        arguments.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let (typed, known) = (parts.first ?? word, options.map(\.name))
      guard let option = options.first(where: { "--\($0.name)" == typed }) else {
        // The value is left out: it may be a code.
        let nearest = Suggestion.nearest(to: String(typed.drop { $0 == "-" }), among: known)
        throw .unknownOption(typed, suggestion: nearest.map { "--\($0)" })
      }
      let name = option.name
      if option.value == nil {
        guard parts.count == 1 else { throw .unexpectedValue(option: name) }
        flags.insert(name)
        continue
      }
      guard values[name] == nil else { throw .repeated(option: name) }
      if parts.count == 2 {
        values[name] = parts[1]
      } else if let next = rest.first, !next.hasPrefix("--") {
        values[name] = next
        rest = rest.dropFirst()
      } else {
        throw .missingValue(option: name, value: option.value ?? "")
      }
    }
    self.values = values
    self.flags = flags
    self.arguments = arguments
    if flags.contains("help") { return }
    switch form.arguments {
    case .none:
      if let surplus = arguments.first { throw .unexpectedArgument(surplus) }
    case .some(let name):
      if arguments.isEmpty { throw .missingArgument(name) }
    case .optional:
      if arguments.count > 1 { throw .unexpectedArgument(arguments[1]) }
    }
  }
}
