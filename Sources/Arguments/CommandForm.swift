/// What a command takes: its options and arguments, with the help that describes them.
public struct CommandForm: Sendable {
  /// An option of a command.
  public struct Option: Sendable {
    /// The name after the two dashes.
    public let name: String
    /// What its value is called in the help; `nil` for an option without one.
    public let value: String?
    /// What it does.
    public let help: String

    /// An option with a value, `--name VALUE` or `--name=VALUE`.
    public static func value(_ name: String, _ value: String, _ help: String) -> Option {
      Option(name: name, value: value, help: help)
    }

    /// An option without a value, `--name`.
    public static func flag(_ name: String, _ help: String) -> Option {
      Option(name: name, value: nil, help: help)
    }
  }

  /// How many arguments a command takes besides its options.
  public enum Arguments: Sendable {
    /// None.
    case none
    /// At least one; what one is called in the help.
    case some(String)
    /// At most one; what it is called in the help.
    case optional(String)
  }

  /// The command's name.
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// Its arguments.
  public let arguments: Arguments
  /// Its options.
  public let options: [Option]
  /// More to say in the help: examples, exit statuses.
  public let notes: String

  /// Makes a form.
  public init(
    name: String, summary: String, arguments: Arguments = .none, options: [Option], notes: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.options = options
    self.notes = notes
  }
}
