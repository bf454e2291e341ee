import Licensing
import Testing

@Suite("The topic rule")
struct TopicRuleTests {
  @Test(
    "a topic is known by its id, its titles and its other names, without case and outer spaces",
    arguments: [
      (nil, "topic.not_asked"), (" \n", "topic.not_asked"), ("software-use", "topic.covered"),
      (" SOFTWARE-USE\u{a0}", "topic.covered"), ("Using it", "topic.covered"), ("utilisation", "topic.covered"),
      ("Usage", "topic.covered"), ("software-installation", "topic.excluded"), ("INSTALLER", "topic.excluded"),
      ("tea", "topic.unrecognised"), ("software", "topic.unrecognised"), ("?", "topic.unrecognised"),
    ] as [(String?, String)])
  func codes(topic: String?, code: String) throws {
    #expect(try Scenario.standard().code(.topic, .ask(topic: topic)) == code)
  }

  @Test("out of scope is a no, and says where to go; unknown is not a no, and says what there is")
  func outcomes() throws {
    let scenario = Scenario.standard()
    let excluded = try scenario.decision(on: .ask(topic: "software-installation"))
    #expect(excluded.outcome == .ineligible)
    #expect(excluded.result(of: .topic)?.message.contains("Ask the installers (en)") == true)
    let unknown = try scenario.decision(on: .ask(topic: "tea"), in: .french)
    #expect(unknown.outcome == .undetermined)
    let candidates = try #require(unknown.result(of: .topic)?.candidates)
    #expect(candidates.map(\.id) == ["software-use", "software-installation"])
    #expect(candidates.map(\.name) == ["Utilisation", "Installer"])
  }

  @Test("the clause is the topic's own")
  func clause() throws {
    #expect(
      try Scenario.standard().decision(on: .ask(topic: "software-use")).result(of: .topic)?.clause == "advantage.scope")
  }

  @Test("where there is no contract: not asked, or not evaluated")
  func withoutContract() throws {
    let scenario = Scenario.standard()
    #expect(try scenario.code(.topic, .ask(contract: nil)) == "topic.not_asked")
    #expect(try scenario.code(.topic, .ask(contract: nil, topic: "software-use")) == "topic.not_evaluated")
  }

  @Test("each contract is judged by its own programme's topics")
  func programmes() throws {
    let scenario = Scenario.standard {
      var other = $0.programmes[0]
      other.id = "plus"
      other.topics = [Programme.Topic(id: "software-installation", isCovered: true, title: both("Installation"))]
      $0.programmes.append(other)
      $0.addContract("GA-2", of: Scenario.martin) { $0.programme = "plus" }
    }
    let decision = try scenario.decision(
      on: .ask(contract: nil, customer: "C-1001", topic: "software-installation"))
    #expect(decision.contract?.number == "GA-2")
    #expect(decision.others.map(\.code) == [.topicExcluded])
  }
}
