import Licensing
import Testing

@Suite("The version rule: N, the window, and what a contract supports on a day")
struct VersionRuleTests {
  /// What the rule says of each release of a list, newest first, and what it takes for N and for supported.
  private static func codes(
    _ releases: [Release], _ entitlement: Entitlement.Releases = .latest, window: Programme.Window = Programme.Window(),
    on text: String = "2026-02-27", ends: String = "2026-12-31", terminatedOn: String? = nil
  ) throws -> (codes: [String], current: String?, latest: String?, supported: [String]) {
    let scenario = Scenario.standard {
      $0.products[0].releases = releases
      $0.programmes[0].window = window
      $0.contracts[0].ends = day(ends)
      $0.contracts[0].entitlements = [Entitlement(product: "advance-design", releases: entitlement)]
      $0.contracts[0].terminatedOn = terminatedOn.map { day($0) }
      if terminatedOn != nil { $0.contracts[0].status = .terminated }
    }
    let decisions = try releases.map { try scenario.decision(on: .ask(version: $0.name, at: day(text))) }
    let version = try #require(decisions.first?.version)
    let codes = decisions.compactMap { $0.result(of: .version)?.code.rawValue.dropFirst(8) }
    return (codes.map(String.init), version.current, version.latest, version.supported)
  }

  @Test("latest: N is the newest that is out; N-1 is supported, N-2 is too old, a preview never is")
  func latest() throws {
    let found = try Self.codes(Scenario.standard().products[0].releases)
    #expect(found.codes == ["not_released", "included", "previous", "too_old", "too_old"])
    #expect(found.current == "2026" && found.latest == "2026")
    #expect(found.supported == ["2026", "2025"])
  }

  @Test("listed releases: N is the newest of them, N-1 the one before it, included or not")
  func listed() throws {
    let releases = [Release("2026"), Release("2025"), Release("2024"), Release("2023")]
    let one = try Self.codes(releases, .listed(["2025"]))
    #expect(one.codes == ["not_granted", "included", "previous", "too_old"])
    #expect(one.current == "2025" && one.latest == "2026" && one.supported == ["2025", "2024"])
    let two = try Self.codes(releases, .listed(["2023", "2025"]))
    #expect(two.codes == ["not_granted", "included", "previous", "included"])
    #expect(two.supported == ["2025", "2024", "2023"])
  }

  @Test("how many before N", arguments: [(0, 1), (1, 2), (2, 3), (9, 4)])
  func previous(count: Int, supported: Int) throws {
    let releases = [Release("2026"), Release("2025"), Release("2024"), Release("2023")]
    let found = try Self.codes(releases, window: Programme.Window(previous: count))
    #expect(found.supported == releases.prefix(supported).map(\.name))
  }

  @Test("counted from the catalogue: N is the newest of all, and it alone is included, whatever the contract lists")
  func catalogue() throws {
    let releases = [Release("2026"), Release("2025"), Release("2024"), Release("2023")]
    let window = Programme.Window(anchor: .catalogue)
    for entitlement in [Entitlement.Releases.latest, .listed(["2024"]), .listed(["2026", "2023"])] {
      let found = try Self.codes(releases, entitlement, window: window)
      #expect(found.codes == ["included", "previous", "too_old", "too_old"])
      #expect(found.current == "2026")
    }
    // The end of the contract does not hold it back.
    let later = [Release("2026", "2026-02-01"), Release("2025")]
    #expect(try Self.codes(later, window: window, ends: "2026-01-01").current == "2026")
  }

  @Test("nothing included is out: there is no N, and nothing is granted")
  func noCurrent() throws {
    let found = try Self.codes([Release("2026", "2026-03-01"), Release("2025")], .listed(["2026"]))
    #expect(found.codes == ["not_released", "not_granted"])
    #expect(found.current == nil && found.latest == "2025" && found.supported.isEmpty)
  }

  @Test("released on its very day, in the programme's zone")
  func releaseDay() throws {
    let releases = [Release("2026", "2026-02-27"), Release("2025", "2025-02-27")]
    #expect(try Self.codes(releases, on: "2026-02-26").codes == ["not_released", "included"])
    #expect(try Self.codes(releases, on: "2026-02-27").codes == ["included", "previous"])
  }

