import Licensing
import Testing

@Suite("The codes: DESIGN's table, and a message for each in both languages")
struct RuleCodeTests {
  /// The standard registry with what else the codes need.
  private static let scenario = Scenario.standard {
    $0.licences += [
      Licence(code: "GONE-1", contract: "GA-1", product: "advance-design", release: "2025", state: .revoked),
      Licence(code: "SWAP-2", contract: "GA-1", product: "advance-design", release: "2025", state: .replaced),
    ]
    $0.products.append(
      Product(id: "arche", vendor: "graitec", name: "Arche", aliases: ["OMD"], releases: [Release("2018")]))
    $0.products.append(Product(id: "melody", vendor: "graitec", name: "Melody", aliases: ["OMD"]))
    $0.addContract("GA-2", of: Scenario.martin) { $0.entitlements[0].releases = .listed(["2024"]) }
    $0.addContract("GA-3", of: Scenario.martin) { $0.status = .suspended }
    $0.addContract("GA-4", of: Scenario.martin) {
      $0.status = .terminated
      $0.terminatedOn = day("2025-10-01")
    }
    $0.customers.append(Customer(id: "C-3", name: "Nouveau"))
    $0.products[1].releases[1].endOfSupport = day("2026-01-31")
    $0.contracts[1].entitlements.append(Entitlement(product: "revit", releases: .latest))
  }

  /// For each code a question that it answers, and what its message must name.
  static let scenarios: [(question: Question, code: RuleCode, names: [String])] = [
    (.ask(), .customerIdentified, ["C-1001", "Martin"]),
    (.ask(customer: "C-1002"), .customerConflict, ["C-1001", "C-1002"]),
    (.ask(contract: nil), .customerMissing, []),
    (.ask(contract: nil, customer: "C-9"), .customerNotFound, ["C-9"]),
    (.ask(contract: nil, email: "shared@group.example"), .customerAmbiguous, ["C-1001", "C-1002"]),
    (.ask(licence: "0421-7F3K-99QX-A1B2"), .licenceActive, ["A1B2", "GA-1"]),
    (.ask(licence: "GONE-1"), .licenceRevoked, ["ONE1", "GA-1"]),
    (.ask(licence: "SWAP-2"), .licenceReplaced, ["WAP2", "GA-1"]),
    (.ask(licence: "0421-7F3K-99QX-A1B2", contract: "GA-2"), .licenceOtherContract, ["A1B2", "GA-1", "GA-2"]),
    (.ask(licence: "XXXX-9999"), .licenceNotFound, ["9999"]),
    (.ask(), .licenceNotAsked, []),
    (.ask(), .contractInForce, ["GA-1", "GRAITEC Advantage", "2026"]),
    (.ask(contract: nil, customer: "C-3"), .contractNone, ["C-3", "Nouveau"]),
    (.ask(contract: "GA-4"), .contractTerminated, ["GA-4", "2025"]),
    (.ask(contract: "GA-3"), .contractSuspended, ["GA-3"]),
    (.ask(at: day("2024-01-31")), .contractNotStarted, ["GA-1", "2025", "2024"]),
    (.ask(at: day("2027-01-31")), .contractExpired, ["GA-1", "2026", "2027"]),
    (.ask(contract: "GA-9"), .contractNotFound, ["GA-9"]),
    (.ask(contract: nil), .contractNotEvaluated, []),
    (.ask(), .productIncluded, ["GRAITEC Advance Design", "GA-1"]),
    (.ask(product: "Revit"), .productNotIncluded, ["Revit", "GA-1"]),
    (.ask(product: nil), .productMissing, ["2026", "GRAITEC Advance Design"]),
    (.ask(product: "Advance Desing"), .productUnrecognised, ["Advance Desing", "advance-design"]),
    (.ask(product: "OMD"), .productAmbiguous, ["OMD", "Arche", "Melody"]),
    (.ask(contract: nil), .productNotEvaluated, []),
    (.ask(), .versionIncluded, ["GRAITEC Advance Design 2026", "N"]),
    (.ask(version: "2025 SP7"), .versionPrevious, ["2025", "SP7", "N-1", "2026"]),
    (.ask(version: "2027"), .versionNotReleased, ["2027"]),
    (.ask(version: "2024"), .versionTooOld, ["2024", "N-2", "2026, 2025"]),
    (.ask(contract: "GA-2", version: "2026"), .versionNotGranted, ["2026", "N", "2024"]),
    (.ask(contract: "GA-2", product: "Revit", version: "2025"), .versionEndOfSupport, ["Revit 2025", "N-1", "01"]),
    (.ask(version: nil), .versionMissing, ["GRAITEC Advance Design"]),
    (.ask(version: "20266"), .versionUnrecognised, ["20266", "GRAITEC Advance Design 2026"]),
    (.ask(version: "2025/2026"), .versionAmbiguous, ["2025/2026", "GRAITEC Advance Design 2025"]),
    (.ask(product: "Revit"), .versionNotEvaluated, []),
    (.ask(topic: "software-use"), .topicCovered, ["GRAITEC Advantage"]),
    (.ask(topic: "software-installation"), .topicExcluded, ["GRAITEC Advantage", "Ask the installers"]),
    (.ask(topic: "tea"), .topicUnrecognised, ["tea", "software-use"]),
    (.ask(), .topicNotAsked, []),
    (.ask(contract: nil, topic: "tea"), .topicNotEvaluated, ["tea"]),
    (.ask(version: "2025.1", incident: "AD-2026-001"), .incidentKnown, ["AD-2026-001", "Crash", "2025.1", "2026"]),
    (.ask(incident: "AD-2026-001"), .incidentNotAffected, ["AD-2026-001", "Crash", "2026"]),
    (.ask(incident: "AD-9"), .incidentNotFound, ["AD-9"]),
    (.ask(), .incidentNotAsked, []),
    (.ask(version: nil, incident: "AD-2026-001"), .incidentNotEvaluated, ["AD-2026-001"]),
  ]

