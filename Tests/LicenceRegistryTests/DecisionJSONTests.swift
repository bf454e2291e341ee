import Foundation
import Formats
import LicenceRegistry
import Licensing
import Testing

/// The answer as JSON: every key of DESIGN section 4 is always there, and what does not apply is null or empty.
@Suite struct DecisionJSONTests {
  private static let keys = [
    "id", "outcome", "asOf", "decidedAt", "ticket", "rules", "customer", "contract", "product", "version", "upgrade",
    "advisories", "escalation", "desk", "checklist", "others",
  ]
  /// The keys of nested objects, which are those or `null`.
  private static let nested: [String: Set<String>] = [
    "customer": ["id", "name"], "contract": ["number", "programme", "starts", "ends", "status"],
    "product": ["id", "name", "vendor"],
    "version": [
      "reported", "release", "update", "exact", "position", "behind", "current", "latest", "supported",
    ], "upgrade": ["status", "to", "granted", "because"], "escalation": ["vendor", "team", "outcome"],
    "desk": ["open", "opensAt", "closesAt"],
  ]
  private static let rules = ["customer", "licence", "contract", "product", "version", "topic", "incident"]

  /// One registry for all questions: nothing is written into it.
  private static let demo = Result { () throws -> Bench in
    let bench = try Bench()
    try Repository.importDemo(into: bench.registry).apply()
    return bench
  }
  private let now = UTCInstant(seconds: 1_772_200_000)

  private func answer(_ question: Question, _ language: Language = .english) throws -> [String: Any] {
    let decision = try Self.demo.get().registry.eligibility(of: question, now: now, language: language)
    var writer = JSONWriter()
    writer.decision(decision)
    let object = try JSONSerialization.jsonObject(with: Data(writer.text.utf8))
    return try #require(object as? [String: Any])
  }

  /// One question for each way in which parts of the answer stay empty.
  static let questions = [
    Question(), Question(licence: "NOT-A-CODE"), Question(contract: "GA-0000"), Question(customer: "C-0000"),
    Question(email: "nobody@nowhere.example"), Question(licence: "0421-7F3K-99QX-A1B2"),
    Question(contract: "GA-2024-0117"), Question(contract: "GA-2024-0117", product: "Advance Design"),
    Question(contract: "GA-2024-0117", product: "Advance Design", version: "2026", topic: "software-use", ticket: "T"),
    Question(contract: "GA-2024-0117", product: "nothing known", version: "1", topic: "nothing", incident: "nothing"),
    Question(contract: "GA-2016-0022", product: "graitec-arche", version: "2015"),
    Question(customer: "C-1001", product: "Démo Structure", version: "2025 SP1", incident: "DS-2026-001"),
  ]

  @Test(arguments: questions, Language.allCases)
  func `Every key is there, in every outcome`(_ question: Question, _ language: Language) throws {
    let answer = try answer(question, language)
    for key in Self.keys { #expect(answer[key] != nil, "\(key)") }
    for (key, members) in Self.nested where !(answer[key] is NSNull) {
      let object = try #require(answer[key] as? [String: Any], "\(key)")
      #expect(members.isSubset(of: object.keys), "\(key)")
    }
    let rules = try #require(answer["rules"] as? [[String: Any]])
    #expect(rules.map { $0["rule"] as? String } == Self.rules)
    for rule in rules {
      #expect(["pass", "fail", "unknown", "skip"].contains(rule["status"] as? String))
      let code = try #require(rule["code"] as? String)
      #expect(code.hasPrefix("\(rule["rule"] as? String ?? "").") == true)
      #expect((rule["message"] as? String)?.isEmpty == false)
      #expect(rule["clause"] != nil)
      #expect(rule["candidates"] is [Any])
    }
    for key in ["advisories", "checklist", "others"] { #expect(answer[key] is [Any], "\(key)") }
    #expect(answer["upgrade"] is [String: Any])
    #expect(answer["id"] is NSNull)
    #expect((answer["version"] is NSNull) == (question.version == nil))
  }

  @Test func `The questions come to every outcome`() throws {
    let outcomes = try Self.questions.map { try answer($0)["outcome"] as? String }
    #expect(Set(outcomes) == ["eligible", "ineligible", "undetermined"])
  }

  @Test func `Where nothing is known, everything is null or empty`() throws {
    let answer = try answer(Question())
    for key in ["id", "ticket", "customer", "contract", "product", "version", "escalation", "desk"] {
      #expect(answer[key] is NSNull, "\(key)")
    }
    for key in ["advisories", "checklist", "others"] { #expect((answer[key] as? [Any])?.isEmpty == true, "\(key)") }
    let upgrade = try #require(answer["upgrade"] as? [String: Any])
    #expect(upgrade["status"] as? String == "none")
    #expect(upgrade["to"] is NSNull)
    #expect(upgrade["granted"] as? Bool == true)
    #expect(answer["asOf"] as? String == "2026-02-27")
    #expect(answer["decidedAt"] as? String == "2026-02-27T13:46:40Z")
  }
}
