import Foundation
import Testing

/// What a plan shows of what it adds, and what a dry run leaves behind.
@Suite struct ImportReviewTests {
  private let command: Command
  private static let csv = "id;name;domains\r\nC-1;Martin;un.example|deux.example\r\n"
  private static let contacts = "customer;email;mayReceiveCodes\r\nC-1;a@un.example;yes\r\n"

  init() throws {
    command = try Command()
  }

  private func file(_ name: String, _ text: String) throws -> String {
    try command.folder.write(Array(text.utf8), to: name)
  }

  @Test func `Few added records are shown with their fields, many where all is wanted`() throws {
    let few = try command.importing("--dry-run", file("a.csv", Self.csv)).output
    #expect(few.contains("  + customer C-1: name: Martin, domains: un.example, deux.example\n"))
    let many = "id;name\r\n" + (1...30).map { "C-\($0);M\($0)\r\n" }.joined()
    #expect(try !command.importing("--dry-run", file("b.csv", many)).output.contains("+ customer"))
    let full = try command.importing("--dry-run", "--full", file("b.csv", many)).output
    #expect(full.contains("  + customer C-30: name: M30\n"))
    let plan = command.folder.file("plan.json")
    #expect(try command.importing("--plan-file", plan, file("b.csv", many)).status == 0)
    #expect(
      try command.importing("apply", "--dry-run", "--full", plan).output.contains("  + customer C-30: name: M30\n"))
  }

  @Test func `The plan in French speaks French`() throws {
    let french = try command.run(
      ["import", "--db", command.database, "--dry-run", file("a.csv", Self.csv)], environment: ["LC_ALL": "fr_FR.UTF-8"]
    )
    #expect(french.output.contains("a.csv: clients\n"))
    #expect(
      french.output.contains(
        "  + client C-1\u{202F}: nom\u{202F}: Martin, domaines\u{202F}: un.example, deux.example\n"))
    for mark in [" :", " ;", " ?", " !", "« ", " »"] { #expect(!french.output.contains(mark), "\(mark)") }
    #expect(!french.output.contains("customer"))
  }

  @Test func `A contract that will end earlier is told with its day, in the language of who reads it`() throws {
    try command.importDemo()
    let rows =
      "number;customer;programme;starts;ends\r\nGA-2024-0117;C-1001;graitec-advantage;2024-03-01;2028-02-28\r\n"
    let path = try file("c.csv", rows)
    let english = try command.importing("--dry-run", path).output
    #expect(english.contains("  ~ contract GA-2024-0117: ends: 2029-02-28 → 2028-02-28\n"))
    #expect(english.contains("        1  ends earlier and is no longer in force on 2028-02-29\n"))
    #expect(english.contains("Martin: ends earlier and is no longer in force on 2028-02-29\n"))
    let french = try command.importing("--dry-run", path, environment: ["LC_ALL": "fr_FR.UTF-8"]).output
    #expect(french.contains("contrat GA-2024-0117\u{202F}: fin\u{202F}: 28/02/2029 → 28/02/2028\n"))
    #expect(french.contains("        1  prend fin plus tôt et n’est plus en vigueur le 29/02/2028\n"))
  }

  @Test func `The plan as JSON has contacts apart, lists as lists, yes and no as such`() throws {
    let outcome = try command.importing(
      "--dry-run", "--json", file("a.csv", Self.csv), file("b.csv", Self.contacts))
    let plan = try outcome.json()
    let contacts = try #require(plan["contacts"] as? [[String: Any]])
    #expect(contacts.count == 1)
    #expect(contacts.first?["customer"] as? String == "C-1")
    #expect(contacts.first?["email"] as? String == "a@un.example")
    #expect(contacts.first?["change"] as? String == "added")
    #expect(outcome.output.contains("\"mayReceiveCodes\":true"))
    #expect(outcome.output.contains("\"mayReceiveCodes\":{\"old\":null,\"new\":true}"))
    #expect(outcome.output.contains("\"domains\":{\"old\":null,\"new\":[\"un.example\",\"deux.example\"]}"))
    let applied = try command.importing("--json", file("a.csv", Self.csv))
    #expect(applied.status == 1)
    #expect(applied.errors == "Not applied: nobody could be asked. Add --yes to apply, or --dry-run to only look.\n")
  }

  @Test func `A dry run leaves no file of what is left out, and is not in the way of the real one`() throws {
    let rows = "id;name\r\nC-1;Martin\r\nC-2;\r\n"
    let rejects = command.folder.file("r.csv")
    let options = ["import", "--db", command.database, "--skip-invalid", "--rejects", rejects]
    let path = try file("a.csv", rows)
    let dry = try command.run(options + ["--dry-run", path])
    #expect(dry.status == 3)
    #expect(
      dry.errors.hasSuffix(
        "1 record is left out.\nThey are written to a file when the rest is applied, not before.\n"))
    #expect(try command.run(options + [path]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: rejects))
    #expect(try command.run(options + ["--yes", path]).status == 0)
    #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains("C-2"))
    let left = try FileManager.default.contentsOfDirectory(atPath: command.folder.path)
    #expect(left.allSatisfy { !$0.hasSuffix(".part") })
  }

  /// The order of the dates was decided by a row that is not left out.
  @Test func `What is left out says its dates so that they can be read alone`() throws {
    try command.importDemo()
    let rows = """
      numéro;client;programme;début;fin\r
      GA-8;C-1001;graitec-advantage;13/01/2026;31/12/2026\r
      GA-9;C-9999;graitec-advantage;05/06/2026;04/05/2027\r

      """
    let rejects = command.folder.file("r.csv")
    let outcome = try command.importing(
      "--yes", "--skip-invalid", "--rejects", rejects, file("contrats.csv", rows))
    #expect(outcome.status == 0)
    let text = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(text.contains("GA-9;C-9999;graitec-advantage;2026-06-05;2027-05-04;"))
    let mended = try file("mended.csv", text.replacing("C-9999;", with: "C-1001;"))
    #expect(try command.importing("--dry-run", mended).status == 3)
  }
}