  @Test(
    "every code is given by some question, with a message that names what it speaks of", arguments: RuleCode.allCases)
  func message(code: RuleCode) throws {
    let (question, _, names) = try #require(
      Self.scenarios.first { $0.code == code }, "no question gives \(code.rawValue)")
    var messages: [String] = []
    for language in Language.allCases {
      let decision = try Self.scenario.decision(on: question, in: language)
      let rule = try #require(decision.result(of: code.rule))
      #expect(rule.code == code)
      for name in names { #expect(rule.message.contains(name), "“\(rule.message)” names \(name)") }
      #expect(!rule.message.isEmpty && !rule.message.contains("  ") && !rule.message.contains("Optional("))
      #expect(rule.message.hasSuffix(".") || rule.message.hasSuffix(")"), "“\(rule.message)” is a sentence")
      #expect(decision.language == language && !decision.summary.isEmpty)
      messages.append(rule.message)
    }
    #expect(messages[0] != messages[1], "both languages say “\(messages[0])”")
  }

  @Test("every answer has all seven rules in DESIGN's order, whatever the outcome")
  func order() throws {
    for (question, _, _) in Self.scenarios {
      let decision = try Self.scenario.decision(on: question)
      #expect(decision.rules.map(\.code.rule) == Rule.allCases)
      #expect(
        Rule.allCases.map(\.rawValue) == ["customer", "licence", "contract", "product", "version", "topic", "incident"])
    }
  }

  @Test(
    "DESIGN's table",
    arguments: [
      ("customer", "identified", "conflict", "missing not_found ambiguous", ""),
      ("licence", "active", "revoked replaced other_contract", "not_found", "not_asked"),
      ("contract", "in_force", "none terminated suspended not_started expired", "not_found", "not_evaluated"),
      ("product", "included", "not_included", "missing unrecognised ambiguous", "not_evaluated"),
      (
        "version", "included previous", "not_released too_old not_granted end_of_support",
        "missing unrecognised ambiguous", "not_evaluated"
      ),
      ("topic", "covered", "excluded", "unrecognised", "not_asked not_evaluated"),
      ("incident", "known not_affected", "", "not_found", "not_asked not_evaluated"),
    ])
  func table(rule: String, pass: String, fail: String, unknown: String, skip: String) {
    func codes(_ status: RuleStatus) -> Set<String> {
      Set(RuleCode.allCases.filter { $0.rule.rawValue == rule && $0.status == status }.map(\.rawValue))
    }
    func expected(_ names: String) -> Set<String> { Set(names.split(separator: " ").map { "\(rule).\($0)" }) }
    #expect(codes(.pass) == expected(pass))
    #expect(codes(.fail) == expected(fail))
    #expect(codes(.unknown) == expected(unknown))
    #expect(codes(.skip) == expected(skip))
  }

  @Test("any fail: ineligible; else any unknown: undetermined; else eligible")
  func outcome() throws {
    for (question, _, _) in Self.scenarios {
      let decision = try Self.scenario.decision(on: question)
      let statuses = Set(decision.rules.map(\.code.status))
      let expected: Decision.Outcome =
        statuses.contains(.fail) ? .ineligible : statuses.contains(.unknown) ? .undetermined : .eligible
      #expect(decision.outcome == expected)
    }
  }

  @Test("the answer brings along the records used, the desk and the checklist")
  func records() throws {
    let decision = try Self.scenario.decision(
      on: Question(contract: "GA-1", product: "AD", version: "2025", ticket: "T-48213"))
    #expect(decision.ticket == "T-48213" && decision.asOf == day("2026-02-27") && decision.decidedAt == Scenario.noon)
    #expect(decision.customer == Scenario.martin && decision.contract?.number == "GA-1")
    #expect(decision.product?.id == "advance-design" && decision.escalation?.team == "R&D GRAITEC")
    #expect(decision.checklist.map(\.id) == ["models"])
    #expect(decision.desk?.isOpen == true && decision.desk?.closesAt == instant("2026-02-27T17:00:00Z"))
    #expect(decision.result(of: .version)?.clause == "advantage.window")
    #expect(decision.result(of: .product)?.clause == "advantage.product")
  }
}
