import Licensing
import Testing

@Suite("Whether to upgrade, and to what")
struct UpgradeTests {
  private static func upgrade(
    _ version: String, incident: String? = nil, _ change: (inout Scenario) -> Void = { _ in }
  ) throws -> Decision.Upgrade {
    try Scenario.standard(change).decision(on: .ask(version: version, incident: incident)).upgrade
  }

  /// An upgrade in one line, such as `required 2026 granted [version.too_old]`.
  private static func line(_ upgrade: Decision.Upgrade) -> String {
    let granted = upgrade.isGranted ? "granted" : "refused"
    return "\(upgrade.status.rawValue) \(upgrade.to ?? "-") \(granted) [\(upgrade.because.joined(separator: " "))]"
  }

  @Test(
    "without an incident",
    arguments: [
      ("2026", "none - granted []"), ("2026.1", "none - granted []"), ("2025", "available 2026 granted []"),
      ("2024", "required 2026 granted [version.too_old]"), ("2023", "required 2026 granted [version.too_old]"),
      ("2027", "none - granted []"), ("zzz", "none - granted []"), ("2024 2025", "none - granted []"),
    ])
  func plain(version: String, expected: String) throws {
    #expect(Self.line(try Self.upgrade(version)) == expected)
  }

  @Test("a contract of listed releases: N first, and the newest that is out where N is not newer")
  func listed() throws {
    func line(_ version: String) throws -> String {
      Self.line(
        try Self.upgrade(version) {
          $0.contracts[0].entitlements = [Entitlement(product: "advance-design", releases: .listed(["2025"]))]
        })
    }
    #expect(try line("2023") == "required 2025 granted [version.too_old]")
    #expect(try line("2024") == "available 2025 granted []")
    #expect(try line("2025") == "available 2026 refused []")
    #expect(try line("2026") == "none - granted []")
  }

  @Test("without N there is still something newer, though not granted")
  func withoutCurrent() throws {
    let upgrade = try Self.upgrade("2024") {
      $0.contracts[0].entitlements = [Entitlement(product: "advance-design", releases: .listed(["2027"]))]
    }
    #expect(Self.line(upgrade) == "available 2026 refused []")
  }

  @Test("out of support")
  func endOfSupport() throws {
    let older = try Self.upgrade("2025") { $0.products[0].releases[2].endOfSupport = day("2026-01-31") }
    #expect(Self.line(older) == "required 2026 granted [version.end_of_support]")
    // The newest of all: an upgrade is required and there is none.
    let newest = try Self.upgrade("2026") { $0.products[0].releases[1].endOfSupport = day("2026-01-31") }
    #expect(Self.line(newest) == "required - refused [version.end_of_support]")
    // N is out of support too, so that the contract does not support what it leads to.
    let both = try Self.upgrade("2025") {
      for index in 1...2 { $0.products[0].releases[index].endOfSupport = day("2026-01-31") }
    }
    #expect(Self.line(both) == "required 2026 refused [version.end_of_support]")
  }

  @Test(
    "an incident that requires it: its fix in the reported release, else N, else the newest, else what is to come",
    arguments: [
      ("2025.1", "2025.2", "required 2025.2 granted [advisory:X]"),
      ("2025.1", "2025", "required 2026 granted [advisory:X]"),
      ("2025.1", "2026", "required 2026 granted [advisory:X]"),
      ("2025.1", "2026.1", "required 2026 granted [advisory:X]"),
      ("2025.1", "2027", "required 2027 refused [advisory:X]"),
      ("2025.1", nil, "required 2026 granted [advisory:X]"),
      ("2025.1", "2019", "required 2026 granted [advisory:X]"),
      ("2026", "2026.1", "required 2026.1 granted [advisory:X]"),
      ("2026", "2027", "required 2027 refused [advisory:X]"),
      ("2026", nil, "required - refused [advisory:X]"),
      ("2024", "2025.2", "required 2026 granted [version.too_old advisory:X]"),
      ("2024", "2027", "required 2026 granted [version.too_old advisory:X]"),
    ] as [(String, String?, String)])
  func incident(version: String, fix: String?, expected: String) throws {
    let upgrade = try Self.upgrade(version, incident: "x") {
      $0.advisories = [
        Advisory(
          id: "X", product: "advance-design", affects: [version], fixedIn: fix, isUpgradeRequired: true,
          title: both("X"))
      ]
    }
    #expect(Self.line(upgrade) == expected)
  }

  @Test("N lacks the fix and something newer has it")
  func newerThanCurrent() throws {
    let upgrade = try Self.upgrade("2025", incident: "X") {
      $0.contracts[0].entitlements = [Entitlement(product: "advance-design", releases: .listed(["2025"]))]
      $0.advisories = [
        Advisory(
          id: "X", product: "advance-design", affects: ["2025"], fixedIn: "2026.1", isUpgradeRequired: true,
          title: both("X"))
      ]
    }
    #expect(Self.line(upgrade) == "required 2026 refused [advisory:X]")
  }

  @Test("an incident that requires nothing, or that does not affect the version, changes nothing")
  func notRequired() throws {
    func line(_ version: String, _ affected: String, _ isRequired: Bool) throws -> String {
      Self.line(
        try Self.upgrade(version, incident: "X") {
          $0.advisories = [
            Advisory(
              id: "X", product: "advance-design", affects: [affected], fixedIn: "2026", isUpgradeRequired: isRequired,
              title: both("X"))
          ]
        })
    }
    #expect(try line("2025", "2025", false) == "available 2026 granted []")
    #expect(try line("2025", "2024", true) == "available 2026 granted []")
    #expect(try line("2026", "2025", true) == "none - granted []")
  }

  @Test("a required upgrade to something not out yet says so in its message", arguments: Language.allCases)
  func notOutYet(language: Language) throws {
    func texts(fixedIn fix: String, _ released: String?) throws -> [String] {
      let scenario = Scenario.standard {
        $0.products[0].releases[1].updates[0].released = released.map { day($0) }
        $0.advisories = [
          Advisory(
            id: "X", product: "advance-design", affects: ["2026"], fixedIn: fix, isUpgradeRequired: true,
            title: both("X"))
        ]
      }
      let decision = try scenario.decision(on: .ask(incident: "X"), in: language)
      #expect(decision.upgrade.to == fix)
      return [decision.summary, try #require(decision.result(of: .incident)).message]
    }
    let mark = language == .english ? "not out yet" : "pas encore sortie"
    #expect(try texts(fixedIn: "2027", nil).allSatisfy { $0.contains(mark) })
    #expect(try texts(fixedIn: "2026.1", "2026-02-28").allSatisfy { $0.contains(mark) })
    #expect(try texts(fixedIn: "2026.1", "2026-02-27").allSatisfy { !$0.contains(mark) })
    #expect(try texts(fixedIn: "2026.1", nil).allSatisfy { !$0.contains(mark) })
  }

  @Test("no product, no contract: none")
  func unknown() throws {
    for question in [Question.ask(product: "Zorglub"), .ask(product: "Revit"), .ask(contract: nil)] {
      #expect(Self.line(try Scenario.standard().decision(on: question).upgrade) == "none - granted []")
    }
  }
}
