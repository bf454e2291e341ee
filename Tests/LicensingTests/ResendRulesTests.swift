import Licensing
import Testing

/// The checks of the resend procedure, one by one.
@Suite struct ResendRulesTests {
  private static let now = Scenario.noon

  /// An active licence for 2025 under `GA-1`, asked for by a contact of long standing: nothing stands against sending it.
  private static func facts(_ change: (inout ResendFacts) -> Void = { _ in }) throws -> ResendFacts {
    let scenario = Scenario.standard()
    var facts = ResendFacts(
      limits: Programme.ResendLimits(),
      licences: [try #require(scenario.licences.first { $0.contract == "GA-1" && $0.state == .active })],
      contract: scenario.contract("GA-1"),
      contact: Contact(email: "C.Martin@be-martin.example", name: "Claire Martin", mayReceiveCodes: true))
    facts.licences[0].product = "advance-design"
    facts.licences[0].release = "2025"
    change(&facts)
    return facts
  }

  private static func assessment(_ facts: ResendFacts, _ language: Language = .english) -> ResendAssessment {
    let request = ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "c.martin@be-martin.example")
    return ResendRules(Scenario.standard().catalogue, language: language).assessment(of: request, facts, now: now)
  }

  @Test func `What waits for the contact says so`() throws {
    let waiting = try Self.assessment(Self.facts { $0.contact = nil }).results
    let contact = try #require(waiting.first { $0.check == .contact })
    #expect(contact.message == "Not checked: who asks is not a contact of Bureau d'Etudes Martin.")
    let inactive = try Self.assessment(Self.facts { $0.licences[0].state = .revoked }, .french).results
    #expect(inactive.first { $0.check == .release }?.message == "Non vérifié : la licence n’est pas active.")
    let none = try Self.assessment(
      Self.facts {
        ($0.licences, $0.contract, $0.contact) = ([], nil, nil)
      }
    ).results
    #expect(none.last?.message == "Not checked: there is no such licence.")
  }

  @Test func `A ticket's number is kept without the spaces around it`() {
    #expect(Question(ticket: " T-7\u{A0}").ticket == "T-7")
    #expect(ResendRequest(requestedBy: "a@b", ticket: "\tT-7 ").ticket == "T-7")
  }

