import Foundation
import Testing

/// Which registry a command works on, and what it says of one that is missing, empty or something else.
@Suite struct RegistryChoiceTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  @Test(arguments: [["check", "--contract", "GA-1"], ["check", "--json"], ["serve", "--port", "0"]])
  func `A missing file is said to be missing, with what to do, and is not made`(_ arguments: [String]) throws {
    let outcome = try command.run(arguments + ["--db", command.database])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors
        == "licence-registry: there is no registry at \(command.database). Import catalogue files into it first, or name another file with --db.\n"
    )
    #expect(!FileManager.default.fileExists(atPath: command.database))
  }

  @Test func `An empty registry says that it is empty`() throws {
    let empty = try command.folder.write(Array("{}".utf8), to: "empty.json5")
    #expect(try command.importing("--yes", empty).status == 0)
    for arguments in [[], ["--contract", "GA-1", "--product", "Revit", "--version", "2025"]] {
      let outcome = try command.run(["check", "--db", command.database] + arguments)
      #expect(outcome.status == 0)
      #expect(outcome.output.hasPrefix("UNDETERMINED  "))
      #expect(
        outcome.errors
          == "The registry is empty. Import catalogue files first: licence-registry import PATH...\n")
    }
    #expect(try command.check("--exit-code").status == 11)
    #expect(try command.check("--json").json()["outcome"] as? String == "undetermined")
  }

  @Test func `A text file is no registry`() throws {
    _ = try command.folder.write(Array("id;name\n".utf8), to: "registry.sqlite")
    for arguments in [["check"], ["import", "--yes", "catalogs"], ["serve"]] {
      let outcome = try command.run(arguments + ["--db", command.database])
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "licence-registry: \(command.database) is not a licence registry: it is no SQLite database. Nothing was changed in it.\n"
      )
    }
    #expect(try command.folder.bytes(of: "registry.sqlite") == Array("id;name\n".utf8))
  }

  @Test func `A registry of a newer program is left alone`() throws {
    let empty = try command.folder.write(Array("{}".utf8), to: "empty.json5")
    #expect(try command.importing("--yes", empty).status == 0)
    var bytes = try command.folder.bytes(of: "registry.sqlite")
    // The user version stands at 60 in the header, most significant byte first.
    bytes[62] = 1
    let version = 256 + Int(bytes[63])
    _ = try command.folder.write(bytes, to: "registry.sqlite")
    let outcome = try command.check()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix(
        "licence-registry: \(command.database) was written by a newer program (schema \(version), this one knows "))
  }

  @Test(arguments: ["", ":memory:"])
  func `A name that is none of a file is refused`(_ path: String) throws {
    for arguments in [["check"], ["import", "--yes", "catalogs"]] {
      let outcome = try command.run(arguments + ["--db", path])
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "licence-registry: the registry \(path) can't be opened: that is not the path of a file.\n")
    }
  }

  @Test func `A folder can't be opened as a registry`() throws {
    let outcome = try command.run(["check", "--db", command.folder.path])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("can't be opened: unable to open database file."))
  }

  @Test func `Without an option the environment names the file, else the state folder`() throws {
    let file = try command.folder.write(Array("{}".utf8), to: "empty.json5")
    let named = command.folder.file("named.sqlite")
    for (environment, path) in [
      (["LICENCE_REGISTRY_DB": named], named),
      (["XDG_STATE_HOME": command.folder.file("state")], command.folder.file("state/licence-registry/registry.sqlite")),
      ([:], command.folder.file(".local/state/licence-registry/registry.sqlite")),
      // A relative state folder is none.
      (["XDG_STATE_HOME": "state"], command.folder.file(".local/state/licence-registry/registry.sqlite")),
    ] as [([String: String], String)] {
      #expect(try command.run(["import", "--yes", file], environment: environment).status == 0)
      #expect(FileManager.default.fileExists(atPath: path))
    }
    // Nobody else on the machine needs to see customers and codes.
    let folder = command.folder.file("state/licence-registry")
    let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }
}
