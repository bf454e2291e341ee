import Formats
import Catalogue
import LicenceRegistry
import Licensing
import Testing

/// What is refused because of what stands elsewhere: in another file, or in the registry.
@Suite struct ImportRefusalTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private func problems(_ text: String) throws -> [String] { try bench.problems([("a.json5", text)]) }

  @Test(arguments: [
    ("{ products: [{ id: 'e', vendor: 'w', name: 'E' }] }", "1:33: products.vendor: there is no vendor 'w'"),
    (
      "{ contracts: [{ number: 'G', customer: 'C-2', programme: 'p', starts: '2025-01-01', ends: '2025-01-01' }] }",
      "1:40: contracts.customer: there is no customer 'C-2'"
    ),
    (
      "{ contracts: [{ number: 'G', customer: 'C-1', programme: 'q', starts: '2025-01-01', ends: '2025-01-01' }] }",
      "1:58: contracts.programme: there is no programme 'q'"
    ),
    (
      "{ licences: [{ code: '1', contract: 'GA-9', product: 'd', release: '2025' }] }",
      "1:37: licences.contract: there is no contract 'GA-9'"
    ),
    (
      "{ licences: [{ code: '1', contract: 'GA-1', product: 'e', release: '2025' }] }",
      "1:54: licences.product: there is no product 'e'"
    ),
    (
      "{ licences: [{ code: '1', contract: 'GA-1', product: 'd', release: '2024' }] }",
      "1:68: licences.release: there is no release 'd 2024'"
    ),
    (
      "{ licences: [{ code: '1', contract: 'GA-1', product: 'd', release: '2026.1' }] }",
      "1:68: licences.release: there is no release 'd 2026.1'"
    ),
  ])
  func `A reference to nothing is told at its place`(_ text: String, _ problem: String) throws {
    #expect(try problems(text) == ["a.json5:\(problem)"])
  }

  @Test func `An entitlement names releases that the catalogue has`() throws {
    let csv = "contract;product;releases\r\nGA-1;d;2025|2026\r\nGA-1;d;2025|1999\r\nGA-1;d;latest\r\n"
    #expect(
      try bench.problems([("a.csv", csv)]) == [
        "a.csv:3:6: entitlements.product: 'GA-1 d 1' stands twice; first at a.csv:2:1",
        "a.csv:3:8: entitlements.releases: there is no release 'd 1999'",
        "a.csv:4:6: entitlements.product: 'GA-1 d 1' stands twice; first at a.csv:2:1",
      ])
  }

  @Test func `References are compared without case and kept as the record is written`() throws {
    try bench.take(json5: "{ licences: [{ code: '1', contract: ' ga-1', product: 'D', release: '2025 ' }] }")
    let licence = try #require(try bench.records(.licence).first { $0["key"] == .text("1") })
    #expect(licence["contract"] == .text("ga-1"))
    #expect(licence["product"] == .text("d"))
    #expect(licence["release"] == .text("2025"))
  }

  @Test(arguments: [
    ("vendors", "{ id: 'v', name: 'V', escalation: { team: 'T' } }", "v"),
    ("products", "{ id: 'd', vendor: 'v', name: 'D' }", "d"), ("customers", "{ id: 'C-1', name: 'N' }", "C-1"),
    ("licences", "{ code: '0421-7F3K', contract: 'GA-1', product: 'd', release: '2025' }", "0421-7F3K"),
  ])
  func `A record that stands twice is told with its first place`(_ kind: String, _ record: String, _ label: String)
    throws
  {
    #expect(
      try problems("{ \(kind): [\n\(record),\n\(record),\n] }") == [
        "a.json5:3:\(Self.keyColumn(record)): \(kind).\(Self.keyField(record)): '\(label)' stands twice; first at a.json5:2:1"
      ])
    let files = [("a.json5", "{ \(kind): [\(record)] }"), ("b.json5", "{ \(kind): [\(record)] }")]
    #expect(try bench.problems(files).count == 1)
  }

  /// The field that a record begins with, which is its key.
  private static func keyField(_ record: String) -> String { String(record.dropFirst(2).prefix { $0 != ":" }) }

  /// Where the key of a record stands.
  private static func keyColumn(_ record: String) -> Int { keyField(record).count + 5 }

  /// Pairs of records that differ by case or marks alone.
  private static let doubles = [
    ("vendors", "{ id: '@', name: 'V', escalation: { team: 'T' } }", "w", "W"),
    (
      "programmes", "{ id: '@', name: 'P', desk: { timeZone: 'UTC', opens: '09:00', closes: '18:00' } }", "q", "Q"
    ),
    ("products", "{ id: '@', vendor: 'v', name: 'D' }", "e", "E"),
    ("customers", "{ id: '@', name: 'N' }", "C-9", "c-9"),
    (
      "contracts", "{ number: '@', customer: 'C-1', programme: 'p', starts: '2025-01-01', ends: '2025-01-01' }", "G",
      "g"
    ),
    ("licences", "{ code: '@', contract: 'GA-1', product: 'd', release: '2025' }", "AB-CD", "ab cd"),
    ("licences", "{ code: '@', contract: 'GA-1', product: 'd', release: '2025' }", "AB-CD", "ＡＢＣＤ"),
  ]

  @Test(arguments: doubles)
  func `Two records whose keys differ only by case are refused`(
    _ kind: String, _ record: String, _ first: String, _ second: String
  ) throws {
    let (one, two) = (record.replacing("@", with: first), record.replacing("@", with: second))
    #expect(
      try problems("{ \(kind): [\n\(one),\n\(two),\n] }") == [
        "a.json5:3:\(Self.keyColumn(two)): \(kind).\(Self.keyField(two)): '\(second)' and '\(first)' (a.json5:2:1) are one key but for case or marks"
      ])
  }

  @Test(arguments: doubles)
  func `A record whose key differs from the registry's only by case is refused`(
    _ kind: String, _ record: String, _ first: String, _ second: String
  ) throws {
    try bench.take(json5: "{ \(kind): [\(record.replacing("@", with: first))] }")
    // A code of the registry is nobody's to read in a message.
    let shown = kind == "licences" ? LicenceCode(first).masked : first
    #expect(
      try problems("{ \(kind): [\n\(record.replacing("@", with: second))] }") == [
        "a.json5:2:\(Self.keyColumn(record)): \(kind).\(Self.keyField(record)): '\(second)' differs from the registry's '\(shown)' only by case or marks"
      ])
  }

  @Test(arguments: [
    ("{ name: 'R1' },\n{ name: 'r1' }", "9: releases.name: 'r1' names both R1 and r1"),
    ("{ name: '1', aliases: ['x'] },\n{ name: '2', aliases: ['X'] }", "24: releases.aliases: 'X' names both 1 and 2"),
    ("{ name: '1', aliases: ['2'] },\n{ name: '2' }", "9: releases.name: '2' names both 1 and 2"),
    (
      "{ name: '1', aliases: ['é-1'] },\n{ name: '2', aliases: ['y', 'E 1'] }",
      "29: releases.aliases: 'E 1' names both 1 and 2"
    ),
  ])
  func `A name or alias that two releases share is refused`(_ releases: String, _ problem: String) throws {
    let text = "{ products: [{ id: 'e', vendor: 'v', name: 'E', releases: [\n\(releases) ] }] }"
    #expect(try problems(text) == ["a.json5:3:\(problem)"])
  }

  @Test func `An alias that a release of the registry has is refused at the new one`() throws {
    try bench.take(csv: "product;name;sequence;aliases\r\nd;2024;10;old\r\n")
    #expect(
      try bench.problems([("a.csv", "product;name;sequence;aliases\r\nd;2023;11;x|Old\r\n")]) == [
        "a.csv:2:11: releases.aliases: 'Old' names both 2024 and 2023"
      ])
    #expect(
      try bench.problems([("a.csv", "product;name;sequence\r\nd;2023;10\r\n")]) == [
        "a.csv:2:8: releases.sequence: 2023 has the sequence 10 of 2024"
      ])
  }

  @Test func `An update can't bear the name of another release, but two releases may have updates of one name`() throws
  {
    try bench.take(csv: "product;name;sequence\r\nd;R24;110\r\nd;R25;111\r\n")
    #expect(try bench.problems([("a.csv", "product;release;name\r\nd;R24;SP9\r\nd;R25;SP9\r\n")]).isEmpty)
    #expect(
      try bench.problems([("a.csv", "product;release;name;aliases\r\nd;R25;R25.9;x|R24\r\n")]) == [
        "a.csv:2:13: updates.aliases: 'R24' is a name of R24, and can't be one of an update of R25"
      ])
  }

  @Test func `Updates of one release that differ by case are refused, and one alias for two products is not`() throws {
    let text = """
      { products: [{ id: 'e', vendor: 'v', name: 'E', aliases: ['Ds'],
        releases: [{ name: '1', updates: [
      { name: 'SP1' },
      { name: 'sp1' } ] }] }] }
      """
    #expect(
      try problems(text) == [
        "a.json5:4:9: updates.name: 'e sp1' and 'e SP1' (a.json5:3:1) are one key but for case or marks"
      ])
    try bench.take(json5: "{ products: [{ id: 'e', vendor: 'v', name: 'E', aliases: ['Ds'] }] }")
  }

  @Test func `An advisory id is unique in the registry`() throws {
    func product(_ id: String, _ advisories: String) -> String {
      "{ products: [{ id: '\(id)', vendor: 'v', name: 'E', advisories: [\n\(advisories)] }] }"
    }
    #expect(
      try problems(product("e", "{ id: 'B-1', affects: ['1'] },\n{ id: 'B-1', affects: ['1'] }")) == [
        "a.json5:3:7: advisories.id: 'B-1' stands twice; first at a.json5:2:1"
      ])
    #expect(
      try problems(product("e", "{ id: 'B-1', affects: ['1'] },\n{ id: 'b-1', affects: ['1'] }")) == [
        "a.json5:3:7: advisories.id: 'b-1' and 'B-1' (a.json5:2:1) are one key but for case or marks"
      ])
    let two = [
      ("a.json5", product("e", "{ id: 'B-1', affects: ['1'] }")),
      ("b.json5", product("f", "{ id: 'B-1', affects: ['1'] }")),
    ]
    #expect(try bench.problems(two) == ["b.json5:2:7: advisories.id: 'B-1' stands twice; first at a.json5:2:1"])
    #expect(
      try problems(product("e", "{ id: 'A-1', affects: ['1'] }")) == [
        "a.json5:2:7: advisories.id: the advisory 'A-1' is already one of d"
      ])
  }

  @Test func `An advisory about releases that the catalogue lacks is a warning`() throws {
    let text =
      "{ products: [{ id: 'd', vendor: 'v', name: 'D', advisories: [{ id: 'B', affects: ['2025', '2026.1', '1999'], fixedIn: '2028' }] }] }"
    let plan = try bench.plan(json5: text).plan
    #expect(plan.problemCount == 0)
    #expect(
      plan.warnings.map { $0.line(inFrench: false) } == [
        "a.json5:1:101: advisories.affects: '1999' is no release or update of d in the catalogue",
        "a.json5:1:119: advisories.fixedIn: '2028' is no release or update of d in the catalogue",
      ])
  }

  @Test func `A time zone that the system does not know is refused`() throws {
    let text =
      "{ programmes: [{ id: 'q', name: 'Q', desk: { timeZone: 'Europe/Pariss', opens: '09:00', closes: '18:00' } }] }"
    #expect(
      try problems(text) == [
        "a.json5:1:56: programmes.desk.timeZone: this system does not know the time zone 'Europe/Pariss'"
      ])
  }

  @Test(arguments: [
    ("number;customer;programme;starts;ends\nG;C-1;p;01/01/0026;31/12/2026\n", "did you mean 2026?"),
    ("number;customer;programme;starts;ends\nG;C-1;p;01/01/1826;31/12/2026\n", "as 2026"),
    ("contract;product;releases\nGA-1;Design;latest\n", "did you mean 'd'?"),
    ("contract;product;releases\nGA-1;ds;latest\n", "did you mean 'd'?"),
    ("contract;product;releases\nGA-1;Desing;latest\n", "did you mean 'd'?"),
    ("customer;email\nC-1;<a@b.fr>\n", "the address alone"),
    ("contract;product;releases;seats\nGA-1;d;latest;douze\n", "digits alone"),
    ("contract;product;releases;seats\nGA-1;d;latest;-1\n", "write 0 or more"),
    ("code;contract;product;release;state\nX;GA-1;d;2025;activ\n", "did you mean 'active'?"),
    ("code;contract;product;release;state\nX;GA-1;d;2025;?\n", "write one of active, replaced, revoked"),
    ("customer;email;mayReceiveCodes\nC-1;x@y.example;peut-être\n", "write yes or no"),
  ])
  func `A value that can't be taken comes with what to do`(_ text: String, _ hint: String) throws {
    let problems = try bench.plan(csv: text).plan.problems
    #expect(problems.count == 1)
    #expect(problems.first?.hint?.en.contains(hint) == true, "\(problems)")
  }

  @Test func `The comma of a number in a release is told as its point`() throws {
    try bench.take(json5: "{ products: [{ id: 'k', vendor: 'v', name: 'K', releases: [{ name: '2025.1' }] }] }")
    let problem = try bench.plan(csv: "contract;product;releases\nGA-1;k;2025,1\n").plan.problems.first
    #expect(problem?.code == "cell.code_as_decimal")
    #expect(problem?.hint?.en.hasSuffix("then export again. If the name has a point, write it: 2025.1.") == true)
  }

  @Test func `What a desk or a programme says twice is refused, and a domain is kept once`() throws {
    let desk = "timeZone: 'UTC', opens: '09:00', closes: '18:00'"
    #expect(
      try problems("{ programmes: [{ id: 'q', name: 'Q', desk: { \(desk), days: ['mon', 'tue', 'Mon'] } }] }").map {
        $0.split(separator: ": ").dropFirst().joined(separator: ": ")
      } == ["programmes.desk.days: 'mon' stands twice"])
    let topics = "{ id: 'use', covered: true }, { id: 'Use', covered: false }"
    #expect(
      try problems("{ programmes: [{ id: 'q', name: 'Q', desk: { \(desk) }, topics: [\(topics)] }] }").map {
        $0.split(separator: ": ").dropFirst().joined(separator: ": ")
      } == ["programmes.topics.id: the topics 'use' and 'Use' are one but for case or marks"])
    try bench.take(csv: "id;name;domains\nC-7;Sept;un.example|UN.example|@un.example\n")
    #expect(try bench.records(.customer).last?["domains"] == .text("[\"un.example\"]"))
  }

  @Test func `All that is wrong with a desk is told at once`() throws {
    let text =
      "{ programmes: [{ id: 'q', name: 'Q', desk: { timeZone: 'Europe/Pariss', opens: '19:00', closes: '18:00' } }] }"
    #expect(
      try problems(text) == [
        "a.json5:1:56: programmes.desk.timeZone: this system does not know the time zone 'Europe/Pariss'",
        "a.json5:1:97: programmes.desk.closes: the desk closes before it opens",
      ])
  }

  @Test func `Public mail domains of all files add up`() throws {
    let files = [
      ("a.json5", "{ publicMailDomains: ['mail.example', 'post.example'] }"),
      ("b.json5", "{ publicMailDomains: ['Post.example', 'free.example'] }"),
    ]
    #expect(try bench.problems(files) == [])
    try bench.take(files)
    #expect(try bench.records(.publicMailDomain).map(\.label) == ["free.example", "mail.example", "post.example"])
  }
}
