import Licensing
import Testing

@Suite("The incident rule")
struct IncidentRuleTests {
  /// The standard registry with a few more advisories.
  static let scenario = Scenario.standard {
    $0.advisories += [
      Advisory(
        id: "AD-OPEN", product: "advance-design", affects: ["2025"], title: both("Old"), published: nil),
      Advisory(
        id: "AD-SOON", product: "advance-design", affects: ["2026"], title: both("Soon"), published: day("2026-02-28")),
      Advisory(id: "RVT-1", product: "revit", affects: ["2026"], title: both("Revit's")),
    ]
  }

  @Test(
    "in this order: not found, of another product, version not resolved, by the reported version",
    arguments: [
      (Question.ask(), "incident.not_asked"),
      (.ask(incident: "AD-9"), "incident.not_found"),
      (.ask(version: "2025.1", incident: "AD-2026-001"), "incident.known"),
      (.ask(version: "2025.1", incident: " ad-2026-001 "), "incident.known"),
      (.ask(version: "2025.1 SP7", incident: "AD-2026-001"), "incident.known"),
      (.ask(version: "2025.2", incident: "AD-2026-001"), "incident.not_affected"),
      (.ask(version: "2025", incident: "AD-2026-001"), "incident.not_affected"),
      (.ask(version: "2024", incident: "AD-2026-001"), "incident.known"),
      (.ask(version: "2026", incident: "AD-2026-001"), "incident.not_affected"),
      (.ask(version: "2025.2", incident: "AD-OPEN"), "incident.known"),
      (.ask(version: "2025", incident: "AD-OPEN"), "incident.known"),
      (.ask(version: "2026", incident: "RVT-1"), "incident.not_affected"),
      (.ask(version: nil, incident: "RVT-1"), "incident.not_affected"),
      (.ask(product: nil, incident: "RVT-1"), "incident.not_evaluated"),
      (.ask(version: nil, incident: "AD-OPEN"), "incident.not_evaluated"),
      (.ask(version: "zzz", incident: "AD-OPEN"), "incident.not_evaluated"),
      (.ask(version: "2025 2026", incident: "AD-OPEN"), "incident.not_evaluated"),
      (.ask(version: nil, incident: "AD-9"), "incident.not_found"),
      (.ask(product: "Revit", version: "2026", incident: "RVT-1"), "incident.not_evaluated"),
      (.ask(product: "Revit", version: "2026", incident: "AD-OPEN"), "incident.not_affected"),
      (.ask(contract: nil, incident: "AD-9"), "incident.not_evaluated"),
      (.ask(contract: nil), "incident.not_asked"),
    ])
  func codes(question: Question, code: String) throws {
    #expect(try Self.scenario.code(.incident, question) == code)
  }

  @Test("published after the day: not known yet")
  func published() throws {
    for (text, code) in [("2026-02-27", "incident.not_found"), ("2026-02-28", "incident.known")] {
      let decision = try Self.scenario.decision(on: .ask(version: "2026", incident: "AD-SOON", at: day(text)))
      #expect(decision.result(of: .incident)?.code.rawValue == code)
      #expect(decision.advisories.map(\.id) == (code == "incident.known" ? ["AD-SOON"] : []))
    }
  }

  @Test("a required upgrade does not by itself make a ticket ineligible; an unknown incident leaves it open")
  func outcomes() throws {
    let decision = try Self.scenario.decision(on: .ask(version: "2025.1", incident: "AD-2026-001"))
    #expect(decision.outcome == .eligible)
    #expect(decision.upgrade.status == .required)
    #expect(decision.result(of: .incident)?.clause == "advantage.upgrade")
    #expect(try Self.scenario.decision(on: .ask(incident: "AD-9")).outcome == .undetermined)
    #expect(try Self.scenario.decision(on: .ask(incident: "RVT-1")).outcome == .eligible)
  }

  @Test("the answer lists every known incident that affects the reported version, named or not")
  func advisories() throws {
    let decision = try Self.scenario.decision(on: .ask(version: "2025.1"))
    #expect(decision.advisories.map(\.id) == ["AD-2026-001", "AD-OPEN"])
    #expect(decision.upgrade.status == .available, "what was not asked about requires nothing")
    #expect(try Self.scenario.decision(on: .ask(version: "2025.2")).advisories.map(\.id) == ["AD-OPEN"])
    #expect(try Self.scenario.decision(on: .ask(version: nil)).advisories.isEmpty)
  }

  @Test("a version that is a preview is affected like any other")
  func preview() throws {
    var scenario = Self.scenario
    scenario.advisories[0].affects = ["2027"]
    let decision = try scenario.decision(on: .ask(version: "2027", incident: "AD-2026-001"))
    #expect(decision.result(of: .version)?.code == .versionNotReleased)
    #expect(decision.result(of: .incident)?.code == .incidentKnown)
    #expect(decision.upgrade.status == .none && decision.upgrade.to == nil && decision.upgrade.isGranted)
  }
}
