import Foundation
import Testing

/// `import --server`: the same as here, in the registry of a server.
@Suite struct RemoteImportTests {
  private let command: Command

  init() throws {
    command = try Command()
    let some = #"{ customers: [{ id: "C-0", name: "Zéro" }], publicMailDomains: ["a.example", "b.example"] }"#
    let file = try command.folder.write(Array(some.utf8), to: "some.json5")
    try #require(try command.importing("--yes", file).status == 0)
  }

  private func customers(_ rows: String, _ name: String = "customers.csv") throws -> String {
    try command.folder.write(Array("id;name\r\n\(rows)".utf8), to: name)
  }

  /// Runs the import against a server; `--db` must not matter, so the environment names none.
  private func send(_ server: Server, _ token: String, _ arguments: String...) throws -> Command.Outcome {
    try command.run(["import", "--server", server.url, "--token-file", token] + arguments)
  }

  @Test func `A plan, a dry run, applied, and again, with what an import here says`() throws {
    try command.importDemo()
    let server = try Server(command)
    let token = try command.tokenFile("importer")
    let file = try customers("C-1001;Bureau Neuf\r\nC-77;Durand\r\n")
    let here = try command.importing("--dry-run", file)
    let dry = try send(server, token, "--dry-run", file)
    #expect(dry.status == 3 && here.status == 3)
    #expect(dry.output == here.output)
    #expect(dry.output.contains("~ customer C-1001: name: Bureau d'Études Martin → Bureau Neuf"))
    let silent = try send(server, token, file)
    #expect(silent.status == 1)
    #expect(silent.errors.contains("Add --yes to apply"))
    let applied = try send(server, token, "--yes", file)
    #expect(applied.status == 0)
    #expect(applied.output.contains("\nApplied as imp_"))
    let again = try send(server, token, "--yes", file)
    #expect(again.status == 0)
    #expect(again.output.hasSuffix("Nothing to do.\n"))
    let listed = try command.run(["import", "list", "--db", command.database]).output
    #expect(listed.contains("token:importer/tok_") && listed.contains("customers +1 ~1"))
  }

  @Test func `Problems are told with their lines, and nothing changes`() throws {
    let server = try Server(command)
    let token = try command.tokenFile("importer")
    let file = try customers("C-1;\r\nC-2;Durand;?\r\n")
    let here = try command.importing("--yes", file)
    let there = try send(server, token, "--yes", file)
    #expect(there.status == 1 && here.status == 1)
    #expect(there.errors == here.errors)
    #expect(there.errors.contains("Refused: 2 problems. Nothing was changed."))
  }

  @Test func `The encoding is stated as here, where it is not found out`() throws {
    let server = try Server(command)
    let token = try command.tokenFile("importer")
    // "Société Générale" and "Forêt" as MS-DOS writes them.
    let bytes = Array("id;name\r\nC-1;Soci".utf8) + [0x82] + Array("t".utf8) + [0x82] + Array(" For".utf8) + [0x88]
    let file = try command.folder.write(bytes + Array("t\r\n".utf8), to: "dos.csv")
    let (here, there) = (try command.importing("--yes", file), try send(server, token, "--yes", file))
    // There is no mapping file to state it in.
    let told = here.errors.replacing(" or in a mapping file", with: "")
    #expect(there.status == 1 && there.errors == told && told.contains("--encoding cp850, or save"))
    #expect(try send(server, token, "--encoding", "cp850", "--yes", file).status == 0)
    #expect(try command.run(["search", "societe foret", "--db", command.database]).output.contains("Société Forêt"))
    let json = try command.folder.write(Array("{ publicMailDomains: [] }".utf8), to: "mail.json5")
    let wrong = try send(server, token, "--encoding", "cp850", json)
    #expect(wrong.status == 64 && wrong.errors.contains("is for CSV files"))
  }

