import Licensing
import Testing

@Suite("The licence rule")
struct LicenceRuleTests {
  static let code = "0421-7F3K-99QX-A1B2"

  @Test("none given, unknown, and each state")
  func states() throws {
    var scenario = Scenario.standard()
    #expect(try scenario.code(.licence, .ask()) == "licence.not_asked")
    #expect(try scenario.code(.licence, .ask(licence: "  ")) == "licence.not_asked")
    #expect(try scenario.code(.licence, .ask(licence: "9999")) == "licence.not_found")
    #expect(try scenario.code(.licence, .ask(licence: Self.code)) == "licence.active")
    scenario.licences[0].state = .revoked
    #expect(try scenario.code(.licence, .ask(licence: Self.code)) == "licence.revoked")
    scenario.licences[0].state = .replaced
    #expect(try scenario.code(.licence, .ask(licence: Self.code)) == "licence.replaced")
  }

  @Test("an unknown code is unknown, never a no; a withdrawn one is a no")
  func outcomes() throws {
    var scenario = Scenario.standard()
    #expect(try scenario.decision(on: .ask(licence: "9999")).outcome == .undetermined)
    scenario.licences[0].state = .replaced
    #expect(try scenario.decision(on: .ask(licence: Self.code)).outcome == .ineligible)
  }

  @Test("under another contract than the one named", arguments: Licence.State.allCases)
  func otherContract(state: Licence.State) throws {
    let scenario = Scenario.standard {
      $0.addContract("GA-2", of: Scenario.martin) { _ in }
      $0.licences[0].state = state
    }
    let decision = try scenario.decision(on: .ask(licence: Self.code, contract: "GA-2"))
    // A revoked or replaced licence says that first.
    let expected: RuleCode =
      switch state {
      case .active: .licenceOtherContract
      case .revoked: .licenceRevoked
      case .replaced: .licenceReplaced
      }
    #expect(decision.result(of: .licence)?.code == expected)
    #expect(decision.contract?.number == "GA-2", "the contract named is the one that is judged")
    #expect(decision.result(of: .contract)?.code == .contractInForce)
  }

  @Test("of another customer's contract: a conflict, and the licence rule says why")
  func otherCustomer() throws {
    let scenario = Scenario.standard { $0.addContract("GA-2") { _ in } }
    let decision = try scenario.decision(on: .ask(licence: Self.code, contract: "GA-2"))
    #expect(decision.rules.prefix(3).map(\.code) == [.customerConflict, .licenceOtherContract, .contractNotEvaluated])
    #expect(decision.reply.contains("The licence code ••••\(Self.code.suffix(4)) does not belong"))
  }

  @Test("a named contract that does not exist leaves the licence its own state")
  func contractNotFound() throws {
    let decision = try Scenario.standard().decision(on: .ask(licence: Self.code, contract: "GA-9"))
    #expect(decision.rules.prefix(3).map(\.code) == [.customerIdentified, .licenceActive, .contractNotFound])
    #expect(decision.outcome == .undetermined)
  }

  @Test("the same contract spelled otherwise is the same contract")
  func sameContract() throws {
    #expect(try Scenario.standard().code(.licence, .ask(licence: Self.code, contract: " ga-1 ")) == "licence.active")
  }

  @Test("pitfall: 0/O and 1/I are told apart, and the message of an unknown code asks to check them")
  func confusable() throws {
    let typed = "O42I-7F3K-99QX-A1B2"
    for language in Language.allCases {
      let decision = try Scenario.standard().decision(on: .ask(licence: typed), in: language)
      let rule = try #require(decision.result(of: .licence))
      #expect(rule.code == .licenceNotFound)
      for mark in ["0", "O", "1", "I"] { #expect(rule.message.contains(mark)) }
    }
  }

  @Test("pitfall: pasted spaces and line ends in codes; leading zeros")
  func pasted() throws {
    for text in [
      "0421-7f3k-99qx-a1b2\r\n", "\t0421 7F3K 99QX A1B2", "0421\u{2011}7F3K\u{a0}99QX\u{200B}A1B2", "04217F3K99QXA1B2",
    ] {
      #expect(
        try Scenario.standard().code(.licence, .ask(licence: text)) == "licence.active", "\(text.debugDescription)")
    }
    #expect(try Scenario.standard().code(.licence, .ask(licence: "421-7F3K-99QX-A1B2")) == "licence.not_found")
  }

  @Test("no message shows more than the last four characters")
  func masked() throws {
    var scenario = Scenario.standard()
    for state in Licence.State.allCases {
      scenario.licences[0].state = state
      for rule in try scenario.decision(on: .ask(licence: Self.code)).rules {
        #expect(!rule.message.contains("99QX"))
      }
    }
    let unknown = try scenario.decision(on: .ask(licence: "SECRET-CODE-1234", contract: nil))
    #expect(unknown.rules.allSatisfy { !$0.message.uppercased().contains("SECRET") })
  }
}
