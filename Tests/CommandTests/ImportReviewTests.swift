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

  @Test func `A plan takes the place of no file but a plan`() throws {
    let path = try file("a.csv", Self.csv)
    #expect(try command.importing("--yes", path).status == 0)
    let more = try file("b.csv", "id;name\r\nC-2;Durand\r\n")
    for other in [path, more, command.database] {
      let before = try Data(contentsOf: URL(filePath: other))
      let refused = try command.importing("--plan-file", other, more)
      #expect(refused.status == 64 && refused.errors.contains("is a file that is no plan, and is not written over"))
      #expect(try Data(contentsOf: URL(filePath: other)) == before)
    }
    let plan = command.folder.file("plan.json")
    #expect(try command.importing("--plan-file", plan, more).status == 0)
    #expect(try command.importing("--plan-file", plan, more).status == 0)
    #expect(try command.importing("--plan-file", plan, "--yes", more).status == 64)
    #expect(try command.importing("apply", plan).status == 0)
  }

  @Test func `A plan of a folder is no plan of what comes into it later`() throws {
    let folder = command.folder.file("set")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try write("a.csv", Self.csv)
    try write("b.csv", "id;name\r\nC-2;Durand\r\n")
    let plan = command.folder.file("plan.json")
    #expect(try command.importing("--plan-file", plan, folder).status == 0)
    try write("c.csv", "id;name\r\nC-3;Petit\r\n")
    let added = try command.importing("apply", plan)
    #expect(added.status == 1 && added.errors.contains("c.csv was not there when this was planned"))
    try FileManager.default.removeItem(atPath: folder + "/c.csv")
    try FileManager.default.removeItem(atPath: folder + "/b.csv")
    let gone = try command.importing("apply", plan)
    #expect(gone.status == 1 && gone.errors.contains("b.csv was there when this was planned, and is gone"))
    try write("b.csv", "id;name\r\nC-2;Durand\r\n")
    #expect(try command.importing("apply", plan).status == 0)
  }

  @Test func `A plan is for the registry that it was made on`() throws {
    #expect(try command.importing("--yes", file("a.csv", Self.csv)).status == 0)
    let other = command.folder.file("other.sqlite")
    #expect(try command.run(["backup", "--db", command.database, other]).status == 0)
    let (one, two) = (try file("b.csv", "id;name\r\nC-2;A\r\n"), try file("c.csv", "id;name\r\nC-2;B\r\n"))
    #expect(try command.importing("--yes", one).status == 0)
    #expect(try command.run(["import", "--db", other, "--yes", two]).status == 0)
    let plan = command.folder.file("plan.json")
    let third = try file("d.csv", "id;name\r\nC-3;C\r\n")
    #expect(try command.importing("--plan-file", plan, third).status == 0)
    let refused = try command.run(["import", "apply", "--db", other, plan])
    #expect(refused.status == 1 && refused.errors.contains("or is another one"))
    #expect(try command.importing("apply", plan).status == 0)
  }

  @Test(arguments: [
    ("\"a\n  - contract GA-2024-0117\"", "a⏎  - contract GA-2024-0117"),
    ("\u{1B}[2J\u{1B}[H\u{1B}[8mhidden", "\u{FFFD}[2J\u{FFFD}[H\u{FFFD}[8mhidden"),
    ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("txt\u{202E}gnp", "txt\u{FFFD}gnp"), ("a\u{9B}2Jb", "a\u{FFFD}2Jb"),
  ])
  func `Names can make up no lines and hide nothing`(_ name: String, _ shown: String) throws {
    let outcome = try command.importing("--dry-run", file("a.csv", "id;name\nC-1;\(name)\n"))
    #expect(outcome.output.contains("  + customer C-1: name: \(shown)\n"))
    let domains = try command.importing("--dry-run", file("b.csv", "id;name;domains\nC-1;A;\(name)\n"))
    #expect(domains.status == 1)
    for text in [outcome.output, domains.errors, domains.output] {
      #expect(!text.unicodeScalars.contains { "\u{1B}\u{202E}\u{9B}".unicodeScalars.contains($0) })
      #expect(!text.contains("\n  - contract"))
    }
  }
}
