import Foundation
import Testing

/// `import list`, `show`, `undo` and `apply`, `--prune`, and `export`, as a person or a script runs them.
@Suite struct ImportHistoryCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  private func customers(_ rows: String, _ name: String = "customers.csv") throws -> String {
    try command.folder.write(Array("id;name\r\n\(rows)".utf8), to: name)
  }

  /// The id of the newest import.
  private func newest() throws -> String {
    let text = try command.importing("list", "--json").output
    let list = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    return try #require(list.first?["id"] as? String)
  }

  @Test func `The list is one array of JSON, also where it is empty`() throws {
    #expect(try command.importing("--yes", customers("")).status == 0)
    #expect(try command.importing("list", "--json").output == "[]\n")
    for number in 1...3 { #expect(try command.importing("--yes", customers("C-\(number);M\r\n")).status == 0) }
    let list = try JSONSerialization.jsonObject(with: Data(try command.importing("list", "--json").output.utf8))
    #expect((list as? [Any])?.count == 3)
  }

  @Test func `Imports are listed, shown and taken back`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\n")).status == 0)
    #expect(try command.importing("--yes", customers("C-1;Dupont\r\nC-2;Durand\r\n")).status == 0)
    let id = try newest()
    let list = try command.importing("list")
    #expect(list.output.contains(id))
    #expect(list.output.contains("  customers +1 ~1\n"))
    let shown = try command.importing("show", id)
    #expect(shown.output.contains("  ~ customer C-1: name: Martin → Dupont\n  + customer C-2: name: Durand\n"))
    let changes = try #require(try command.importing("show", id, "--json").json()["changes"] as? [[String: Any]])
    #expect(changes.map { $0["change"] as? String } == ["changed", "added"])
    #expect(try command.importing("undo", id, "--dry-run").status == 3)
    #expect(try command.importing("undo", id, "--yes").status == 0)
    let undone = try command.importing("list").output
    #expect(undone.contains("  takes back \(id)\n"))
    #expect(try command.importing("--dry-run", customers("C-1;Martin\r\n")).output.hasSuffix("Nothing to do.\n"))
  }

  @Test func `Later changes are named, and skipped where that is said`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\nC-2;Durand\r\n")).status == 0)
    let first = try newest()
    #expect(try command.importing("--yes", customers("C-2;Petit\r\n")).status == 0)
    let refused = try command.importing("undo", first, "--yes")
    #expect(refused.status == 1)
    let second = try newest()
    #expect(
      refused.errors == """
        customer C-2 was changed later, by \(second)
            --skip-changed leaves these as they are and takes back the rest
        Refused: 1 problem. Nothing was changed.

        """)
    let looked = try command.importing("undo", first, "--dry-run", "--skip-changed")
    #expect(looked.output.contains("1 record stays as it is\n  customer C-2 was changed later, by \(second)\n"))
    let skipped = try command.importing("undo", first, "--yes", "--skip-changed", "--json")
    #expect(skipped.status == 0)
    #expect(try skipped.json()["skipped"] as? Int == 1)
    let records = try #require(try skipped.json()["skippedRecords"] as? [[String: Any]])
    #expect(records.map { $0["record"] as? String } == ["C-2"])
    #expect(records.map { $0["changedBy"] as? String } == [second])
    #expect(records.map { $0["message"] as? String } == ["customer C-2 was changed later, by \(second)"])
  }

  @Test func `What is taken back already is told as that, with when and by which import`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\n")).status == 0)
    let first = try newest()
    #expect(try command.importing("undo", first, "--yes").status == 0)
    let undo = try newest()
    let again = try command.importing("undo", first, "--yes")
    #expect(again.status == 1)
    #expect(again.errors.hasPrefix("\(first) was taken back already, by \(undo) on 20"))
    #expect(again.errors.contains("    to bring its changes back, undo \(undo)\n"))
    // Once the undo is taken back itself, the import can be again.
    #expect(try command.importing("undo", undo, "--yes").status == 0)
    #expect(try command.importing("undo", first, "--yes").status == 0)
  }

  @Test func `Records that are gone are named as they were written`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\nC-2;Durand\r\n")).status == 0)
    let first = try newest()
    let contact = try command.folder.write(Array("customer;email\r\nC-2;A@b.example\r\n".utf8), to: "contacts.csv")
    #expect(try command.importing("--yes", contact).status == 0)
    let second = try newest()
    let prune = ["--yes", "--prune", "--prune-more-than", "100", try customers("C-1;Martin\r\n")]
    #expect(try command.run(["import", "--db", command.database] + prune).status == 0)
    let third = try newest()
    let refused = try command.importing("undo", first, "--yes").errors
    #expect(refused.hasPrefix("customer C-2 was removed later, by \(third)\n"))
    // The contact went with its customer.
    #expect(
      try command.importing("undo", second, "--yes").errors.hasPrefix(
        "contact A@b.example was removed later, by \(third)\n"))
    // It can't come back without that customer, which is named as it was written.
    #expect(try command.importing("undo", third, "--yes").status == 0)
  }

  @Test func `What an import changed is shown with names as they are written`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\nC-2;Durand\r\n")).status == 0)
    let contacts = try command.folder.write(
      Array("customer;email\r\nC-1;a@b.example\r\nC-2;c@d.example\r\n".utf8), to: "contacts.csv")
    #expect(try command.importing("--yes", contacts).status == 0)
    let id = try newest()
    func shown() throws -> [String] {
      try command.importing("show", id).output.split(separator: "\n").filter { $0.contains("+ contact") }.map(
        String.init)
    }
    let lines = try shown()
    #expect(lines.count == 2 && lines[0].contains("customer: C-1") && lines[1].contains("customer: C-2"), "\(lines)")
    #expect(try command.importing("show", id, "--json").output.contains(#""new":"C-1""#))
    // A customer that is gone since is named as it was.
    let prune = ["--yes", "--prune", "--prune-more-than", "100", try customers("C-1;Martin\r\n")]
    #expect(try command.run(["import", "--db", command.database] + prune).status == 0)
    #expect(try shown() == lines)
  }

  @Test func `The guard is told before what would still name records`() throws {
    #expect(
      try command.importing(
        "--yes",
        command.folder.write(
          Array(
            "{ vendors: [{ id: 'v', name: 'V', escalation: { team: 'T', outcome: 'O' } }, { id: 'w', name: 'W', escalation: { team: 'T', outcome: 'O' } }], products: [{ id: 'd', vendor: 'v', name: 'D' }] }"
              .utf8), to: "a.json5")
      ).status == 0)
    let file = try command.folder.write(
      Array("{ vendors: [{ id: 'w', name: 'W', escalation: { team: 'T', outcome: 'O' } }] }".utf8), to: "b.json5")
    let refused = try command.importing("--yes", "--prune", file)
    let lines = refused.errors.split(separator: "\n")
    #expect(lines.first == "1 of 2 vendors would be removed, which is more than 20%")
    #expect(lines.contains { $0.hasPrefix("product d names the vendor v") })
  }

  @Test(arguments: ["show", "undo"])
  func `An import that is not there`(_ word: String) throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\n")).status == 0)
    let outcome = try command.importing(word, "imp_404")
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("licence-registry: There is no import imp_404.\n"))
    #expect(try command.importing(word).status == 64)
  }

  @Test func `The guard of --prune says how to lift it`() throws {
    #expect(try command.importing("--yes", customers("C-1;Martin\r\nC-2;Durand\r\n")).status == 0)
    let file = try customers("C-1;Martin\r\n")
    let refused = try command.importing("--yes", "--prune", file)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("1 of 2 customers would be removed, which is more than 20%\n"))
    #expect(refused.errors.contains("--prune-more-than 50"))
    let allowed = try command.importing("--yes", "--prune", "--prune-more-than", "50", file)
    #expect(allowed.status == 0)
    #expect(allowed.output.contains("  - customer C-2\n"))
    #expect(try command.importing("--prune-more-than", "50", file).status == 64)
    #expect(try command.importing("--prune", "--prune-more-than", "many", file).status == 64)
  }

  @Test func `A plan is kept, and applied as long as nothing has changed`() throws {
    let file = try customers("C-1;Martin\r\n")
    let plan = command.folder.file("plan.json")
    let kept = try command.importing("--plan-file", plan, file)
    #expect(kept.status == 0)
    #expect(!FileManager.default.fileExists(atPath: command.database))
    #expect(try command.importing("apply", plan).output.contains("Applied as imp_"))
    let again = try command.importing("apply", plan)
    #expect(again.status == 1)
    #expect(
      again.errors
        == "licence-registry: The registry has changed since this was planned, or is another one; nothing was changed. Plan again.\n"
    )

    #expect(try command.importing("--plan-file", plan, customers("C-2;Durand\r\n")).status == 0)
    _ = try customers("C-3;Durand\r\n")
    let other = try command.importing("apply", plan)
    #expect(other.status == 1)
    #expect(other.errors.contains("customers.csv has changed since it was planned"))
    #expect(try command.importing("apply", file).status == 1)
  }

  @Test func `An export makes another registry equal`() throws {
    try command.importDemo()
    let folder = command.folder.file("export")
    let outcome = try command.run(["export", "--db", command.database, "--format", "csv", "--json", folder])
    #expect(outcome.status == 0)
    #expect((try outcome.json()["files"] as? [String])?.count == 9)
    let copy = command.folder.file("copy.sqlite")
    #expect(try command.run(["import", "--db", copy, "--yes", "--quiet", folder]).status == 0)
    let again = try command.run(["import", "--db", copy, "--dry-run", "catalogs", "fixtures/demo"])
    #expect(again.output.hasSuffix("Nothing to do.\n"))
    #expect(try command.run(["export", "--db", command.database, "--format", "xml", folder]).status == 64)
  }

  @Test func `A hundred changes are grouped, and listed one by one where that is wanted`() throws {
    #expect(try command.importing("--yes", customers((1...99).map { "C-\($0);Old\r\n" }.joined())).status == 0)
    let file = try customers((1...99).map { "C-\($0);New\r\n" }.joined())
    let grouped = try command.importing("--dry-run", file).output
    #expect(grouped.contains("  ~ 99 customers: name: Old → New  (C-1, C-10, C-11, …)\n"))
    let full = try command.importing("--dry-run", "--full", file).output
    #expect(full.split(separator: "\n").count { $0.hasPrefix("  ~ customer C-") } == 99)
    let json = try #require(try command.importing("--dry-run", "--json", file).json()["changes"] as? [[String: Any]])
    #expect(json.count == 99)
  }
}
