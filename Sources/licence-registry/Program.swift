import Arguments
import Catalogue
import HTTPServer
import LicenceRegistry
import Licensing
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program: finds the command, runs it, and turns what goes wrong into a message and an exit status.
@main
enum Program {
  static let name = "licence-registry"
  static let version = "0.1.0"

  static func main() {
    SQLiteRuntime.stopMemoryStatistics()
    // Whoever started the program may have the ends of children ignored, and then nobody learns how a mail agent ended.
    signal(SIGCHLD, SIG_DFL)
    let console = Console()
    let status = run(Array(CommandLine.arguments.dropFirst()), console)
    console.flush()
    ExitStatus.leave(status)
  }

  static func run(_ words: [String], _ console: Console) -> ExitStatus {
    do {
      guard let first = words.first, !["--help", "-h", "help"].contains(first) else {
        if words.first == "help", words.count > 1 { return run([words[1], "--help"], console) }
        console.print(overview)
        return words.isEmpty ? .usage : .success
      }
      if first == "--version" {
        console.print("\(name) \(version)")
        return .success
      }
      guard let command = Command.all.first(where: { $0.form.name == first }) else {
        if first.hasPrefix("-") { throw ArgumentError.unknownOption(first, suggestion: nil) }
        let names = Command.all.map(\.form.name)
        throw ArgumentError.unknownCommand(first, suggestion: Suggestion.nearest(to: first, among: names))
      }
      return try run(command, Array(words.dropFirst()), console)
    } catch let error as ArgumentError {
      console.fail(error.sentence, hint: "Run '\(name) --help' for the commands.")
      return .usage
    } catch {
      console.fail(message(error, console), hint: nil)
      return .failure
    }
  }

  private static func run(_ command: Command, _ words: [String], _ console: Console) throws -> ExitStatus {
    do {
      let arguments = try ParsedArguments(words, for: command.form)
      if arguments.wantsHelp {
        console.print(HelpText(program: name).command(command.form))
        return .success
      }
      var console = console
      console.isData = command.form.options.contains { $0.name == "json" } && arguments.has("json")
      return try command.run(arguments, console)
    } catch let error as ArgumentError {
      console.fail(error.sentence, hint: "Run '\(name) \(command.form.name) --help' for its options.")
      return .usage
    }
  }

  static let overview = HelpText(program: name).overview(
    summary: "A registry of customer contracts, included products and versions, and licence codes.",
    commands: Command.all.map(\.form),
    notes: """
      Every command takes --db FILE; without it LICENCE_REGISTRY_DB names the file, else it
      is licence-registry/registry.sqlite in the state folder (XDG_STATE_HOME or ~/.local/state).
      Decisions, plans and the problems of files are told in French where LC_ALL, LC_MESSAGES
      or LANG say so, else in English; help and bad usage in English.
      """)

  /// What went wrong, for people: never a type's name or a trace.
  private static func message(_ error: any Error, _ console: Console) -> String {
    switch error {
    case let error as StoreError: "\(error)"
    case let error as SQLiteError: "the registry failed. \(error)"
    case let error as FileError: error.message(console.language)
    case let error as TokenFile.Unreadable: "\(error)"
    case let error as ServerError: "\(error)"
    case let error as StoredCatalogue.Unreadable: "\(error)."
    default: "unexpected: \(error)"
    }
  }
}
