import Foundation
import Testing

/// `import`: the plan, what is applied, and the exit statuses of DESIGN section 6.
@Suite struct ImportCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  private func customers(_ rows: String) throws -> String {
    try command.folder.write(Array("id;name\r\n\(rows)".utf8), to: "customers.csv")
  }

  @Test func `The repository's files, once and twice`() throws {
    let first = try command.importing("--yes", "catalogs", "fixtures/demo")
    #expect(first.status == 0)
    #expect(first.errors == "")
    #expect(first.output.contains("\nApplied as imp_"))
    #expect(first.output.contains("customers"))
    let second = try command.importing("--yes", "catalogs", "fixtures/demo")
    #expect(second.status == 0)
    #expect(second.output.hasSuffix("Nothing to do.\n"))
    #expect(!second.output.contains(" 1 added"))
  }

  @Test func `A dry run that finds changes is 3, and changes nothing`() throws {
    let file = try customers("C-1;Martin\r\n")
    let dry = try command.importing("--dry-run", file)
    #expect(dry.status == 3)
    #expect(dry.output.hasSuffix("Dry run: nothing was changed.\n"))
    #expect(try command.importing("--dry-run", "--yes", file).status == 3)
    #expect(try command.importing("--yes", file).status == 0)
    let again = try command.importing("--dry-run", file)
    #expect(again.status == 0)
    #expect(again.output.hasSuffix("Nothing to do.\n"))
  }

  @Test func `Only looking makes no registry, and a registry is nobody else's to read`() throws {
    let file = try customers("C-1;Martin\r\n")
    #expect(try command.importing("--dry-run", file).status == 3)
    #expect(!FileManager.default.fileExists(atPath: command.database))
    #expect(try command.importing("--yes", file).status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: command.database)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `A change is shown field by field`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\n")).status == 0)
    let outcome = try command.importing("--dry-run", customers("C-1;Dupont\r\nC-2;Durand\r\n"))
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("  customers                   1          1          0          0"))
    #expect(outcome.output.contains("  ~ customer C-1: name: Martin → Dupont"))
  }

  @Test func `Contacts that come or change are told apart`() throws {
    func file(_ address: String) throws -> String {
      let text = "{ customers: [{ id: 'C-1', name: 'Martin', contacts: [{ email: '\(address)' }] }] }"
      return try command.folder.write(Array(text.utf8), to: "customers.json5")
    }
    let heading = "Contacts added or changed (no code is sent to them without review for some days)\n"
    let first = try command.importing("--yes", file("a@martin.example"))
    #expect(first.output.contains(heading + "  + a@martin.example  C-1\n"), "\(first.output)")
    let second = try command.importing("--dry-run", file("b@martin.example"))
    #expect(second.output.contains(heading + "  + b@martin.example  C-1\n"), "\(second.output)")
    let renamed = try command.folder.write(Array("id;name\r\nC-1;Dupont\r\n".utf8), to: "renamed.csv")
    #expect(try !command.importing("--dry-run", renamed).output.contains(heading))
  }

  @Test func `Three errors are three positions, status 1, and nothing changes`() throws {
    let file = try customers(
      "C-1;\r\n;Martin\r\nC-3;Durand;?\r\nC-4;Durand\r\nC-5;Durand\r\nC-6;Durand\r\nC-7;Durand\r\nC-8;Durand\r\n")
    let outcome = try command.importing("--yes", file)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        \(file):2:5: customers.name: missing: a value is required
            2 | C-1;
              |     ^
        \(file):3:1: customers.id: missing: a value is required
            3 | ;Martin
              | ^
        \(file):4:12: customers: more cells than the header has columns
            4 | C-3;Durand;?
              |            ^
            a text with the separator in it must stand in quotes
        Refused: 3 problems. Nothing was changed.

        """)
    #expect(try command.importing("--dry-run", customers("C-4;Durand\r\n")).status == 3)
  }

  @Test func `Without a terminal to ask on, nothing is applied and that is said`() throws {
    let file = try customers("C-1;Martin\r\n")
    let outcome = try command.importing(file)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "Not applied: nobody could be asked. Add --yes to apply, or --dry-run to only look.\n")
    #expect(try command.importing("--dry-run", file).status == 3)
  }

  @Test func `The plan as JSON`() throws {
    let file = try customers("C-1;Martin\r\n")
    let dry = try command.importing("--dry-run", "--json", file)
    #expect(dry.status == 3)
    #expect(try dry.json()["applied"] as? Bool == false)
    let kinds = try #require(try dry.json()["kinds"] as? [String: [String: Int]])
    #expect(kinds == ["customers": ["added": 1, "changed": 0, "removed": 0, "unchanged": 0]])
    let applied = try command.importing("--yes", "--json", file)
    #expect(applied.status == 0)
    #expect(try applied.json()["applied"] as? Bool == true)
    let again = try command.importing("--yes", "--json", file)
    #expect(again.status == 0)
    #expect(try again.json()["applied"] as? Bool == false)
  }

  @Test func `Problems as JSON`() throws {
    let file = try customers("C-1;\r\n")
    let outcome = try command.importing("--yes", "--json", file)
    #expect(outcome.status == 1)
    let json = try outcome.json()
    #expect(json["problemCount"] as? Int == 1)
    let problem = try #require((json["problems"] as? [[String: Any]])?.first)
    #expect(problem["file"] as? String == file)
    #expect(problem["line"] as? Int == 2)
    #expect(problem["column"] as? Int == 5)
    #expect(problem["field"] as? String == "customers.name")
    #expect(problem["message"] as? String == "missing: a value is required")
    #expect(problem["code"] as? String == "field.missing")
    #expect(problem["record"] as? String == "C-1")
    #expect(problem["expected"] as? String == "a value")
    #expect(problem["value"] as? String == "" && problem["hint"] is NSNull)
  }

  @Test func `A path that is not there is a failure, and no registry is made`() throws {
    let outcome = try command.importing("--yes", "no/such/file.csv")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "licence-registry: no/such/file.csv: No such file or directory\n")
    #expect(!FileManager.default.fileExists(atPath: command.database))
  }

  @Test func `What can be read only once is told as that`() throws {
    let outcome = try command.importing("--yes", "/dev/null")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "licence-registry: /dev/null: is no regular file; it is read twice, so save it to one first\n")
  }

  @Test(arguments: [
    ([], "missing argument: PATH."), (["--dryrun", "x"], "unknown option '--dryrun'. Did you mean '--dry-run'?"),
    (["--yes=1", "x"], "'--yes' takes no value."),
  ])
  func `Bad usage is 64`(_ arguments: [String], _ message: String) throws {
    let outcome = try command.run(["import", "--db", command.database] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors == "licence-registry: \(message)\nRun 'licence-registry import --help' for its options.\n")
    #expect(!FileManager.default.fileExists(atPath: command.database))
  }
}
