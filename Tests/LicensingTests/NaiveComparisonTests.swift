import Licensing
import Testing

@Suite("The decision agrees with a naive second implementation of DESIGN section 4", .serialized)
struct NaiveComparisonTests {
  /// Compares both on a question; returns the naive answer, or `nil` and an issue where they differ.
  private static func compare(
    _ scenario: Scenario, _ eligibility: Eligibility, _ question: Question, _ facts: Facts? = nil
  ) throws -> NaiveAnswer? {
    let real = try eligibility.decision(
      on: question, facts ?? scenario.facts(for: question), now: RandomScenario.now, language: .english)
    let naive = NaiveEligibility(world: scenario, question: question, now: RandomScenario.now).answer()
    guard NaiveAnswer(real) == naive else {
      Issue.record(
        "\(question)\nreal  \(NaiveAnswer(real))\nnaive \(naive)\n\(scenario.products)\n\(scenario.contracts)")
      return nil
    }
    return naive
  }

  @Test("on 102,400 random questions to 1,024 registries", arguments: 0..<8 as Range<UInt64>)
  func random(seed: UInt64) throws {
    var maker = RandomScenario(seed: seed)
    var codes: Set<String> = []
    for _ in 0..<128 {
      let scenario = maker.scenario()
      let eligibility = Eligibility(scenario.catalogue)
      for _ in 0..<25 {
        let questions = maker.questions(scenario)
        // The time that is asked for changes nothing about who asks.
        let facts = scenario.facts(for: questions[0])
        for question in questions {
          guard let answer = try Self.compare(scenario, eligibility, question, facts) else { return }
          codes.formUnion(answer.codes)
        }
      }
    }
    #expect(codes == Set(RuleCode.allCases.map(\.rawValue)), "the questions meet every code")
  }

  @Test("on every state of a contract, on every day around its edges, with every form of entitlement")
  func contracts() throws {
    var space = NaiveSpace()
    space.scenario.products = [
      space.product("p", [Release(name: "3", released: space.day(1)), Release(name: "2"), Release(name: "1")]),
      space.product("q", [Release(name: "7")]),
    ]
    let states: [(Contract.Status, Int?)] = [
      (.active, nil), (.suspended, nil), (.terminated, -4), (.terminated, 0), (.terminated, 4), (.terminated, 5),
      (.terminated, 7),
    ]
    for (status, over) in states {
      for lines in space.entitlements {
        space.scenario.contracts = [
          Contract(
            number: "K", customer: space.customer, programme: "contract 1", starts: space.day(-4), ends: space.day(4),
            status: status, terminatedOn: over.map { space.day($0) }, entitlements: lines)
        ]
        let eligibility = Eligibility(space.scenario.catalogue)
        for offset in [-5, -4, -3, -1, 0, 1, 3, 4, 5, 6, 7] {
          for version in ["3", "2", "1", nil] {
            let question = Question(
              contract: "K", product: "p", version: version, at: .day(space.day(offset)))
            guard try Self.compare(space.scenario, eligibility, question) != nil else { return }
          }
        }
      }
    }
  }

  @Test("on every way in which three releases can be out, every window and entitlement", arguments: NaiveSpace.kinds)
  func windows(newest: NaiveSpace.Kind) throws {
    var space = NaiveSpace()
    for middle in NaiveSpace.kinds {
      for oldest in NaiveSpace.kinds {
        let releases = zip(["3", "2", "1"], [newest, middle, oldest]).map { name, kind in
          Release(name: name, released: kind.offset.map { space.day($0) }, isPreview: kind.isPreview)
        }
        space.scenario.products = [space.product("p", releases)]
        let eligibility = Eligibility(space.scenario.catalogue)
        for contract in space.contracts(ending: -1) {
          space.scenario.contracts = [contract]
          for version in ["3", "2", "1"] {
            for offset in [-2, 0] {
              let question = Question(
                contract: contract.number, product: "p", version: version, at: .day(space.day(offset)))
              guard try Self.compare(space.scenario, eligibility, question) != nil else { return }
            }
          }
        }
      }
    }
  }

  @Test("on every end of support of three releases", arguments: [nil, -1, 0])
  func ends(newest: Int?) throws {
    var space = NaiveSpace()
    for middle in [nil, -1, 0] {
      for oldest in [nil, -1, 0] {
        let releases = zip(["3", "2", "1"], [newest, middle, oldest]).map { name, end in
          Release(name: name, endOfSupport: end.map { space.day($0) })
        }
        space.scenario.products = [space.product("p", releases)]
        let eligibility = Eligibility(space.scenario.catalogue)
        for contract in space.contracts(ending: 9) {
          space.scenario.contracts = [contract]
          for version in ["3", "2", "1"] {
            let question = Question(contract: contract.number, product: "p", version: version, at: .day(space.day(0)))
            guard try Self.compare(space.scenario, eligibility, question) != nil else { return }
          }
        }
      }
    }
  }

  @Test("on every incident of three releases with an update each", arguments: [false, true])
  func incidents(isNewestPreview: Bool) throws {
    var space = NaiveSpace()
    let names = ["3", "3.1", "2", "2.1", "1", "1.1"]
    let releases = ["3", "2", "1"].map { name in
      Release(name: name, isPreview: isNewestPreview && name == "3", updates: [ReleaseUpdate(name: "\(name).1")])
    }
    space.scenario.products = [space.product("p", releases)]
    for affected in names {
      for fix in names + [nil] {
        space.scenario.advisories = [true, false].map { isRequired in
          Advisory(
            id: "\(isRequired)", product: "p", affects: [affected], fixedIn: fix, isUpgradeRequired: isRequired,
            title: LocalizedText(english: "-", french: "-"))
        }
        let eligibility = Eligibility(space.scenario.catalogue)
        for contract in space.contracts(ending: 9) where contract.programme == "contract 1" {
          space.scenario.contracts = [contract]
          for version in names.filter({ $0.prefix(1) == affected.prefix(1) }) {
            for incident in ["true", "false"] {
              let question = Question(
                contract: contract.number, product: "p", version: version, incident: incident, at: .day(space.day(0)))
              guard try Self.compare(space.scenario, eligibility, question) != nil else { return }
            }
          }
        }
      }
    }
  }
}
