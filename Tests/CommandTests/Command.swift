import Foundation
import Testing

/// The built program, run as a person or a script would.
struct Command {
  /// What a run left.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The output as JSON.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }
  }

  /// The folder of the test bundle, where the program is built too.
  static let program: URL = {
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments.first ?? "")
    return bundle.deletingLastPathComponent().appending(path: "licence-registry")
  }()

  /// The root of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let folder: TemporaryFolder
  /// The registry that the runs work on.
  var database: String { folder.file("registry.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs the program and checks that it speaks to people, whatever happens.
  func run(
    _ arguments: [String], environment: [String: String] = [:], ignoringChildren: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = ignoringChildren ? URL(filePath: "/bin/sh") : Command.program
    // A supervisor may leave it to the system to bury children, and its own inherit that.
    process.arguments =
      (ignoringChildren ? ["-c", "trap '' CHLD; exec \"$0\" \"$@\"", Command.program.path] : []) + arguments
    process.currentDirectoryURL = Command.root
    process.environment = ["HOME": folder.path, "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let files = try ["output", "errors"].map { name in
      let file = try folder.write([], to: "\(name)-\(UUID().uuidString)")
      return (file, try FileHandle(forWritingTo: URL(filePath: file)))
    }
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { file, _ in try String(contentsOfFile: file, encoding: .utf8) }
    #expect(process.terminationReason == .exit, sourceLocation: location)
    for trace in ["Fatal", "Swift/", ".swift", "Error(", "Optional(", "\u{1B}["] {
      #expect(!texts[1].contains(trace), sourceLocation: location)
      #expect(!texts[0].contains(trace), sourceLocation: location)
    }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Runs `check` on the registry.
  func check(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(["check", "--db", database] + arguments, environment: environment)
  }

  /// Runs `import` on the registry.
  func importing(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(["import", "--db", database] + arguments, environment: environment)
  }

  /// Imports the repository's catalogues and demo customers.
  func importDemo() throws {
    let outcome = try importing("--yes", "catalogs", "fixtures/demo")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Makes a token and returns the path of a file that holds it.
  func tokenFile(_ role: String) throws -> String {
    let made = try run(["token", "create", "--db", database, "--name", role, "--role", role, "--json"])
    try #require(made.status == 0, "\(made.errors)")
    let token = try #require(try made.json()["token"] as? String)
    let path = try folder.write(Array("\(token)\n".utf8), to: "token-\(role)")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }
}
