import Catalogue
import Formats
import Licensing
import Testing

/// What a sound JSON5 file says, as records.
@Suite struct JSONRecordTests {
  /// The example of the design, with the fields that it abbreviates.
  private static let example = """
    // A comment.
    {
      vendors: [{ id: "graitec", name: "GRAITEC",
        escalation: { team: "R&D GRAITEC", outcome: { en: "A fix.", fr: "Un correctif." } } }],
      programmes: [{ id: "graitec-advantage", name: "GRAITEC Advantage", window: { anchor: "contract", previous: 1 },
        desk: { timeZone: "Europe/Paris", days: ["mon","tue","wed","thu","fri"], opens: "09:00", closes: "18:00",
                holidays: "FR", closures: ["2026-12-24"] },
        topics: [{ id: "software-use", covered: true, title: { en: "Use", fr: "Utilisation" } },
                 { id: "software-installation", covered: false, title: "Installation", redirect: { en: "R", fr: "S" } }],
        checklist: [{ id: "version", text: { en: "The version", fr: "La version" } }],
        resend: { perLicence: 3, perCustomer: 10, days: 30, contactCoolingDays: 7 },
        contact: { email: "desk@support.example", remoteAssistance: "https://support.example" } }],
      products: [{ id: "advance-design", vendor: "graitec", name: "GRAITEC Advance Design", aliases: ["AD", " Advance Design "],
        releases: [
          { name: "2027", preview: true },
          { name: "2026", released: "2025-05-20", aliases: ["26"], endOfSupport: null, source: "a page",
            internal: ["R26", "26.0"], builds: ["26.0.4.409"],
            updates: [{ name: "2026.1", released: "2025-11-04", aliases: ["2026 SP1"], builds: ["26.1.0.22"] },
                      { name: "2026.0.1" }] } ],
        advisories: [{ id: "AD-2026-001", affects: ["2024", "2025.1"], fixedIn: "2026", upgradeRequired: true,
                       title: { en: "Crash", fr: "Plantage" }, published: "2025-06-30" }] }],
      customers: [{ id: "C-1001", name: "Bureau d'Etudes Martin", country: "FR", locale: "fr", domains: ["@Be-Martin.example"],
        contacts: [{ email: " C.Martin@be-martin.example", name: "Claire Martin", mayReceiveCodes: true },
                   { email: "x@be-martin.example" }] }],
      contracts: [{ number: "GA-2024-0117", customer: "C-1001", programme: "graitec-advantage",
        starts: "2025-03-01", ends: "2026-02-28", status: "active", terminatedOn: null,
        entitlements: [{ product: "advance-design", releases: "latest", seats: 3 },
                       { product: "advance-design", releases: ["2024", "2025"] },
                       { product: "other", releases: ["2024"] }] }],
      publicMailDomains: ["Gmail.com", "orange.fr"],
      licences: [{ code: "0421-7F3K-99QX-A1B2", contract: "GA-2024-0117", product: "advance-design", release: "2025",
        kind: "standalone", seats: 1, state: "active", issued: "2024-06-20" },
        { code: "001", contract: "GA-2024-0117", product: "advance-design", release: "2025" }],
    }
    """

  private func records(_ kind: RecordKind) throws -> [[FieldValue]] {
    let reading = try Reading(json5: Self.example)
    #expect(reading.lines == [])
    return reading.records.filter { $0.record.kind == kind }.map(\.record.values)
  }

