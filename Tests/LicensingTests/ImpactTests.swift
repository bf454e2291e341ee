import Licensing
import Testing

/// What changes for one contract between two days, or when a release comes out.
@Suite("What will change")
struct ImpactTests {
  @Test("a coming release moves N, and what was N-1 falls to N-2")
  func release() throws {
    let changes = try changes(.latest, from: "2026-03-01", to: "2026-03-01", comingOut: "2027", on: "2026-03-01")
    #expect(
      changes.map { $0.message(.english) } == ["Structure 2027 becomes N", "Structure 2025 falls from N-1 to N-2"])
    #expect(changes.map { $0.message(.french) }.last == "Structure 2025 passe de N-1 à N-2")
    #expect(changes.map(\.code) == ["release.gained", "release.lost"])
    #expect(changes.map { $0.release?.upgradeTo } == [nil, "2027"])
    #expect(changes.last?.release?.before.code == .versionPrevious)
    #expect(changes.last?.release?.after.code == .versionTooOld)
  }

  @Test("a contract that lists its releases keeps them when a newer one comes out")
  func listed() throws {
    let listed = Entitlement.Releases.listed(["2025", "2026"])
    #expect(try changes(listed, from: "2026-03-01", to: "2026-03-01", comingOut: "2028", on: "2026-03-01").isEmpty)
  }

  @Test("a listed release that comes out is gained, and pushes out what its elder's window held")
  func listedComesOut() throws {
    let changes = try changes(.listed(["2025", "2026"]), from: "2025-06-01", to: "2026-03-01")
    #expect(
      changes.map { $0.message(.english) } == ["Structure 2026 becomes N", "Structure 2024 falls from N-1 to N-2"])
  }

  @Test("the catalogue's own release days count between the days, without a planned release")
  func released() throws {
    let changes = try changes(.latest, from: "2025-10-13", to: "2025-10-14")
    #expect(changes.compactMap { $0.release?.release } == ["2026", "2024"])
  }

  @Test("an end of support is a change of its own, with its day")
  func endOfSupport() throws {
    let listed = Entitlement.Releases.listed(["2024"])
    #expect(try changes(listed, from: "2026-03-01", to: "2026-06-30").isEmpty)
    let changes = try changes(listed, from: "2026-03-01", to: "2026-07-01")
    #expect(
      changes.map { $0.message(.english) } == ["Structure 2024 reaches its end of support; the last day is 2026-06-30"])
    #expect(changes.first?.release?.upgradeTo == "2026")
  }

  @Test("a name that the catalogue lacks is the newest of all")
  func newName() throws {
    let changes = try changes(.latest, from: "2026-03-01", to: "2026-04-01", comingOut: "2028", on: "2026-04-01")
    #expect(changes.compactMap { $0.release?.release } == ["2028", "2025"])
  }

  @Test("first and last days are inside", arguments: [("2026-12-31", []), ("2027-01-01", ["contract.expires"])])
  func expires(to: String, codes: [String]) throws {
    #expect(try changes(.latest, from: "2026-03-01", to: to).map(\.code) == codes)
  }

  @Test("a contract that starts and ends between the days says both, and no release")
  func within() throws {
    let changes = try changes(.latest, from: "2023-12-31", to: "2027-01-01")
    #expect(changes.map { $0.message(.english) } == ["starts on 2024-01-01", "expires; its last day is 2026-12-31"])
    #expect(changes.map { $0.message(.french) }.last == "expire ; son dernier jour est le 31/12/2026")
  }

  @Test("a terminated contract ends on the day of its termination, and not again at its end")
  func terminated() throws {
    let contract = try contract(.latest, status: .terminated, terminatedOn: "2026-06-01")
    let catalogue = try catalogue()
    func events(_ from: String, _ to: String) throws -> [ImpactChange.Event] {
      try Impact(catalogue, from: day(from), to: day(to)).changes(of: contract).map(\.event)
    }
    #expect(try events("2026-03-01", "2026-05-31").isEmpty)
    #expect(try events("2026-03-01", "2026-06-01") == [.terminated(day("2026-06-01"))])
    #expect(try events("2026-07-01", "2027-02-01").isEmpty)
  }

  @Test("nothing changes for a suspended contract")
  func suspended() throws {
    let contract = try contract(.latest, status: .suspended)
    #expect(try Impact(try catalogue(), from: day("2020-01-01"), to: day("2030-01-01")).changes(of: contract).isEmpty)
  }

  @Test("every change is a verdict of the version rule that differs between the days")
  func agreesWithDecisions() throws {
    let catalogue = try catalogue()
    let days = try ["2024-10-14", "2024-10-15", "2025-10-13", "2025-10-14", "2026-06-30", "2026-07-01"].map(day)
    let included: [Entitlement.Releases] = [.latest, .listed(["2024"]), .listed(["2025", "2026"]), .listed(["2026"])]
    for releases in included {
      let contract = try contract(releases)
      for from in days {
        for to in days where to >= from {
          var expected: Set<String> = []
          for name in ["2023", "2024", "2025", "2026", "2027"] {
            let passes = try [from, to].map { try isSupported(name, contract, catalogue, on: $0) }
            if passes[0] != passes[1] { expected.insert((passes[1] ? "gains " : "loses ") + name) }
          }
          let changes = try Impact(catalogue, from: from, to: to).changes(of: contract)
          let found = changes.compactMap { change in
            change.release.map { ($0.isGained ? "gains " : "loses ") + $0.release }
          }
          #expect(Set(found) == expected && found.count == expected.count, "\(releases) \(from) \(to)")
        }
      }
    }
  }

  @Test(
    "a comparison that makes no sense says why",
    arguments: [
      ("Structure", "2026", "2026-03-01", "Structure 2026 has been out since 2025-10-14"),
      ("Structure", "2025 SP1", "2026-03-01", "Structure 2025.1 is an update of 2025"),
      ("Strukture", "2027", "2026-03-01", "there is no product 'Strukture'; nearest: structure"),
      ("Structure", "2027", "2026-03-02", "the release comes out on 2026-03-02, after the last day compared"),
    ])
  func senseless(product: String, name: String, released: String, message: String) throws {
    let release = PlannedRelease(product: product, name: name, released: try day(released))
    let error = #expect(throws: ImpactError.self) {
      try Impact(try catalogue(), from: day("2026-03-01"), to: day("2026-03-01"), release: release)
    }
    #expect(error?.message(.english).hasPrefix(message) == true)
    #expect(error?.message(.french).isEmpty == false)
  }

  @Test("a release may be asked about on the very day of its release, and not from the day after")
  func onItsDay() throws {
    let day = try day("2025-10-14")
    let release = PlannedRelease(product: "Structure", name: "2026", released: day)
    let changes = try Impact(try catalogue(), from: day, to: day, release: release).changes(of: try contract(.latest))
    #expect(changes.compactMap { $0.release?.release } == ["2026", "2024"])
  }

  @Test("the summary adds up what reads alike")
  func summary() throws {
    var summary = ImpactSummary()
    for number in ["A-1", "A-2"] {
      for change in try changes(.latest, from: "2026-03-01", to: "2026-03-01", comingOut: "2027", on: "2026-03-01") {
        var change = change
        change.contract.number = number
        if case .loses(var release) = change.event {
          release.licences = 3
          change.event = .loses(release)
        }
        summary.add(change)
      }
    }
    #expect(summary.contracts == 2)
    #expect(summary.releases.map(\.contracts) == [2, 2])
    #expect(summary.releases.map(\.change.licences) == [0, 6])
  }

  // MARK: The contract and its catalogue

  private func changes(
    _ releases: Entitlement.Releases, from: String, to: String, comingOut name: String? = nil, on released: String = ""
  ) throws -> [ImpactChange] {
    let release = try name.map { PlannedRelease(product: "structure", name: $0, released: try day(released)) }
    return try Impact(try catalogue(), from: day(from), to: day(to), release: release)
      .changes(of: try contract(releases))
  }

  private func isSupported(
    _ release: String, _ contract: Contract, _ catalogue: ProductCatalogue, on day: CalendarDay
  ) throws -> Bool {
    let question = Question(contract: contract.number, product: "structure", version: release, at: .day(day))
    let identifiers = IdentifierFacts(contract: contract)
    let facts = Facts(
      identifiers: identifiers, identification: Identification(question, identifiers), contracts: [contract])
    let decision = try Eligibility(catalogue).decision(
      on: question, facts, now: UTCInstant(seconds: 0), language: .english)
    return decision.result(of: .version)?.code.status == .pass
  }

  private func contract(
    _ releases: Entitlement.Releases, status: Contract.Status = .active, terminatedOn: String? = nil
  ) throws -> Contract {
    Contract(
      number: "A-1", customer: Customer(id: "C-1", name: "Bureau"), programme: "advantage",
      starts: try day("2024-01-01"), ends: try day("2026-12-31"), status: status,
      terminatedOn: try terminatedOn.map(day), entitlements: [Entitlement(product: "structure", releases: releases)])
  }

  private func catalogue() throws -> ProductCatalogue {
    let paris = try #require(ZoneRules(name: "Europe/Paris", posixRule: "CET-1CEST,M3.5.0,M10.5.0/3"))
    let product = Product(
      id: "structure", vendor: "graitec", name: "Structure",
      releases: [
        Release(name: "2027", isPreview: true), Release(name: "2026", released: try day("2025-10-14")),
        Release(
          name: "2025", released: try day("2024-10-15"),
          updates: [ReleaseUpdate(name: "2025.1", aliases: ["2025 SP1"])]),
        Release(name: "2024", released: try day("2023-10-17"), endOfSupport: try day("2026-06-30")),
        Release(name: "2023", released: try day("2022-10-17")),
      ])
    let desk = DeskHours(timeZone: "Europe/Paris", days: [.mon], opens: 9 * 3600, closes: 18 * 3600, holidays: .france)
    return ProductCatalogue(
      products: [product],
      programmes: [Programme(id: "advantage", name: "Advantage", window: Programme.Window(), desk: desk)],
      zones: [paris], homeZone: paris)
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
}
