import Foundation
import Testing

/// `check --batch` from outside: a file of tickets in, a file of verdicts out.
@Suite("check --batch")
struct BatchCheckTests {
  private static let header = "ticket;client;contrat;licence;courriel;produit;version;sujet;date"

  @Test("a French export is answered in its own dialect, and a formula stays text")
  func frenchExcel() throws {
    try BatchCheckTests.withRegistry { program in
      let rows = [
        BatchCheckTests.header,
        "T-1;;;;a@ete.example;Démo Structure;2025;software-use;27/02/2026 17:59",
        "=cmd();;A-2;;;Structure;2024;;05/03/2026",
        "T-3;;;;;Structure;2026;;2026-02-27T10:00:00Z",
        "T-4;C-3;;;;Structure;2026;;27/02/2026",
      ]
      let file = try program.write("tickets.csv", BatchCheckTests.windows1252(rows))
      let output = program.folder.appending(path: "verdicts.csv")
      let result = try program.run(["check", "--batch", file, "--output", output.path], language: "fr_FR.UTF-8")
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      #expect(
        result.errors == "4 lignes\u{202F}: éligibles 1, non éligibles 2, indéterminées 1.\n")
      let text = try #require(String(data: try Data(contentsOf: output), encoding: .windowsCP1252))
      let lines = text.components(separatedBy: "\r\n")
      #expect(
        lines.first
          == "ticket;outcome;code;contract;product;version;release;update;position;upgrade;upgradeTo;asOf;summary;line")
      #expect(
        lines[1] == "T-1;eligible;;A-1;demo-structure;2025;2025;;N-1;available;2026;2026-02-27;"
          + "Bureau Été : ce ticket est couvert.;2")
      #expect(
        lines[2].hasPrefix(
          "'=cmd();ineligible;version.too_old;A-2;demo-structure;2024;2024;;N-2;required;2026;2026-03-05;"))
      #expect(lines[3].hasPrefix("T-3;undetermined;customer.missing;;"))
      // Łódź has a letter that Windows-1252 lacks.
      #expect(lines[4].contains("?ód? Konstrukcje"))
      #expect(lines.count == 6 && lines[5].isEmpty)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: program.folder.path).allSatisfy { !$0.hasSuffix("part") })
    }
  }

  @Test(
    "the encoding of the verdicts is that of the questions",
    arguments: [(Data([0xEF, 0xBB, 0xBF]), true), (Data(), false)])
  func mark(before: Data, isMarked: Bool) throws {
    try BatchCheckTests.withRegistry { program in
      let file = try program.write("tickets.csv", before + Data("ticket,contract,product\nÉ,A-1,Structure\n".utf8))
      let result = try program.run(["check", "--batch", file])
      #expect(result.status == 0)
      #expect(result.output.starts(with: [0xEF, 0xBB, 0xBF]) == isMarked)
      #expect(result.text.contains("\nÉ,undetermined,version.missing,A-1,"))
    }
  }

  @Test("rows that can't be read are told with their place, the others are answered, and the end is 1")
  func unreadableRows() throws {
    try BatchCheckTests.withRegistry { program in
      let rows = [
        "ticket;priority;contrat;licence;produit;version;date",
        "1;high;A-1;;Structure;2026;31/02/2026",
        "2;low;A-1;;Structure;2026;28/02/2026",
        "3;low;;1,23457E+11;Structure;2026;",
        "4;low;A-1;;Structure;2026;28/02/2026;surplus",
        "5;low;A-1;;Structure;\(String(repeating: "x", count: 513));",
        "6;low;A-1;;Structure;2026;soon",
      ]
      let file = try program.write("tickets.csv", Data(rows.joined(separator: "\r\n").utf8))
      let result = try program.run(["check", "--batch", file])
      #expect(result.status == 1)
      #expect(result.lines.count == 2 && result.lines[1].hasPrefix("2;eligible;"))
      let told = result.errors.split(separator: "\n").filter { $0.hasPrefix(file) }.map {
        $0.dropFirst(file.count).prefix { $0 != " " }
      }
      #expect(told == [":1:8:", ":2:28:", ":4:8:", ":5:38:", ":6:22:", ":7:27:"])
      #expect(result.errors.contains("unknown column 'priority', which is passed over"))
      #expect(result.errors.contains("at: '31/02/2026' is no date"))
      #expect(result.errors.contains("is a code that a spreadsheet took for a number"))
      #expect(result.errors.hasSuffix("6 rows: 1 eligible, 0 not eligible, 0 undetermined, 5 could not be read.\n"))
    }
  }

  @Test(
    "a file that can't be told without guessing is refused whole",
    arguments: [
      ("ticket,contract,date\n1,A-1,05/06/2026\n", ":2:7: at: No date tells day from month"),
      ("ticket,contract,date\n1,A-1,31/12/2026\n2,A-1,12/31/2026\n", ":2:7: at: Dates are written in different orders"),
      ("name,colour\na,red\n", ":1:1: no column of the header is a field of a question"),
      ("", ":1:1: The file holds no rows."),
    ])
  func refused(text: String, message: String) throws {
    try BatchCheckTests.withRegistry { program in
      let file = try program.write("tickets.csv", Data(text.utf8))
      let result = try program.run(["check", "--batch", file])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix(file + message), "\(result.errors)")
    }
  }

  @Test("a fault of the file ends it, after the rows above it")
  func strayQuote() throws {
    try BatchCheckTests.withRegistry { program in
      let text = "ticket,contract,product,version\n1,A-1,Structure,2026\n2,A-1,\"Structure,2026\n3,A-1,Structure,2026\n"
      let file = try program.write("tickets.csv", Data(text.utf8))
      let result = try program.run(["check", "--batch", file, "--quiet"])
      #expect(result.status == 1)
      #expect(result.lines.count == 2)
      #expect(result.errors.contains(":3:7: The quote that opens here is never closed."))
    }
  }

  @Test("--json is one answer of the API a line, --record records each, --at is for rows without a date")
  func recorded() throws {
    try BatchCheckTests.withRegistry { program in
      // More rows than are decided together.
      let rows = (0..<1100).map { "\($0),A-1,Structure,2025,\($0 % 2 == 0 ? "" : "2024-01-01")" }
      let text = (["ticket,contract,product,version,at"] + rows).joined(separator: "\n")
      let file = try program.write("tickets.csv", Data(text.utf8))
      let result = try program.run(["check", "--batch", file, "--json", "--record", "--at", "2026-02-27"])
      #expect(result.status == 0)
      let answers = try result.lines.map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(answers.map { $0["ticket"] as? String } == (0..<1100).map { "\($0)" })
      #expect(answers.prefix(2).map { $0["asOf"] as? String } == ["2026-02-27", "2024-01-01"])
      #expect(Set(answers.compactMap { $0["id"] as? String }).count == 1100)
    }
  }

  @Test(
    "bad usage exits 64",
    arguments: [
      (["--licence", "x"], "'--licence' does not go with --batch"), (["--exit-code"], "'--exit-code' does not go"),
      (["--at", "soon"], "'soon' is no date"),
    ])
  func badUsage(options: [String], message: String) throws {
    try BatchCheckTests.withRegistry { program in
      let file = try program.write("tickets.csv", Data("ticket,contract\n1,A-1\n".utf8))
      let result = try program.run(["check", "--batch", file] + options)
      #expect(result.status == 64)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test("--output without --batch, and over the questions, is refused; a folder, and a place that can't be written")
  func files() throws {
    try BatchCheckTests.withRegistry { program in
      let file = try program.write("tickets.csv", Data("ticket,contract\n1,A-1\n".utf8))
      #expect(try program.run(["check", "--output", file]).status == 64)
      #expect(try program.run(["check", "--batch", file, "--output", file]).status == 64)
      let folder = try program.run(["check", "--batch", program.folder.path])
      #expect(folder.status == 1 && folder.errors.contains("is a folder"))
      let nowhere = try program.run(["check", "--batch", file, "--output", "/nowhere/verdicts.csv"])
      #expect(nowhere.status == 1 && nowhere.errors.contains("No such file or directory"))
      let full = try program.run(["check", "--batch", file, "--output", "/dev/full"])
      #expect(full.status == 1 && full.errors.contains("No space left"))
    }
  }

  @Test(
    "a licence code in any cell but its own is shown nowhere", arguments: [[], ["--json"], ["--record", "--json"]])
  func codes(form: [String]) throws {
    try BatchCheckTests.withRegistry { program in
      let more = """
        { licences: [{ code: "0421-7F3K-99QX", contract: "A-1", product: "demo-structure", release: "2025" }] }
        """
      #expect(try program.run(["import", try program.write("more.json5", Data(more.utf8)), "--yes"]).status == 0)
      let header = "ticket,customer,contract,email,product,version,topic,date"
      let code = "0421 7f3k 99qx"
      let rows = (0..<8).map { place in
        (0..<8).map { $0 == place ? code : $0 == 2 ? "A-1" : "" }.joined(separator: ",")
      }
      let file = try program.write("tickets.csv", Data(([header] + rows).joined(separator: "\n").utf8))
      let result = try program.run(["check", "--batch", file] + form)
      #expect(!result.text.lowercased().contains("7f3k") && result.text.contains("••••99QX"), "\(result.text)")
      #expect(!result.errors.lowercased().contains("7f3k") && result.errors.contains("at: '••••99QX'"))
    }
  }

  private static func windows1252(_ rows: [String]) throws -> Data {
    try #require((rows.joined(separator: "\r\n") + "\r\n").data(using: .windowsCP1252))
  }

  private static func withRegistry(_ body: (BuiltProgram) throws -> Void) throws {
    let program = try BuiltProgram(catalogue: SmallCatalogue.text)
    defer { program.remove() }
    try body(program)
  }
}
