import Licensing
import Testing

@Suite("The contract rule: in force on a day")
struct ContractRuleTests {
  @Test(
    "first and last day are both inside",
    arguments: [
      ("2025-02-28", "contract.not_started"), ("2025-03-01", "contract.in_force"), ("2025-09-15", "contract.in_force"),
      ("2026-02-28", "contract.in_force"), ("2026-03-01", "contract.expired"),
    ])
  func days(text: String, code: String) throws {
    #expect(try Scenario.standard().code(.contract, .ask(at: day(text))) == code)
  }

  @Test("a contract of one day")
  func oneDay() throws {
    let scenario = Scenario.standard { $0.contracts[0].starts = $0.contracts[0].ends }
    #expect(try scenario.code(.contract, .ask(at: day("2026-02-27"))) == "contract.not_started")
    #expect(try scenario.code(.contract, .ask(at: day("2026-02-28"))) == "contract.in_force")
    #expect(try scenario.code(.contract, .ask(at: day("2026-03-01"))) == "contract.expired")
  }

  @Test("pitfall: expired at the start of the last day, or a day early by the zone")
  func lastDay() throws {
    let scenario = Scenario.standard()
    let expected = [
      ("2026-02-28T00:00:00+01:00", "contract.in_force"), ("2026-02-28T12:00:00+01:00", "contract.in_force"),
      ("2026-02-28T23:59:59.999+01:00", "contract.in_force"), ("2026-02-28T22:59:59Z", "contract.in_force"),
      ("2026-03-01T00:00:00+01:00", "contract.expired"), ("2026-02-28T23:00:00Z", "contract.expired"),
      ("2026-03-01T05:59:00+07:00", "contract.in_force"), ("2025-02-28T23:30:00Z", "contract.in_force"),
      ("2025-02-28T22:59:59Z", "contract.not_started"),
    ]
    for (text, code) in expected {
      var question = Question.ask()
      question.at = .instant(instant(text))
      #expect(try scenario.code(.contract, question) == code, "asked for \(text)")
      #expect(try scenario.code(.contract, .ask(), now: instant(text)) == code, "now \(text)")
    }
  }

  @Test("the day is the one in the programme's zone")
  func zone() throws {
    let scenario = Scenario.standard {
      $0.programmes[0].desk.timeZone = "Pacific/Auckland"
      $0.zones.append(.system("Pacific/Auckland"))
    }
    // Eleven in the evening of the 28th in Paris is the 1st of March in Auckland.
    let decision = try scenario.decision(on: .ask(), now: instant("2026-02-28T23:00:00+01:00"))
    #expect(decision.asOf == day("2026-03-01"))
    #expect(decision.result(of: .contract)?.code == .contractExpired)
    // Where no contract is known, the day is Paris's.
    let nobody = try scenario.decision(on: .ask(contract: nil), now: instant("2026-02-28T23:00:00+01:00"))
    #expect(nobody.asOf == day("2026-02-28"))
    #expect(nobody.desk == nil)
    // A bare day is that day, wherever the desk is.
    #expect(try scenario.decision(on: .ask(at: day("2026-02-28"))).asOf == day("2026-02-28"))
  }

  @Test("pitfall: contract terminated before its end date")
  func terminated() throws {
    let scenario = Scenario.standard {
      $0.contracts[0].status = .terminated
      $0.contracts[0].terminatedOn = day("2025-10-01")
    }
    #expect(try scenario.code(.contract, .ask(at: day("2025-02-01"))) == "contract.not_started")
    #expect(try scenario.code(.contract, .ask(at: day("2025-09-30"))) == "contract.in_force")
    #expect(try scenario.code(.contract, .ask(at: day("2025-10-01"))) == "contract.terminated")
    #expect(try scenario.code(.contract, .ask(at: day("2027-01-01"))) == "contract.terminated")
    #expect(scenario.contracts[0].lastDayInForce == day("2025-09-30"))
  }

  @Test("terminated after its end: the earlier counts")
  func terminatedLate() throws {
    let scenario = Scenario.standard {
      $0.contracts[0].status = .terminated
      $0.contracts[0].terminatedOn = day("2026-06-01")
    }
    #expect(try scenario.code(.contract, .ask(at: day("2026-03-01"))) == "contract.expired")
    #expect(try scenario.code(.contract, .ask(at: day("2026-06-01"))) == "contract.terminated")
    #expect(scenario.contracts[0].lastDayInForce == day("2026-02-28"))
  }

  @Test("suspended, whatever its days", arguments: ["2025-01-01", "2025-06-01", "2026-12-31"])
  func suspended(text: String) throws {
    let scenario = Scenario.standard { $0.contracts[0].status = .suspended }
    #expect(try scenario.code(.contract, .ask(at: day(text))) == "contract.suspended")
  }

  @Test("an expired contract still has its product and version judged")
  func independent() throws {
    let decision = try Scenario.standard().decision(on: .ask(version: "2023", at: day("2026-03-01")))
    #expect(
      decision.rules.map(\.code).dropFirst(2).prefix(3) == [.contractExpired, .productIncluded, .versionTooOld])
    #expect(decision.result(of: .contract)?.clause == "advantage.contract")
  }

  @Test("none, not found, not evaluated")
  func without() throws {
    let scenario = Scenario.standard()
    #expect(try scenario.code(.contract, .ask(contract: nil, customer: "C-1002")) == "contract.none")
    #expect(try scenario.decision(on: .ask(contract: nil, customer: "C-1002")).outcome == .ineligible)
    #expect(try scenario.code(.contract, .ask(contract: "GA-9")) == "contract.not_found")
    #expect(try scenario.code(.contract, .ask(contract: "GA-9", customer: "C-1001")) == "contract.not_found")
    #expect(try scenario.code(.contract, .ask(contract: "GA-9", customer: "C-9")) == "contract.not_found")
    #expect(try scenario.code(.contract, .ask(customer: "C-9")) == "contract.not_evaluated")
    #expect(try scenario.code(.contract, .ask(contract: nil)) == "contract.not_evaluated")
  }

  @Test("facts and catalogue of two states are refused, not guessed at")
  func programmeMissing() {
    let scenario = Scenario.standard { $0.programmes = [] }
    #expect(throws: Eligibility.ProgrammeMissing.self) { try scenario.decision(on: .ask()) }
  }
}
