import Foundation
import Testing

/// The program that was built with these tests, run as its users run it.
struct BuiltProgram {
  /// What a run left.
  struct Result {
    let status: Int32
    let output: Data
    let errors: String

    /// The output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of the output.
    var lines: [String] { text.split(whereSeparator: \.isNewline).map(String.init) }
  }

  /// A folder of this run's own.
  let folder: URL
  private let program: URL

  /// Makes a folder with a registry in it that holds a catalogue file.
  init(catalogue: String) throws {
    let tests = try #require(Bundle.main.executableURL).resolvingSymlinksInPath()
    program = tests.deletingLastPathComponent().appending(path: "licence-registry")
    try #require(FileManager.default.isExecutableFile(atPath: program.path))
    folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = try write("catalogue.json5", Data(catalogue.utf8))
    let imported = try run(["import", file, "--yes"])
    try #require(imported.status == 0, "\(imported.errors)")
  }

  /// Removes the folder.
  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    let file = folder.appending(path: name)
    try data.write(to: file)
    return file.path
  }

  /// Runs the program on the folder's registry until it ends.
  func run(_ arguments: [String], language: String = "C") throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = [
      "LICENCE_REGISTRY_DB": folder.appending(path: "registry.sqlite").path, "LC_ALL": language, "HOME": folder.path,
    ]
    // Files rather than pipes: a pipe that nobody reads stops the program once it is full.
    let (output, errors) = (folder.appending(path: "stdout"), folder.appending(path: "stderr"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
