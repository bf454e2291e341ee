import Foundation
import Testing

/// The built program serving a registry, until it is ended.
final class Server {
  /// Where it listens, as it says.
  let url: String
  private let process = Process()
  private let errorFile: String

  /// Serves a registry and waits until it says where.
  init(_ command: Command, _ options: [String] = ["--port", "0"]) throws {
    errorFile = command.folder.file("serve-\(UUID().uuidString)")
    try Data().write(to: URL(filePath: errorFile))
    process.executableURL = Command.program
    process.arguments = ["serve", "--db", command.database] + options
    process.environment = ["HOME": command.folder.path, "LC_ALL": "C.UTF-8"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errorFile))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var said = ""
    // The pipe ends if the program does.
    while !said.contains("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      said += String(decoding: data, as: UTF8.self)
    }
    let found = said.firstMatch(of: /(http:\/\/|unix:)[^ ,\n]+/)
    let failure = try String(contentsOfFile: errorFile, encoding: .utf8)
    url = String(try #require(found?.output.0, "\(said)\(failure)"))
  }

  /// What it has said on its error output.
  var errors: String { get throws { try String(contentsOfFile: errorFile, encoding: .utf8) } }

  /// Its process id.
  var identifier: Int32 { process.processIdentifier }

  /// Whether a signal ended it, once it has ended.
  var endedBySignal: Bool { process.terminationReason == .uncaughtSignal }

  /// Ends it as an operator does.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  /// Ends it as a crash does.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  deinit { if process.isRunning { kill() } }
}