  @Test func `One is not told as several`() throws {
    func limit(_ language: Language, _ change: @escaping (inout ResendFacts) -> Void) throws -> String? {
      try Self.assessment(
        Self.facts {
          $0.limits.days = 1
          change(&$0)
        }, language
      ).results.first?.message
    }
    let licence: (inout ResendFacts) -> Void = { ($0.limits.perLicence, $0.counts.licence) = (1, 1) }
    #expect(try limit(.english, licence) == "This licence was asked for once within 1 day; 1 is allowed.")
    #expect(
      try limit(.french, licence) == "Cette licence a été demandée 1 fois en 1 jour ; la limite est de 1.")
    let agent: (inout ResendFacts) -> Void = { ($0.limits.perAgent, $0.counts.agent) = (1, 1) }
    #expect(try limit(.english, agent) == "You have asked for 1 resend within 24 hours; 1 is allowed.")
    #expect(try limit(.french, agent) == "Vous avez demandé 1 renvoi en 24 heures ; la limite est de 1.")
    let customer: (inout ResendFacts) -> Void = { ($0.limits.perCustomer, $0.counts.customer) = (1, 1) }
    #expect(
      try limit(.french, customer)
        == "1 renvoi a été demandé par cette personne ou ce client en 1 jour ; la limite est de 1.")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: ResendCode
    let state: ResendState
    let change: @Sendable (inout ResendFacts) -> Void

    init(
      _ description: String, _ code: ResendCode, _ state: ResendState,
      _ change: @escaping @Sendable (inout ResendFacts) -> Void
    ) {
      testDescription = description
      self.code = code
      self.state = state
      self.change = change
    }
  }

  private static func cooled(_ days: Int64, _ milliseconds: Int64) -> UTCInstant {
    UTCInstant(milliseconds: now.milliseconds - days * 86_400_000 + milliseconds)
  }

  static let cases: [Case] = [
    Case("the last request within the licence's limit", .withinLimits, .approved) { $0.counts.licence = 2 },
    Case("one more than the licence's limit", .limitLicence, .rejected) { $0.counts.licence = 3 },
    Case("the last request within the customer's limit", .withinLimits, .approved) { $0.counts.customer = 9 },
    Case("one more than the customer's limit", .limitCustomer, .rejected) { $0.counts.customer = 10 },
    Case("the last request within the agent's limit", .withinLimits, .approved) { $0.counts.agent = 199 },
    Case("one more than the agent's limit", .limitAgent, .rejected) { $0.counts.agent = 200 },
    Case("a limit of none", .limitLicence, .rejected) { $0.limits.perLicence = 0 },
    Case("an active licence", .licenceActive, .approved) { _ in },
    Case("no licence", .licenceNotFound, .rejected) {
      $0.licences = []
      $0.contract = nil
      $0.contact = nil
    },
    Case("a revoked licence", .licenceRevoked, .rejected) { $0.licences[0].state = .revoked },
    Case("a replaced licence", .licenceRevoked, .rejected) { $0.licences[0].state = .replaced },
    Case("one of two licences is active", .licenceActive, .approved) {
      var other = $0.licences[0]
      other.code = "OTHER"
      other.state = .revoked
      $0.licences.append(other)
    },
    Case("the contract's last day", .contractInForce, .approved) { $0.contract?.ends = day("2026-02-27") },
    Case("the day after the contract's last", .contractNotInForce, .rejected) {
      $0.contract?.ends = day("2026-02-26")
    },
    Case("a suspended contract", .contractNotInForce, .rejected) { $0.contract?.status = .suspended },
    Case("a contract terminated that day", .contractNotInForce, .rejected) {
      $0.contract?.status = .terminated
      $0.contract?.terminatedOn = day("2026-02-27")
    },
    Case("a contact who may receive codes", .contactMayReceive, .approved) { _ in },
    Case("no contact", .notAContact, .rejected) { $0.contact = nil },
    Case("a contact who may not", .contactMayNotReceive, .rejected) { $0.contact?.mayReceiveCodes = false },
    Case("a contact as old as the registry", .contactSettled, .approved) { $0.contact?.changedAt = nil },
    Case("a contact changed seven days ago to the millisecond", .contactSettled, .approved) {
      $0.contact?.changedAt = cooled(7, 0)
    },
    Case("a contact changed a millisecond less ago", .contactRecentlyChanged, .review) {
      $0.contact?.changedAt = cooled(7, 1)
    },
    Case("no cooling time", .contactSettled, .approved) {
      $0.contactCoolingDays = 0
      $0.contact?.changedAt = now
    },
    Case("the release N-1", .releaseSupported, .approved) { $0.licences[0].release = "2025" },
    Case("the release N", .releaseSupported, .approved) { $0.licences[0].release = "2026" },
    Case("the release N-2", .releaseNotSupported, .review) { $0.licences[0].release = "2024" },
    Case("a release that is gone from the catalogue", .releaseNotSupported, .review) {
      $0.licences[0].release = "1999"
    },
    Case("a product that the contract does not include", .releaseNotSupported, .review) {
      $0.contract?.entitlements = []
    },
  ]

  @Test(arguments: cases)
  func `Each check says its code, and decides what becomes of the request`(_ item: Case) throws {
    let assessment = Self.assessment(try Self.facts(item.change))
    #expect(assessment.results.map(\.check) == ResendCheck.allCases)
    #expect(assessment.results.map(\.code).contains(item.code))
    #expect(assessment.state == item.state)
    #expect((assessment.state == .approved) == assessment.results.allSatisfy { $0.code.status == .pass })
  }

  @Test func `Every code has a case`() {
    #expect(Set(Self.cases.map(\.code)).union([.notEvaluated]) == Set(ResendCode.allCases))
  }

  @Test(arguments: [ResendCode.limitLicence, .limitCustomer, .limitAgent])
  func `Over a limit nothing else is told`(_ code: ResendCode) throws {
    let item = try #require(Self.cases.first { $0.code == code })
    for exists in [true, false] {
      let facts = try Self.facts {
        item.change(&$0)
        if !exists { ($0.licences, $0.contract, $0.contact) = ([], nil, nil) }
      }
      let assessment = Self.assessment(facts)
      #expect(assessment.results.dropFirst().allSatisfy { $0.code == .notEvaluated })
      #expect(assessment.licences.isEmpty && assessment.isLimited)
      #expect(!assessment.results.contains { $0.message.contains("GA-1") || $0.message.contains("Martin") })
    }
  }

  @Test(arguments: cases)
  func `Every message names what it speaks of, in both languages, and never a code`(_ item: Case) throws {
    let facts = try Self.facts(item.change)
    let (english, french) = (Self.assessment(facts), Self.assessment(facts, .french))
    for (one, other) in zip(english.results, french.results) {
      #expect(one.code == other.code)
      #expect(one.message != other.message)
      for message in [one.message, other.message] {
        #expect(!message.isEmpty && !message.contains("0421") && message.hasSuffix("."))
      }
    }
    if let result = english.results.first(where: { $0.code == .contactRecentlyChanged }) {
      #expect(result.message.contains("C.Martin@be-martin.example") && result.message.contains("2026-02-20"))
    }
  }
}

/// The states of a resend, exhausted.
@Suite struct ResendStateTests {
  /// The drawing of DESIGN, section 5.
  static let drawn: [ResendState: [ResendAction: ResendState]] = [
    .review: [.approve: .approved, .reject: .rejected, .cancel: .cancelled],
    .approved: [.send: .sent, .fail: .failed, .cancel: .cancelled],
    .failed: [.retry: .approved],
  ]

  @Test(arguments: ResendState.allCases, ResendAction.allCases)
  func `Only what is drawn is possible`(_ state: ResendState, _ action: ResendAction) {
    #expect(state.after(action) == Self.drawn[state]?[action])
  }

  @Test(arguments: ResendState.allCases)
  func `Every state has a name in both languages`(_ state: ResendState) {
    #expect(state.name(in: .english) != state.name(in: .french))
  }
}
