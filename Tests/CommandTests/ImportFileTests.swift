import Foundation
import Testing

/// Which files `import` takes, and in which encoding it reads them.
@Suite struct ImportFileTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  private func file(_ name: String, _ text: String = "id;name\r\nC-1;Martin\r\n") throws -> String {
    try command.folder.write(Array(text.utf8), to: name)
  }

  @Test(arguments: ["clients.xlsx", "clients.XLS", "clients.ods"])
  func `A workbook is refused with what to do`(_ name: String) throws {
    let outcome = try command.importing("--dry-run", file(name))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(name): is a workbook; save each sheet as “CSV UTF-8”"))
  }

  @Test func `A folder without a catalogue file is an error`() throws {
    let folder = command.folder.file("empty")
    try FileManager.default.createDirectory(atPath: folder + "/below", withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: folder + "/below/README.md", contents: Data()))
    let outcome = try command.importing("--dry-run", folder)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("empty: holds no catalogue file; looked for .json5, .json, .csv, .tsv, in the"))
    #expect(FileManager.default.createFile(atPath: folder + "/clients.xlsx", contents: Data()))
    #expect(try command.importing("--dry-run", folder).errors.contains("empty/clients.xlsx: is a workbook"))
    let french = try command.run(
      ["import", "--db", command.database, "--dry-run", folder], environment: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(french.errors.contains("empty/clients.xlsx"))
    #expect(french.errors.contains("est un classeur"))
  }

  /// A set that was half read passes for a whole one.
  @Test func `What a folder holds besides is told, with what to do`() throws {
    let folder = command.folder.file("set")
    try FileManager.default.createDirectory(atPath: folder + "/below", withIntermediateDirectories: true)
    for name in ["clients.csv", "contacts.txt", "below/droits.XLSX", "README.md", ".hidden", "LICENCE.txt", "~$a.xlsx"]
    {
      let text = "id;name\r\nC-1;Martin\r\n"
      #expect(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(text.utf8)))
    }
    let outcome = try command.importing("--dry-run", folder)
    #expect(outcome.status == 3)
    let warnings = outcome.errors.split(separator: "\n").filter { $0.hasSuffix("(warning)") }
    #expect(
      warnings == [
        "\(folder)/below/droits.XLSX: is a workbook and is not read (warning)",
        "\(folder)/contacts.txt: is not read: its name is none of a catalogue file (warning)",
      ])
    #expect(outcome.errors.contains("    save each sheet as “CSV UTF-8”"))
    #expect(outcome.errors.contains("    if it is one, name it on the command line to import it"))
    let plan = try command.importing("--dry-run", "--json", folder).json()
    let codes = try #require(plan["warnings"] as? [[String: Any]]).map { $0["code"] as? String }
    #expect(codes == ["file.unread", "file.unread"])
    for number in 0..<30 { _ = FileManager.default.createFile(atPath: "\(folder)/n\(number).pdf", contents: Data()) }
    #expect(try command.importing("--dry-run", folder).errors.contains("12 more files of the folders are not read"))
  }

  @Test(arguments: [
    ["--skip-changed", "FILE"], ["list", "--prune"], ["list", "--yes"], ["show", "imp_1", "--dry-run"],
    ["undo", "imp_1", "--encoding", "cp850"], ["apply", "plan.json", "--prune"], ["list", "--map", "map.json5"],
    ["--encoding", "cp850", "--format", "json5", "FILE"], ["--encoding", "cp850", "--format", "endoflife", "FILE"],
  ])
  func `An option that would do nothing is refused`(_ words: [String]) throws {
    let path = try file("a.csv")
    let outcome = try command.run(
      ["import", "--db", command.database] + words.map { $0 == "FILE" ? path : $0 })
    #expect(outcome.status == 64, "\(outcome.errors)")
    let option = try #require(words.first { $0.hasPrefix("--") })
    #expect(outcome.errors.contains("'\(option)' "))
  }

  @Test func `A file that is named twice is refused, however it is named`() throws {
    let path = try file("a.csv")
    let twice = try command.importing("--dry-run", path, path)
    #expect(twice.status == 1 && twice.errors.contains("a.csv: is named twice; name it once"))
    let other = try command.importing("--dry-run", command.folder.path + "/.", path)
    #expect(other.status == 1 && other.errors.contains("a.csv: is the same file as "))
  }

  /// A file of MS-DOS is asked about, read as that where it is stated, and so is a plan that was kept.
  @Test func `The encoding is asked for where it is not plain, and read as stated`() throws {
    let path = try command.folder.write(
      Array("id;name\r\nC-1;Soci".utf8) + [0x82, 0x74, 0x82, 0x0D, 0x0A], to: "dos.csv")
    let refused = try command.importing("--dry-run", path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("dos.csv:2:9: Byte 0x82 here is '‚' in Windows-1252, inside a word"))
    #expect(refused.errors.contains("--encoding cp850"))
    let plan = command.folder.file("plan.json")
    #expect(try command.importing("--plan-file", plan, "--encoding", "CP850", path).status == 0)
    #expect(try command.importing("apply", plan).status == 0)
    let search = try command.run(["search", "--db", command.database, "--json", "C-1"])
    #expect(search.output.contains("Société"))
    #expect(try command.importing("--dry-run", "--encoding", "cp850", path).output.hasSuffix("Nothing to do.\n"))
    #expect(try command.importing("--dry-run", "--encoding", "ebcdic", path).status == 64)
    let lines = try file("lines.csv", "id;name;domains\r\n")
    let bad = try command.folder.bytes(of: "lines.csv") + Array("C-2;".utf8) + [0x82] + Array(";x\r\n".utf8)
    _ = try command.folder.write(bad, to: "lines.csv")
    #expect(try command.importing("--dry-run", "--encoding", "cp850", lines).errors.contains("    2 | C-2;é;x\n"))
  }

  @Test func `What a longer file begins with is told as that`() throws {
    let long = "id;name\r\n" + (1...6000).map { "C-\($0);Martin \($0)\r\n" }.joined()
    let outcome = try command.importing("--dry-run", file("long.csv", long))
    #expect(outcome.output.contains("columns in 3"))
    #expect(outcome.output.contains(" of the first 3"))
    #expect(outcome.output.contains("The first rows end with CRLF"))
  }
}