  @Test func `Releases count from the oldest, updates too`() throws {
    #expect(
      try records(.release) == [
        [
          .text("advance-design"), .text("2027"), .integer(2), .none, .integer(1), .none, .text("[]"), .text("[]"),
          .text("[]"), .none,
        ],
        [
          .text("advance-design"), .text("2026"), .integer(1), .text("2025-05-20"), .integer(0), .none,
          .text(#"["26"]"#), .text(#"["R26","26.0"]"#), .text(#"["26.0.4.409"]"#), .text("a page"),
        ],
      ])
    #expect(
      try records(.update).map { Array($0[2...4]) } == [
        [.text("2026.1"), .integer(2), .text("2025-11-04")], [.text("2026.0.1"), .integer(1), .none],
      ])
  }

  @Test func `Customers, contacts and domains are kept as written beside the form they are compared by`() throws {
    #expect(
      try records(.customer) == [
        [
          .text("c-1001"), .text("C-1001"), .text("Bureau d'Etudes Martin"), .text("FR"), .text("fr"),
          .text(#"["be-martin.example"]"#),
        ]
      ])
    #expect(
      try records(.contact) == [
        [
          .text("C-1001"), .text("c.martin@be-martin.example"), .text("C.Martin@be-martin.example"),
          .text("Claire Martin"), .integer(1), .none,
        ], [.text("C-1001"), .text("x@be-martin.example"), .text("x@be-martin.example"), .none, .integer(0), .none],
      ])
    #expect(try records(.publicMailDomain) == [[.text("gmail.com")], [.text("orange.fr")]])
  }

  @Test func `Contracts, their lines, and licences`() throws {
    #expect(
      try records(.contract) == [
        [
          .text("ga-2024-0117"), .text("GA-2024-0117"), .text("C-1001"), .text("graitec-advantage"),
          .text("2025-03-01"), .text("2026-02-28"), .text("active"), .none,
        ]
      ])
    #expect(
      try records(.entitlement).map { Array($0[1...]) } == [
        [.text("advance-design"), .integer(1), .text("latest"), .integer(3)],
        [.text("advance-design"), .integer(2), .text("2024|2025"), .none],
        [.text("other"), .integer(1), .text("2024"), .none],
      ])
    #expect(
      try records(.licence).map { Array($0[..<2] + $0[5...]) } == [
        [
          .text("04217F3K99QXA1B2"), .text("0421-7F3K-99QX-A1B2"), .text("standalone"), .integer(1), .text("active"),
          .text("2024-06-20"),
        ], [.text("001"), .text("001"), .text("standalone"), .none, .text("active"), .none],
      ])
  }

  @Test func `The nested parts come back from the registry's record as the file has them`() throws {
    let reading = try Reading(json5: Self.example)
    func first(_ kind: RecordKind) throws -> Record {
      try #require(reading.records.first { $0.record.kind == kind }).record
    }
    #expect(
      try StoredCatalogue.vendor(first(.vendor))
        == Vendor(
          id: "graitec", name: "GRAITEC", team: "R&D GRAITEC",
          outcome: LocalizedText(english: "A fix.", french: "Un correctif.")))
    #expect(
      try StoredCatalogue.advisory(first(.advisory))
        == Advisory(
          id: "AD-2026-001", product: "advance-design", affects: ["2024", "2025.1"], fixedIn: "2026",
          isUpgradeRequired: true, title: LocalizedText(english: "Crash", french: "Plantage"),
          published: CalendarDay("2025-06-30")))
    let programme = try StoredCatalogue.programme(first(.programme))
    #expect(programme.window == Programme.Window(anchor: .contract, previous: 1))
    #expect(programme.desk.timeZone == "Europe/Paris")
    #expect(programme.desk.days == [.mon, .tue, .wed, .thu, .fri])
    #expect([programme.desk.opens, programme.desk.closes] == [9 * 3600, 18 * 3600])
    #expect(programme.desk.closures == Set([CalendarDay("2026-12-24")].compactMap(\.self)))
    #expect(programme.topics.map(\.isCovered) == [true, false])
    #expect(programme.topics[1].title == LocalizedText(english: "Installation", french: "Installation"))
    #expect(programme.topics[1].redirect == LocalizedText(english: "R", french: "S"))
    #expect(programme.checklist.map(\.id) == ["version"])
    #expect(programme.email == "desk@support.example")
  }

  @Test func `Products come back with their releases newest first`() throws {
    let reading = try Reading(json5: Self.example)
    func all(_ kind: RecordKind) -> [Record] { reading.records.map(\.record).filter { $0.kind == kind }.reversed() }
    let products = try StoredCatalogue.products(all(.product), releases: all(.release), updates: all(.update))
    let product = try #require(products.first)
    #expect(product.aliases == ["AD", "Advance Design"])
    #expect(product.releases.map(\.name) == ["2027", "2026"])
    #expect(product.releases.map(\.isPreview) == [true, false])
    #expect(product.releases[1].internal == ["R26", "26.0"])
    #expect(product.releases[1].updates.map(\.name) == ["2026.1", "2026.0.1"])
  }

  @Test func `One content has one text, however its members are ordered`() throws {
    func definition(_ text: String) throws -> FieldValue? {
      try Reading(json5: "{ vendors: [{ id: 'v', name: 'V', escalation: \(text) }] }").values?[2]
    }
    let one = try definition("{ team: 'T', outcome: { en: 'a', fr: 'b' } }")
    #expect(one != nil)
    #expect(try definition("{ outcome: { fr: 'b', en: 'a' }, clause: null, 'team': \"T\" }") == one)
  }

  @Test(arguments: ["24:00", "23:59", "18:30"])
  func `A desk may close at any minute up to the day's end`(_ closes: String) throws {
    let reading = try Reading(
      json5: "{ programmes: [{ id: 'p', name: 'P', desk: { timeZone: 'UTC', opens: '00:00', closes: '\(closes)' } }] }")
    #expect(reading.lines == [])
    let desk = try StoredCatalogue.programme(try #require(reading.records.first).record).desk
    #expect(desk.closes == (closes == "24:00" ? 86_400 : closes == "23:59" ? 86_340 : 66_600))
    #expect(desk.holidays == .none)
  }

  @Test(arguments: [
    ("vendors", [FieldValue.text("v"), .text("V"), .text("{")], "vendor v"),
    ("vendors", [.text("v"), .text("V"), .text("{}")], "vendor v"),
    ("programmes", [.text("p"), .text("P"), .text("{}")], "programme p"),
  ])
  func `A record that can't be read back says which it is`(_ kind: String, _ values: [FieldValue], _ name: String)
    throws
  {
    let record = Record(try #require(RecordKind(rawValue: kind)), values)
    let error = #expect(throws: StoredCatalogue.Unreadable.self) {
      if record.kind == .vendor { _ = try StoredCatalogue.vendor(record) }
      if record.kind == .programme { _ = try StoredCatalogue.programme(record) }
    }
    #expect(error?.description == "the registry's \(name) can't be read")
  }
}
