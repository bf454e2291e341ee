import Licensing
import Testing

@Suite("Which contract answers the question")
struct ContractChoiceTests {
  /// Martin's contracts `A` and `B`, as changed; asked by customer.
  private static func chosen(
    _ question: Question = .ask(contract: nil, customer: "C-1001"),
    a changeA: (inout Contract) -> Void, b changeB: (inout Contract) -> Void
  ) throws -> [String] {
    let decision = try Scenario.standard {
      $0.contracts[0].number = "A"
      let plain = $0.contracts[0]
      changeA(&$0.contracts[0])
      var other = plain
      other.number = "B"
      changeB(&other)
      // The order of the facts decides nothing.
      $0.contracts.insert(other, at: 0)
    }.decision(on: question)
    return [decision.contract?.number ?? "-"] + decision.others.map(\.contract)
  }

  @Test("the outcome comes first: eligible, undetermined, ineligible")
  func outcome() throws {
    #expect(
      try Self.chosen {
        $0.status = .suspended
      } b: { _ in
      } == ["B", "A"])
    // Ineligible but in force, against undetermined.
    let question = Question.ask(contract: nil, customer: "C-1001", version: "zzz")
    #expect(
      try Self.chosen(question) {
        $0.entitlements = []
      } b: { _ in
      } == ["B", "A"])
  }

  @Test("then in force on the day")
  func inForce() throws {
    let question = Question.ask(contract: nil, customer: "C-1001", product: "Revit", at: day("2026-02-28"))
    #expect(
      try Self.chosen(question) {
        $0.ends = day("2026-02-27")
      } b: { _ in
      } == ["B", "A"])
    // Even against one that includes the product and fails as often.
    let both = try Self.chosen(.ask(contract: nil, customer: "C-1001")) {
      $0.status = .suspended
    } b: {
      $0.entitlements = []
    }
    #expect(both == ["B", "A"])
  }

  @Test("then including the product")
  func including() throws {
    // Both fail twice and B ends first, but it has the product.
    let question = Question.ask(contract: nil, customer: "C-1001", version: "2023")
    let found = try Self.chosen(question) {
      $0.status = .suspended
      $0.entitlements = []
    } b: {
      $0.status = .suspended
      $0.ends = day("2026-01-31")
    }
    #expect(found == ["B", "A"])
  }

  @Test("then fewer failing rules")
  func failing() throws {
    let question = Question.ask(contract: nil, customer: "C-1001", version: "2024")
    let found = try Self.chosen(question) {
      $0.status = .suspended
      $0.ends = day("2027-12-31")
    } b: {
      $0.status = .suspended
      $0.entitlements = [Entitlement(product: "advance-design", releases: .listed(["2024"]))]
    }
    #expect(found == ["B", "A"])
  }

  @Test("then the later end, then the number as text")
  func endAndNumber() throws {
    #expect(
      try Self.chosen { _ in
      } b: {
        $0.ends = day("2026-03-31")
      } == ["B", "A"])
    #expect(
      try Self.chosen { _ in
      } b: { _ in
      } == ["A", "B"])
    #expect(
      try Self.chosen {
        $0.number = "10"
      } b: {
        $0.number = "9"
      } == ["10", "9"])
  }

  @Test("the contract named, else the licence's, else every one of the customer")
  func scope() throws {
    let scenario = Scenario.standard { $0.addContract("GA-2", of: Scenario.martin) { $0.ends = day("2027-01-01") } }
    func numbers(_ question: Question) throws -> [String?] {
      let decision = try scenario.decision(on: question)
      return [decision.contract?.number] + decision.others.map(\.contract)
    }
    #expect(try numbers(.ask(contract: "ga-1")) == ["GA-1"])
    #expect(try numbers(.ask(licence: "0421-7F3K-99QX-A1B2", contract: nil)) == ["GA-1"])
    #expect(try numbers(.ask(licence: "0421-7F3K-99QX-A1B2", contract: "GA-2")) == ["GA-2"])
    #expect(try numbers(.ask(licence: "0000", contract: nil, customer: "C-1001")) == ["GA-2", "GA-1"])
    #expect(try numbers(.ask(contract: nil, email: "c.martin@be-martin.example")) == ["GA-2", "GA-1"])
  }

  @Test("others tell the first failing rule, else the first unknown one, else nothing")
  func others() throws {
    let scenario = Scenario.standard {
      $0.contracts[0].ends = day("2028-12-31")
      $0.addContract("GA-2", of: Scenario.martin) {
        $0.status = .suspended; $0.entitlements = []
      }
      $0.addContract("GA-3", of: Scenario.martin) { $0.ends = day("2027-12-31") }
    }
    let decision = try scenario.decision(on: .ask(contract: nil, customer: "C-1001"))
    #expect(decision.contract?.number == "GA-1")
    #expect(decision.others.map(\.contract) == ["GA-3", "GA-2"])
    #expect(decision.others.map(\.outcome) == [.eligible, .ineligible])
    #expect(decision.others.map(\.code) == [nil, .contractSuspended])
    let unclear = try scenario.decision(on: .ask(contract: nil, customer: "C-1001", version: nil, topic: "tea"))
    #expect(unclear.others.map(\.code) == [.versionMissing, .contractSuspended])
    // What fails before the contract is told of every contract.
    let withdrawn = try Scenario.standard {
      $0.licences[0].state = .revoked
      $0.addContract("GA-2", of: Scenario.martin) { _ in }
    }.decision(on: .ask(licence: "0421-7F3K-99QX-A1B2", contract: nil, customer: "C-1001"))
    #expect(withdrawn.others.isEmpty, "the licence's contract alone is judged")
  }
}
