import Licensing
import Testing

@Suite("Who asks: the customer rule")
struct CustomerRuleTests {
  @Test(
    "what the identifiers name together",
    arguments: [
      (Question.ask(), "customer.identified"),
      (.ask(contract: nil, customer: "C-1001"), "customer.identified"),
      (.ask(contract: nil, customer: " c-1001\u{a0}"), "customer.identified"),
      (.ask(contract: " ga-1 "), "customer.identified"),
      (.ask(licence: "0421 7f3k 99qx a1b2", contract: nil), "customer.identified"),
      (.ask(contract: nil, email: "c.martin@be-martin.example"), "customer.identified"),
      (.ask(contract: nil, email: " C.Martin@BE-Martin.Example "), "customer.identified"),
      (.ask(contract: nil, email: "someone.else@be-martin.example"), "customer.identified"),
      (.ask(contract: nil, email: "someone@sub.be-martin.example"), "customer.not_found"),
      (.ask(contract: nil, email: "someone@notbe-martin.example"), "customer.not_found"),
      (.ask(contract: nil, email: "someone@post.example"), "customer.not_found"),
      (.ask(contract: nil, email: "durand@post.example"), "customer.identified"),
      (.ask(contract: nil, email: "someone@nowhere.example"), "customer.not_found"),
      (.ask(contract: nil), "customer.missing"),
      (.ask(contract: " \u{a0}\n"), "customer.missing"),
      (.ask(contract: nil, customer: "C-9"), "customer.not_found"),
      (.ask(contract: "GA-9"), "customer.not_found"),
      (.ask(licence: "0000-0000", contract: nil), "customer.not_found"),
      (.ask(customer: "C-1002"), "customer.conflict"),
      (.ask(email: "a.durand@durand.example"), "customer.conflict"),
      (.ask(customer: "C-9", email: "a.durand@durand.example"), "customer.not_found"),
      (.ask(email: "someone@nowhere.example"), "customer.identified"),
      (.ask(contract: "GA-9", customer: "C-1001"), "customer.identified"),
      (.ask(licence: "0000-0000", contract: "GA-1"), "customer.identified"),
    ])
  func outcome(question: Question, code: String) throws {
    #expect(try Scenario.standard().code(.customer, question) == code)
  }

  @Test("pitfall: the same contact in two customers")
  func sharedContact() throws {
    let scenario = Scenario.standard()
    let alone = try scenario.decision(on: .ask(contract: nil, email: "shared@group.example"))
    let rule = try #require(alone.result(of: .customer))
    #expect(rule.code == .customerAmbiguous)
    #expect(rule.candidates.map(\.id) == ["C-1001", "C-1002"])
    #expect(rule.candidates.map(\.name) == [Scenario.martin.name, Scenario.durand.name])
    #expect(alone.outcome == .undetermined)
    #expect(alone.customer == nil)

    // Anything else that names one of the two decides.
    let together = try scenario.decision(on: .ask(email: "shared@group.example"))
    #expect(together.customer == Scenario.martin)
    #expect(
      try scenario.code(.customer, .ask(contract: nil, customer: "C-1002", email: "shared@group.example"))
        == "customer.identified")
  }

  @Test("a contact comes before the owner of the domain")
  func contactBeforeDomain() throws {
    let scenario = Scenario.standard { $0.contacts["C-1002"] = ["guest@be-martin.example"] }
    let decision = try scenario.decision(on: .ask(contract: nil, email: "guest@be-martin.example"))
    #expect(decision.customer == Scenario.durand)
  }

  @Test("a stranger's address beside a good identifier is named in the message, and nothing else comes of it")
  func stranger() throws {
    for language in Language.allCases {
      let decision = try Scenario.standard().decision(on: .ask(email: "x@nowhere.example"), in: language)
      #expect(decision.outcome == .eligible)
      #expect(decision.result(of: .customer)?.message.contains("x@nowhere.example") == true)
      let plain = try Scenario.standard().decision(on: .ask(email: "c.martin@be-martin.example"), in: language)
      #expect(plain.result(of: .customer)?.message.contains("@") == false)
    }
  }

  @Test("a conflict names what each identifier says, and shows no whole licence code")
  func conflict() throws {
    let question = Question.ask(licence: "0421-7F3K-99QX-A1B2", contract: nil, customer: "C-1002")
    let rule = try #require(try Scenario.standard().decision(on: question).result(of: .customer))
    #expect(rule.code == .customerConflict)
    #expect(rule.message.contains("C-1001") && rule.message.contains("C-1002"))
    #expect(rule.message.contains("A1B2") && !rule.message.contains("7F3K"))
  }

  @Test("nobody identified: nothing else is judged, but what was asked of a licence still is")
  func nothingElse() throws {
    let question = Question.ask(
      licence: "0421-7F3K-99QX-A1B2", contract: nil, customer: "C-1002", topic: "software-use", incident: "AD-2026-001")
    let decision = try Scenario.standard().decision(on: question)
    #expect(
      decision.rules.map(\.code) == [
        .customerConflict, .licenceActive, .contractNotEvaluated, .productNotEvaluated, .versionNotEvaluated,
        .topicNotEvaluated, .incidentNotEvaluated,
      ])
    #expect(decision.outcome == .ineligible)
    #expect(decision.contract == nil && decision.desk == nil && decision.checklist.isEmpty)
    #expect(decision.version?.reported == "2026" && decision.version?.release == nil)
  }
}