  @Test("latest stands still from the last day in force on")
  func frozen() throws {
    let releases = [Release("2026", "2026-02-11"), Release("2025", "2025-02-11"), Release("2024")]
    let frozen = try Self.codes(releases, ends: "2026-02-10")
    #expect(frozen.codes == ["not_granted", "included", "previous"])
    #expect(frozen.current == "2025" && frozen.latest == "2026" && frozen.supported == ["2025", "2024"])
    #expect(try Self.codes(releases, ends: "2026-02-11").current == "2026")
    // Terminated: the last day in force is the one before.
    #expect(try Self.codes(releases, terminatedOn: "2026-02-11").current == "2025")
    #expect(try Self.codes(releases, terminatedOn: "2026-02-12").current == "2026")
  }

  @Test("out of support: only what would have passed says so, and its last day still passes")
  func endOfSupport() throws {
    var releases = [Release("2026"), Release("2025"), Release("2024")]
    for index in releases.indices { releases[index].endOfSupport = day("2026-02-26") }
    #expect(try Self.codes(releases, on: "2026-02-26").codes == ["included", "previous", "too_old"])
    let after = try Self.codes(releases, on: "2026-02-27")
    #expect(after.codes == ["end_of_support", "end_of_support", "too_old"])
    #expect(after.current == "2026" && after.supported.isEmpty, "it stays N")
    #expect(try Self.codes(releases, .listed(["2025"])).codes == ["not_granted", "end_of_support", "end_of_support"])
  }

  @Test("pitfall: lexical version order (2025.10 < 2025.9)")
  func lexical() throws {
    let found = try Self.codes([Release("2025.10"), Release("2025.9"), Release("2025.1")])
    #expect(found.codes == ["included", "previous", "too_old"])
    let words = try Self.codes([Release("9"), Release("10"), Release("Spring")])
    #expect(words.current == "9" && words.supported == ["9", "10"])
  }

  @Test("pitfall: release dates out of order with release order")
  func datesOutOfOrder() throws {
    let releases = [Release("2026", "2025-03-01"), Release("2025", "2025-09-01"), Release("2024", "2025-06-01")]
    #expect(try Self.codes(releases).codes == ["included", "previous", "too_old"])
    // On a day when the one in the middle is not out, N-1 is the one behind it.
    #expect(try Self.codes(releases, on: "2025-07-01").codes == ["included", "not_released", "previous"])
  }

