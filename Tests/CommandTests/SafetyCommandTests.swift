import Foundation
import Testing

/// `backup`, `restore` and `verify`, from outside.
@Suite struct SafetyCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
    try add("C-1;Martin")
  }

  private func add(_ row: String) throws {
    let file = try command.folder.write(Array("id;name\r\n\(row)\r\n".utf8), to: "c.csv")
    try #require(try command.importing("--yes", file).status == 0)
  }

  private func run(_ words: String...) throws -> Command.Outcome {
    try command.run(words + ["--db", command.database])
  }

  @Test func `There and back again`() throws {
    let path = command.folder.file("b.sqlite")
    let backup = try run("backup", path, "--json")
    #expect(backup.status == 0)
    let told = try backup.json()
    let head = "\(try #require(told["events"] as? Int)):\(try #require(told["head"] as? String))"
    #expect(try run("backup", path).status == 1)
    #expect(try run("backup", path).errors.contains("exists already. Name another file, or add --force"))
    #expect(try run("backup", path, "--force").status == 0)
    try add("C-2;Durand")
    let refused = try run("restore", path)
    #expect(refused.status == 1 && refused.errors.contains("Add --yes to replace it; what is there is kept beside it."))
    let restored = try run("restore", path, "--yes")
    #expect(restored.status == 0 && restored.output.contains("The registry as it was is in "))
    #expect(try run("import", "list").output.contains("customers +1"))
    #expect(try !run("search", "Durand").output.contains("C-2"))
    let verified = try run("verify", "--head", head)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(
      verified.output.hasPrefix(
        "Sound: the file, 2 events in an unbroken chain, 1 import as applied, 0 decisions, and "
          + "0 tokens and resends as recorded.\nNot covered by the audit record: the counts "))
    #expect(try run("verify", "--head", "1:" + String(repeating: "0", count: 64)).status == 1)
    #expect(try run("restore", command.folder.file("none"), "--yes").status == 1)
  }

  @Test func `A damaged file is told as that`() throws {
    var bytes = try Data(contentsOf: URL(filePath: command.database))
    let middle = bytes.count / 2 / 4096 * 4096
    bytes.replaceSubrange(middle..<middle + 8192, with: Data(repeating: 0xA5, count: 8192))
    try bytes.write(to: URL(filePath: command.database))
    let outcome = try run("verify", "--json")
    #expect(outcome.status == 1)
    if !outcome.output.isEmpty { #expect(try outcome.json()["sound"] as? Bool == false) }
    let backup = try run("backup", command.folder.file("b.sqlite"))
    #expect(backup.status == 1)
    #expect(!FileManager.default.fileExists(atPath: command.folder.file("b.sqlite")))
  }

  @Test func `While the registry is served`() throws {
    let path = command.folder.file("b.sqlite")
    #expect(try run("backup", path).status == 0)
    let server = try Server(command)
    try add("C-2;Durand")
    #expect(try run("restore", path, "--yes").status == 0)
    #expect(try run("verify").status == 0)
    server.stop()
    #expect(try run("verify").status == 0)
  }

  @Test func `What an upload leaves when its server is killed is gone once the next server starts`() throws {
    let server = try Server(command)
    let token = try String(contentsOfFile: try command.tokenFile("importer"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let port = try #require(server.url.split(separator: ":").last.flatMap { UInt16($0) })
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = unsafe withUnsafeBytes(of: address) { bytes in
      unsafe connect(client, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    try #require(connected == 0)
    let head = Array(
      ("POST /v1/imports?mode=apply HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \(token)\r\n"
        + "content-length: 1000000\r\n\r\nid;name\r\n").utf8)
    #expect(unsafe send(client, head, head.count, 0) == head.count)
    func uploads() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: command.folder.path).filter { $0.contains("-upload-") }
    }
    #expect(try eventually { try uploads().count == 1 })
    // Another server on the same registry leaves it alone.
    let other = try Server(command)
    #expect(try uploads().count == 1)
    other.stop()
    server.kill()
    #expect(try uploads().count == 1)
    let next = try Server(command)
    #expect(try uploads().isEmpty)
    next.stop()
  }
}
