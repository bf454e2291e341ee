import Licensing
import Testing

/// The text to paste into a mail: what it promises, names and counts.
@Suite struct ReplyTests {
  @Test(arguments: Language.allCases)
  func `An upgrade is promised under a contract in force alone`(_ language: Language) throws {
    let promise = language(en: "which your contract includes", fr: "que votre contrat inclut")
    let condition = language(en: "which takes a contract in force", fr: "ce qui demande un contrat en vigueur")
    let changes: [(isInForce: Bool, change: (inout Contract) -> Void)] = [
      (true, { _ in }), (false, { $0.ends = day("2026-02-26") }), (false, { $0.status = .suspended }),
      (false, { $0.starts = day("2026-02-28") }),
      (
        false,
        {
          $0.status = .terminated
          $0.terminatedOn = day("2026-02-27")
        }
      ),
    ]
    for (isInForce, change) in changes {
      let scenario = Scenario.standard { change(&$0.contracts[0]) }
      let decision = try scenario.decision(on: .ask(version: "2024"), in: language)
      #expect(decision.upgrade.isGranted && decision.isContractInForce == isInForce)
      #expect(decision.reply.contains(promise) == isInForce, "\(decision.reply)")
      #expect(decision.reply.contains(condition) != isInForce, "\(decision.reply)")
    }
  }

  @Test func `An upgrade because of an incident names it, one because of age alone does not`() throws {
    let scenario = Scenario.standard()
    let named = try scenario.decision(on: .ask(version: "2025.1", incident: "ad-2026-001"), in: .french)
    #expect(
      named.reply.contains("Pour résoudre cela (incident connu AD-2026-001 : Crash (fr)), il faut migrer vers"),
      "\(named.reply)")
    let old = try scenario.decision(on: .ask(version: "2024"))
    #expect(old.reply.contains("To solve this you have to move to"), "\(old.reply)")
  }

  @Test func `Several reasons are told as several`() throws {
    let scenario = Scenario.standard()
    func reply(_ question: Question, _ language: Language) throws -> String {
      try scenario.decision(on: question, in: language).reply
    }
    let two = Question.ask(version: "2024", topic: "software-installation")
    #expect(try reply(.ask(version: "2024"), .french).contains(", pour cette raison :\n"))
    #expect(try reply(two, .french).contains(", pour ces raisons :\n"))
    #expect(try reply(.ask(version: "2024"), .english).contains(", for this reason:\n"))
    #expect(try reply(two, .english).contains(", for these reasons:\n"))
    #expect(try reply(.ask(version: nil), .french).contains("il nous manque un élément :\n"))
    #expect(try reply(.ask(version: nil, topic: "dancing"), .french).contains("il nous manque quelques éléments :\n"))
    #expect(try reply(.ask(version: nil, topic: "dancing"), .english).contains("we need some more things from you:\n"))
  }
}