  @Test("pitfall: a skipped year")
  func skippedYear() throws {
    #expect(
      try Self.codes([Release("2027"), Release("2025"), Release("2018")]).codes == ["included", "previous", "too_old"])
  }

  @Test("pitfall: a release without a date is out")
  func undated() throws {
    #expect(try Self.codes([Release("2026"), Release("2025", "2024-05-14")]).codes == ["included", "previous"])
  }

  @Test("position and behind count among what is out")
  func positions() throws {
    let scenario = Scenario.standard {
      $0.contracts[0].entitlements = [Entitlement(product: "advance-design", releases: .listed(["2025"]))]
    }
    let expected: [(String, String?, Int?)] = [
      ("2027", nil, nil), ("2026", "N+1", -1), ("2025", "N", 0), ("2025.1", "N", 0), ("2024", "N-1", 1),
      ("2023", "N-2", 2),
    ]
    for (version, position, behind) in expected {
      let found = try #require(try scenario.decision(on: .ask(version: version)).version)
      #expect(found.position == position && found.behind == behind, "\(version)")
    }
  }

  @Test("an update that is not out does not matter, only its release")
  func futureUpdate() throws {
    let scenario = Scenario.standard { $0.products[0].releases[1].updates[0].released = day("2026-12-01") }
    let decision = try scenario.decision(on: .ask(version: "2026.1"))
    #expect(decision.result(of: .version)?.code == .versionIncluded)
    #expect(decision.version?.update == "2026.1" && decision.version?.isExact == true)
  }

  @Test("no text: the licence's own release is the candidate; several or none fit: the nearest")
  func unresolved() throws {
    let scenario = Scenario.standard()
    func rule(_ question: Question) throws -> Decision.RuleResult? {
      try scenario.decision(on: question).result(of: .version)
    }
    let missing = try rule(.ask(licence: "0421-7F3K-99QX-A1B2", version: nil))
    #expect(missing?.code == .versionMissing && missing?.candidates.map(\.id) == ["2025"])
    #expect(try rule(.ask(version: nil))?.candidates.isEmpty == true)
    let ambiguous = try rule(.ask(version: "2025 ou 2024"))
    #expect(ambiguous?.code == .versionAmbiguous && ambiguous?.candidates.map(\.id) == ["2025", "2024"])
    let unknown = try rule(.ask(version: "20255"))
    #expect(unknown?.code == .versionUnrecognised && unknown?.candidates.contains { $0.id == "2025" } == true)
    #expect(try scenario.decision(on: .ask(version: nil)).version == nil)
    #expect(try scenario.decision(on: .ask(version: nil)).outcome == .undetermined)
  }

  @Test(
    "an update that the catalogue lacks: the message says what was understood, and the nearest known one",
    arguments: [
      ("2025.1.4", "Advance Design 2025.1 (from “2025.1.4”)", "Advance Design 2025.1 (d’après « 2025.1.4 »)"),
      (
        "2025.7", "Advance Design 2025 (from “2025.7”; the nearest known update is 2025.2)",
        "Advance Design 2025 (d’après « 2025.7 » ; la mise à jour connue la plus proche est 2025.2)"
      ),
      (
        "AD 2025 SP7", "Advance Design 2025 (from “AD 2025 SP7”; the nearest known update is 2025.2)",
        "Advance Design 2025 (d’après « AD 2025 SP7 » ; la mise à jour connue la plus proche est 2025.2)"
      ),
      ("2025 something else", "Advance Design 2025 (from “2025 something else”)", "(d’après « 2025 something else »)"),
    ])
  func unknownUpdates(version: String, english: String, french: String) throws {
    let scenario = Scenario.standard { $0.products[0].releases[2].updates[0].aliases = ["2025 SP1"] }
    for (language, text) in [(Language.english, english), (.french, french)] {
      let result = try scenario.decision(on: .ask(version: version), in: language).result(of: .version)
      #expect(result?.code == .versionPrevious)
      #expect(result?.message.contains(text) == true, "\(result?.message ?? "")")
    }
  }

  @Test("a version text that speaks of another product than the one that was given: the message says so")
  func otherProducts() throws {
    let scenario = Scenario.standard()
    let english = try scenario.decision(on: .ask(version: "Revit 2025")).result(of: .version)
    #expect(english?.code == .versionPrevious, "the product that was given wins")
    #expect(
      english?.message.contains("2025 (from “Revit 2025”, which speaks of Revit") == true, "\(english?.message ?? "")")
    let french = try scenario.decision(on: .ask(version: "Revit 2025"), in: .french).result(of: .version)
    #expect(french?.message.contains("(d’après « Revit 2025 », qui parle de Revit") == true, "\(french?.message ?? "")")
    let own = try scenario.decision(on: .ask(version: "Advance Design 2025 FR")).result(of: .version)
    #expect(own?.message.contains("speaks") == false)
  }

  @Test("a preview of what the catalogue has no preview of is said to be one, and not released")
  func previews() throws {
    for version in ["2026 beta", "2025 preview", "2026 RC1"] {
      let decision = try Scenario.standard().decision(on: .ask(version: version))
      let result = try #require(decision.result(of: .version))
      #expect(result.code == .versionUnrecognised)
      #expect(result.message.contains("It speaks of a preview, and a preview is not released."), "\(result.message)")
      let french = try Scenario.standard().decision(on: .ask(version: version), in: .french)
      #expect(french.result(of: .version)?.message.contains("une préversion n’est pas sortie") == true)
    }
    let other = try Scenario.standard().decision(on: .ask(version: "20255")).result(of: .version)
    #expect(other?.message.contains("preview") == false)
  }

  @Test("the release of a licence for another product is no candidate")
  func otherLicence() throws {
    let scenario = Scenario.standard { $0.licences[0].product = "revit" }
    let decision = try scenario.decision(on: .ask(licence: "0421-7F3K-99QX-A1B2", version: nil))
    #expect(decision.result(of: .version)?.candidates.isEmpty == true)
  }
}
