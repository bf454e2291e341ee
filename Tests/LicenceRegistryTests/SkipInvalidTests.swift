import Catalogue
import Formats
import LicenceRegistry
import Licensing
import Testing

/// Records with problems are left out, with all that names them, and the rest is imported.
@Suite struct SkipInvalidTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private func skip(_ files: [(name: String, text: String)]) throws -> (CatalogueImport, [RejectedRecord]) {
    var options = ImportOptions()
    options.skipsInvalid = true
    var rejected: [RejectedRecord] = []
    let change = try CatalogueImport(files.map(Bench.file), into: bench.registry, options: options) {
      rejected.append($0)
    }
    return (change, rejected)
  }

  @Test func `What is sound is imported, and the rest comes back cell by cell with its reasons`() throws {
    let (change, rejected) = try skip([
      ("a.csv", "id;name;country;domains\r\nC-2;Deux;FR;\r\nC-3; Trois ;;\"nulle;part\"\r\n;;BE;\r\nC-4;Quatre\r\n")
    ])
    #expect(change.plan.isApplicable)
    #expect(change.plan.problemCount == 3)
    #expect(change.plan.rejectedCount == 2)
    #expect(rejected.map(\.titles) == Array(repeating: ["id", "name", "country", "domains"], count: 2))
    #expect(rejected.map(\.cells) == [["C-3", " Trois ", "", "nulle;part"], ["", "", "BE", ""]])
    #expect(
      rejected.map { $0.reasons.map(\.en) } == [
        ["domains: 'nulle;part' is not a domain"],
        ["id: missing: a value is required", "name: missing: a value is required"],
      ])
    #expect(rejected.first?.reasons.first?.fr == "domains : « nulle;part » n’est pas un domaine")
    try change.apply()
    #expect(try bench.records(.customer).map(\.label).sorted() == ["C-1", "C-2", "C-4"])
  }

  @Test func `What names a record that is left out goes with it, whatever the order of files`() throws {
    let (change, rejected) = try skip([
      ("1.csv", "code;contract;product;release\r\nX1;GA-2;d;2025\r\nX2;GA-1;d;2025\r\nX3;GA-3;d;2025\r\n"),
      ("2.csv", "contract;product;releases\r\nGA-2;d;latest\r\nGA-3;d;latest\r\n"),
      (
        "3.csv",
        "number;customer;programme;starts;ends\r\nGA-2;C-2;p;2025-01-01;2025-12-31\r\nGA-3;C-3;p;2025-01-01;2025-12-31\r\n"
      ), ("4.csv", "customer;email\r\nC-2;a@b.example\r\n"),
      ("5.csv", "id;name;domains\r\nC-2;Deux;ici\r\nC-3;Trois;\r\n"),
    ])
    #expect(
      change.plan.problems.map { $0.line(inFrench: false) } == ["5.csv:2:10: customers.domains: 'ici' is not a domain"])
    #expect(rejected.map(\.file) == ["5.csv", "4.csv", "3.csv", "2.csv", "1.csv"])
    #expect(
      rejected.map { $0.reasons.map(\.en).joined() } == [
        "domains: 'ici' is not a domain", "customer: the customer 'C-2' is left out",
        "customer: the customer 'C-2' is left out", "contract: the contract 'GA-2' is left out",
        "contract: the contract 'GA-2' is left out",
      ])
    try change.apply()
    #expect(try bench.records(.licence).map { $0["code"].description }.sorted() == ["0421-7F3K", "X2", "X3"])
  }

  @Test func `A record of the registry is not taken for the one that is left out`() throws {
    let (change, rejected) = try skip([
      ("a.csv", "number;customer;programme;starts;ends\r\nGA-1;C-1;p;2026-01-01;2025-12-31\r\n"),
      ("b.csv", "code;contract;product;release\r\nX1;GA-1;d;2025\r\n"),
    ])
    #expect(rejected.map(\.kind) == [.contract, .licence])
    #expect(!change.plan.hasChanges)
  }

  @Test func `The first of two records that say the same is taken, with what names it`() throws {
    let (change, rejected) = try skip([
      ("a.csv", "id;name\r\nC-2;Deux\r\nC-2;Deux\r\n"), ("b.csv", "customer;email\r\nC-2;a@b.example\r\n"),
    ])
    #expect(rejected.map(\.position.line) == [3])
    try change.apply()
    #expect(try bench.records(.customer).map(\.label).sorted() == ["C-1", "C-2"])
    #expect(try bench.records(.contact).count == 2)
  }

  @Test func `Of records that contradict each other none is taken, nor what names them`() throws {
    let (change, rejected) = try skip([
      ("a.csv", "id;name\r\nC-2;Deux\r\nc-2;Two\r\nC-2;Zwei\r\nC-3;Trois\r\n"),
      ("b.csv", "customer;email\r\nC-2;a@b.example\r\nC-3;c@d.example\r\n"),
      ("c.csv", "code;contract;product;release\r\nX17;GA-1;d;2025\r\nX18;GA-1;d;2025\r\nX17;GA-1;d;2026\r\n"),
      ("d.csv", "product;name;sequence\r\nd;2027;3\r\nd;2027;4\r\n"),
    ])
    #expect(
      rejected.map(\.kind) == [.release, .release, .customer, .customer, .customer, .contact, .licence, .licence])
    #expect(
      Set(rejected.filter { $0.kind == .customer || $0.kind == .licence }.map { "\($0.file):\($0.position.line)" })
        == ["a.csv:2", "a.csv:3", "a.csv:4", "c.csv:2", "c.csv:4"])
    #expect(
      change.plan.problems.contains {
        $0.line(inFrench: false) == "c.csv:2:1: licences.code: 'X17' stands twice, and says something else at c.csv:4:1"
      })
    try change.apply()
    #expect(try bench.records(.customer).map(\.label).sorted() == ["C-1", "C-3"])
    #expect(try bench.records(.licence).map { $0["code"].description }.sorted() == ["0421-7F3K", "X18"])
    #expect(try bench.records(.contact).map(\.label).sorted() == ["a@martin.example", "c@d.example"])
    #expect(try bench.records(.release).count == 2)
  }

  @Test func `A cell whose quotes break the rules comes back just as it was`() throws {
    let text = "id;name\r\nC-4;\"Martin\" & fils\r\nC-5;Atelier 5\" Sud\r\nC-6;\"a \"\"b\"\" c\"d \"e\"\r\n"
    let (_, rejected) = try skip([("a.csv", text)])
    #expect(
      rejected.map(\.malformedCells) == [
        [1: "\"Martin\" & fils"], [1: "Atelier 5\" Sud"], [1: "\"a \"\"b\"\" c\"d \"e\""],
      ])
  }

  @Test func `Clashes that show late leave out the later record, and its updates`() throws {
    let (change, rejected) = try skip([
      ("a.csv", "product;name;sequence;aliases\r\nd;2027;3;neu\r\nd;2028;4;x|Neu\r\nd;2029;zz;\r\nd;2030;5;\r\n"),
      ("b.csv", "product;release;name\r\nd;2028;2028.1\r\nd;2030;2030.1\r\nd;2030;2026\r\n"),
    ])
    #expect(rejected.map(\.cells.first) == ["d", "d", "d", "d"])
    #expect(
      rejected.map { $0.reasons.map(\.en).joined() } == [
        "aliases: 'Neu' names both 2027 and 2028", "sequence: 'zz' is not a whole number",
        "release: the release 'd 2028' is left out",
        "name: '2026' is a name of 2026, and can't be one of an update of 2030",
      ])
    try change.apply()
    #expect(try bench.records(.release).map { $0["name"].description }.sorted() == ["2025", "2026", "2027", "2030"])
    #expect(try bench.records(.update).map { $0["name"].description }.sorted() == ["2026.1", "2030.1"])
  }

  @Test func `Records of JSON5 come back as rows, or as JSON where they have no row`() throws {
    let text = """
      { customers: [{ id: 'C-2', name: 3, domains: ['a.example', 'b.example'], contacts: [{ email: 'x@y.example' }] }],
        vendors: [{ id: 'w', name: 'W', escalation: {} }] }
      """
    let (change, rejected) = try skip([("a.json5", text)])
    #expect(!change.plan.hasChanges)
    #expect(rejected.map(\.kind) == [.vendor, .customer, .contact])
    #expect(rejected.map(\.titles)[0] == [])
    #expect(rejected.map(\.cells)[0] == [#"{"id":"w","name":"W","escalation":{}}"#])
    #expect(rejected.map(\.cells)[1] == ["C-2", "3", "", "", "a.example|b.example"])
    #expect(rejected.map(\.cells)[2] == ["C-2", "x@y.example", "", "", ""])
  }

  @Test(arguments: [
    ("a.json5", "{ customers: [ }"), ("a.csv", "id;name\r\nC-2;\"Deux\r\n"),
    ("a.csv", "id;couleur;name\r\nC-2;b;D\r\n"),
    ("a.csv", "number;customer;programme;starts;ends\r\nGA-2;C-1;p;05/06/2025;06/07/2025\r\n"),
    ("a.json5", "{ licenses: [] }"),
  ])
  func `A file that can't be read as a whole is refused all the same`(_ name: String, _ text: String) throws {
    let (change, _) = try skip([(name, text)])
    #expect(!change.plan.isApplicable)
    #expect(throws: ImportRefused.self) { try change.apply() }
  }

  @Test func `Nothing is left out where records that are not named would go`() throws {
    var options = ImportOptions(removal: .unnamed(limit: 100))
    options.skipsInvalid = true
    let files = [Bench.file(("a.csv", "id;name\r\nC-2;Deux\r\nC-1;\r\n"))]
    let plan = try CatalogueImport(files, into: bench.registry, options: options).plan
    #expect(!plan.isApplicable)
  }
}