  @Test func `Removal is asked for as here, and JSON is the same`() throws {
    let server = try Server(command)
    let token = try command.tokenFile("importer")
    let file = try command.folder.write(Array("{ publicMailDomains: [\"only.example\"] }".utf8), to: "mail.json5")
    let refused = try send(server, token, "--prune", "--yes", file)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("allow it with --prune-more-than 100"))
    let dry = try send(server, token, "--prune", "--prune-more-than", "100", "--dry-run", "--json", file)
    #expect(dry.status == 3)
    let kinds = try #require(try dry.json()["kinds"] as? [String: [String: Int]])
    #expect(try #require(kinds["publicMailDomains"]?["removed"]) > 0)
  }

  @Test(arguments: ["reader", "none", "revoked"])
  func `Who may not import is refused, and the token is shown nowhere`(_ who: String) throws {
    let server = try Server(command)
    var token = try command.tokenFile("reader")
    var text = try String(contentsOfFile: token, encoding: .utf8).trimmingCharacters(in: .newlines)
    if who == "none" {
      text = "lr_" + String(repeating: "0", count: 52)
      token = try command.folder.write(Array(text.utf8), to: "unknown")
    }
    if who == "revoked" {
      let tokens = try command.run(["token", "list", "--db", command.database]).output
      let id = try #require(tokens.firstMatch(of: /tok_[0-9a-z]+/)).output
      #expect(try command.run(["token", "revoke", String(id), "--db", command.database]).status == 0)
    }
    let outcome = try send(server, token, "--yes", customers("C-1;Martin\r\n"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(who == "reader" ? "(403 access." : "(401 access."))
    #expect(!outcome.errors.contains(text) && !outcome.output.contains(text))
  }

  @Test func `Through a local socket`() throws {
    let path = command.folder.file("s")
    let server = try Server(command, ["--host", "unix:\(path)"])
    let outcome = try command.run([
      "import", "--server", "unix:\(path)", "--token-file", try command.tokenFile("importer"), "--yes",
      try customers("C-1;Martin\r\n"),
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    server.stop()
  }

  static let misuses: [(options: [String], status: Int32, says: String)] = [
    (["--server", "https://registry.example"], 64, "TLS is not spoken here: give the address of a tunnel"),
    (["--server", "registry:8080"], 64, "is no address of a server: write http://HOST:PORT"),
    (["--server", "http://127.0.0.1:1", "--db", "x"], 64, "'--db' does not go with --server"),
    (["--server", "http://127.0.0.1:1", "--map", "x"], 64, "'--map' does not go with --server"),
    (["--server", "http://127.0.0.1:1"], 1, "the server can't be reached: Connection refused"),
    (["--server", "http://192.0.2.1:80"], 1, "all between could read the token"),
    (["--server", "http://no-such-host.invalid"], 1, "the server's host is not found"),
  ]

  @Test(arguments: misuses) func `What can't be is told, with what to do`(
    _ options: [String], _ status: Int32, _ says: String
  )
    throws
  {
    let token = try command.tokenFile("importer")
    let outcome = try command.run(["import"] + options + ["--token-file", token, try customers("C-1;Martin\r\n")])
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
  }

  @Test func `One file, and a token in its file`() throws {
    let server = try Server(command)
    let token = try command.tokenFile("importer")
    let (one, two) = (try customers("C-1;Martin\r\n"), try customers("C-2;Durand\r\n", "b.csv"))
    let both = try send(server, token, one, two)
    #expect(both.status == 64 && both.errors.contains("takes one file, and these are 2"))
    let secret = "not-a-token-but-a-secret"
    let wrong = try command.folder.write(Array(secret.utf8), to: "wrong")
    let outcome = try send(server, wrong, one)
    #expect(outcome.status == 1 && outcome.errors.contains("this is no access token"))
    #expect(!outcome.errors.contains(secret))
    let open = try command.folder.write(Array(try String(contentsOfFile: token, encoding: .utf8).utf8), to: "open")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
    #expect(try send(server, open, "--dry-run", one).errors.contains("chmod 600"))
    #expect(try command.run(["import", "--token-file", token, one]).status == 64)
  }
}
