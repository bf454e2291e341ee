import Foundation
import Testing

/// How `import` tells what is wrong with files, and what it does with them all the same.
@Suite struct ImportProblemTests {
  private let command: Command

  init() throws {
    command = try Command()
  }

  private func errors(_ text: String, _ environment: [String: String] = [:]) throws -> String {
    let file = try command.folder.write(Array(text.utf8), to: "a.csv")
    let outcome = try command.run(
      ["import", "--db", command.database, "--dry-run", file], environment: environment)
    #expect(outcome.status == 1)
    return outcome.errors.replacing(file, with: "a.csv")
  }

  @Test func `The mark stands under the place, whatever stands before it`() throws {
    #expect(
      try errors("id\tname\tdomains\r\nC-8\tÉcole 東京\tnulle part\r\n") == """
        a.csv:2:14: customers.domains: 'nulle part' is not a domain
            2 | C-8 École 東京  nulle part
              |                 ^~~~~~~~~~
            write what follows the @ in the customer's addresses, as in be-martin.example
        Refused: 1 problem. Nothing was changed.

        """)
    // A combining accent takes no column, and what would move the cursor is shown as a mark.
    #expect(
      try errors("id;name;domains\nC-8;E\u{301}te\u{301}\u{7};ici\n").contains(
        "    2 | C-8;E\u{301}te\u{301}\u{FFFD};ici\n      |          ^~~\n"))
  }

  @Test func `A long line is shown around the place`() throws {
    let long = String(repeating: "x", count: 300)
    let lines = try errors("id;name;domains\nC-8;\(long);ici;\(long)\n").split(separator: "\n")
    let shown = try #require(lines.first { $0.contains(" | …") })
    let mark = try #require(lines.first { $0.contains("^") })
    #expect(shown.count <= 108)
    #expect(shown.hasSuffix("…"))
    #expect(shown.contains(String(repeating: "x", count: 20) + ";ici;"))
    // Surplus cells are what is wrong with the row.
    #expect(mark.firstIndex(of: "^").map { mark.distance(from: mark.startIndex, to: $0) } != nil)
  }

  @Test func `In French where the environment says so`() throws {
    #expect(
      try errors("numéro;client;programme;début;fin\nGA-8;C-1;p;13/01/2026;46387\n", ["LC_ALL": "fr_FR.UTF-8"]) == """
        a.csv:2:6: contracts.customer: le client «\u{202F}C-1\u{202F}» n’existe pas
            2 | GA-8;C-1;p;13/01/2026;46387
              |      ^~~
        a.csv:2:10: contracts.programme: le programme «\u{202F}p\u{202F}» n’existe pas
            2 | GA-8;C-1;p;13/01/2026;46387
              |          ^
        a.csv:2:23: contracts.ends: «\u{202F}46387\u{202F}» n’est pas une date
            2 | GA-8;C-1;p;13/01/2026;46387
              |                       ^~~~~
            un tableur compte ainsi le 31/12/2026\u{202F}: mettez la colonne au format Date, puis exportez à nouveau
        Refusé\u{202F}: 3 problèmes. Rien n’a été modifié.

        """)
  }

  @Test func `What is left out comes back as it was, and is imported once it is right`() throws {
    let file = try command.folder.write(
      Array("\u{FEFF}id;nom;domaines\r\nC-1;Un;un.example\r\nC-2;\"De;ux\";nulle part\r\n".utf8), to: "a.csv")
    let rejects = command.folder.file("rejets.csv")
    let outcome = try command.importing("--yes", "--skip-invalid", "--rejects", rejects, file)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasSuffix(
        "1 record is left out.\nWhat is left out is in \(rejects): correct it, then import it.\n"))
    let bytes = try Data(contentsOf: URL(filePath: rejects))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(
      text
        == "id;nom;domaines;rejected because\r\nC-2;\"De;ux\";nulle part;domains: 'nulle part' is not a domain\r\n"
    )
    let mended = try command.folder.write(
      Array(text.replacing("nulle part;", with: "deux.example;").utf8), to: "corrigé.csv")
    #expect(try command.importing("--yes", mended).status == 0)
    #expect(try command.importing("--dry-run", file).status == 1)
    let empty = command.folder.file("rien.csv")
    for _ in 1...2 {
      #expect(try command.importing("--yes", "--skip-invalid", "--rejects", empty, mended).status == 0)
      #expect(try Data(contentsOf: URL(filePath: empty)).isEmpty)
    }
    // What somebody may be correcting is not written over.
    let again = try command.importing("--yes", "--skip-invalid", "--rejects", rejects, file)
    #expect(again.status == 64)
    #expect(again.errors.contains("\(rejects) exists already and is not written over"))
    #expect(try Data(contentsOf: URL(filePath: rejects)) == bytes)
  }

  /// What a stray quote means would be a guess, which no file of rejects makes.
  @Test func `What is malformed comes back malformed, and is refused again uncorrected`() throws {
    let rows = [
      "X4;\"Martin\" & fils;", "X5;Atelier 5\" Sud;", "X6;\"a;b\" \"c\";", "X7;\"deux\r\nlignes\" ;",
      "X8;\"a \"\"b\"\" c\"d\"\"e;",
    ]
    let file = try command.folder.write(
      Array(("id;nom;domaines\r\n" + rows.map { $0 + "\r\n" }.joined()).utf8), to: "a.csv")
    let rejects = command.folder.file("rejets.csv")
    #expect(try command.importing("--yes", "--skip-invalid", "--rejects", rejects, file).status == 0)
    let text = String(decoding: try command.folder.bytes(of: "rejets.csv"), as: UTF8.self)
    for row in rows { #expect(text.contains("\r\n\(row);name: "), "\(text)") }
    let again = try command.importing("--dry-run", rejects)
    #expect(again.status == 1)
    #expect(again.errors.contains("Refused: \(rows.count) problems."), "\(again.errors)")
  }

  @Test func `Records of several kinds come back as files that can be imported`() throws {
    try command.importDemo()
    let folder = command.folder
    let texts = [
      ("a.csv", "id;nom\r\nS-1;Un\r\nS-2;\r\n"),
      ("b.csv", "numéro;client;programme;début;fin\r\nSC-2;S-2;graitec-advantage;31/01/2026;31/12/2026\r\n"),
      // The same columns, and dates in another order: not of one file.
      ("c.csv", "numéro;client;programme;début;fin\r\nSC-3;S-2;graitec-advantage;01/31/2026;12/31/2026\r\n"),
      (
        "d.json5",
        "{ vendors: [{ id: 'v' }], products: [{ id: 'd1', vendor: 'graitec', name: 'D', advisories: [{ id: 'A-1' }] }] }"
      ),
    ]
    let files = try texts.map { try folder.write(Array($1.utf8), to: $0) }
    let outcome = try command.run(
      ["import", "--db", command.database, "--yes", "--skip-invalid", "--rejects", folder.file("r.csv")] + files)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = ["r.vendors.json5", "r.advisories.json5", "r.customers.csv", "r.contracts.csv", "r.contracts-2.csv"]
    let paths = names.map { folder.file($0) }
    #expect(
      outcome.errors.hasSuffix(
        "What is left out is in \(paths.joined(separator: ", ")): correct it, then import them together.\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("r.csv")))
    for (path, mend) in zip(
      paths,
      [
        ("\"id\":\"v\"", "id: 'v', name: 'V', escalation: { team: 'T', outcome: 'O' }"),
        ("\"id\":\"A-1\"", "id: 'A-1', affects: ['1']"), ("S-2;;", "S-2;Deux;"),
      ])
    {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains(mend.0), "\(text)")
      try Data(text.replacing(mend.0, with: mend.1).utf8).write(to: URL(filePath: path))
    }
    let mended = try command.run(["import", "--db", command.database, "--yes"] + paths)
    #expect(mended.status == 0, "\(mended.errors)")
    let shown = try command.run(["check", "--db", command.database, "--contract", "SC-3", "--at", "2026-06-30"])
    #expect(shown.output.contains("SC-3"))
  }

  @Test func `A kept plan is applied to the registry that it was made for`() throws {
    let file = try command.folder.write(Array("id;name\nC-1;Un\n".utf8), to: "a.csv")
    let plan = command.folder.file("le plan.json")
    let outcome = try command.importing("--plan-file", plan, file)
    #expect(
      outcome.output.hasSuffix("Apply it with: licence-registry import apply '\(plan)' --db \(command.database)\n"))
  }

  @Test func `A mapping file and a format are stated`() throws {
    let file = try command.folder.write(Array("Kunde;Firma\nC-1;Eins\n".utf8), to: "kunden.csv")
    #expect(try command.importing("--yes", file).status == 1)
    let map = try command.folder.write(
      Array("{ kind: 'customers', columns: { Kunde: 'id', Firma: 'name' } }".utf8), to: "map.json5")
    #expect(try command.importing("--yes", "--map", map, file).status == 0)
    let wrong = try command.folder.write(Array("{ columns: { Kunde: 'idd' } }".utf8), to: "map.json5")
    let outcome = try command.importing("--yes", "--map", map, file)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "\(wrong):1:21: map.columns: 'idd' is no field\n    1 | { columns: { Kunde: 'idd' } }\n      |                     ^~~~~\n"
      ))
    let product = "fixtures/endoflife/julia.json"
    #expect(try command.importing("--yes", product).errors.contains("add --format endoflife"))
    #expect(try command.importing("--yes", "--format", "endoflife", product).status == 0)
    let plain = try command.folder.write(Array("id,name\nC-2,Zwei\n".utf8), to: "kunden.txt")
    #expect(try command.importing("--yes", "--format", "csv", plain).status == 0)
  }

  @Test func `A plan that is kept knows how its files were read`() throws {
    let file = try command.folder.write(Array("Kunde;Firma\nC-1;Eins\n".utf8), to: "kunden.txt")
    let text = "{ kind: 'customers', columns: { Kunde: 'id', Firma: 'name' } }"
    let map = try command.folder.write(Array(text.utf8), to: "map")
    let plan = command.folder.file("plan.json")
    let options = ["--format", "csv", "--map", map, "--plan-file", plan, file]
    #expect(try command.run(["import", "--db", command.database] + options).status == 0)
    _ = try command.folder.write(Array("\(text) ".utf8), to: "map")
    let changed = try command.importing("apply", plan)
    #expect(changed.status == 1)
    #expect(changed.errors.contains("map has changed since it was planned"))
    _ = try command.folder.write(Array(text.utf8), to: "map")
    #expect(try command.importing("apply", plan).status == 0)
  }

  @Test(arguments: [
    (["--rejects", "x.csv"], "'--rejects' needs --skip-invalid as well."),
    (["--skip-invalid", "--prune"], "'--skip-invalid' does not go with --prune."),
    (["--skip-invalid", "--plan-file", "p"], "'--skip-invalid' does not go with --plan-file."),
    (["--format", "xml"], "'--format xml': is no format: write json5, csv or endoflife."),
  ])
  func `Options that do not go together are bad usage`(_ options: [String], _ message: String) throws {
    let file = try command.folder.write(Array("id;name\nC-1;Un\n".utf8), to: "a.csv")
    let outcome = try command.run(["import", "--db", command.database, file] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("licence-registry: \(message)\n"))
    #expect(!FileManager.default.fileExists(atPath: command.database))
  }

  @Test func `The file that is read is not written over`() throws {
    let file = try command.folder.write(Array("id;name\nC-1;Un\n".utf8), to: "a.csv")
    let outcome = try command.importing("--yes", "--skip-invalid", "--rejects", file, file)
    #expect(outcome.status == 64)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "id;name\nC-1;Un\n")
  }
}
