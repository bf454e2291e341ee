import Testing

@testable import Licensing

@Suite("Versions that were judged before")
struct VersionJudgementTests {
  /// One question to a product, of all that a judgement depends on.
  private struct Case {
    let text: String
    let lines: [Entitlement]
    let ends: CalendarDay
    let window: Programme.Window
    let day: CalendarDay
    let language: Language
  }

  private static let product = Product(
    id: "p", vendor: "v", name: "P",
    releases: [Release("4", "2026-02-20"), Release("3", "2025-03-10"), Release("2"), Release("1")])

  private static let cases: [Case] = {
    var cases: [Case] = []
    let lines: [[Entitlement.Releases]] = [
      [.latest], [.listed(["3"])], [.listed(["2"])], [.listed(["3", "1"])], [.listed(["1"]), .latest],
    ]
    let windows = [
      Programme.Window(), Programme.Window(previous: 2), Programme.Window(anchor: .catalogue),
      Programme.Window(clause: "4"),
    ]
    for text in ["1", "2", "3", "4", "5", "3 SP9", String(repeating: "3 ", count: 60)] {
      for lines in lines {
        for window in windows {
          for (ends, today) in [
            ("2026-12-31", "2026-02-27"), ("2026-02-19", "2026-02-27"), ("2026-12-31", "2026-02-19"),
          ] {
            for language in Language.allCases {
              // A line of another product counts for nothing.
              let others = [Entitlement(product: "q", releases: .listed([text]))]
              cases.append(
                Case(
                  text: text, lines: others + lines.map { Entitlement(product: "p", releases: $0) }, ends: day(ends),
                  window: window, day: day(today), language: language))
            }
          }
        }
      }
    }
    return cases
  }()

  @Test("say what a new judgement says, in whatever order they are asked for", arguments: 0..<4)
  func agree(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let catalogue = SpellingCatalogue.catalogue([Self.product])
    let known = try #require(catalogue.product(id: "p"))
    // Each case twice in a row of all, so that some are found again and some have lost their place.
    for asked in (Self.cases + Self.cases).shuffled(using: &generator) {
      let contract = Contract(
        number: "C", customer: Customer(id: "c", name: "C"), programme: "g", starts: day("2024-01-01"),
        ends: asked.ends,
        entitlements: asked.lines)
      let judgement = known.judgement(
        on: asked.text, in: catalogue, licence: nil, contract: contract, window: asked.window, asked.day, asked.language
      )
      let fresh = VersionJudgement(
        asked.text, of: known, in: catalogue, licence: nil, contract: contract, window: asked.window, on: asked.day,
        asked.language)
      #expect(judgement.rule.code == fresh.rule.code)
      #expect(judgement.rule.candidates == fresh.rule.candidates)
      #expect(judgement.rule.resolved == fresh.rule.resolved)
      #expect(judgement.message == fresh.message)
      #expect(judgement.report == fresh.report)
    }
  }

  @Test("tell a text as it was typed, not as another that only looks like it")
  func spellings() throws {
    let catalogue = SpellingCatalogue.catalogue([Self.product])
    let known = try #require(catalogue.product(id: "p"))
    let contract = Contract(
      number: "C", customer: Customer(id: "c", name: "C"), programme: "g", starts: day("2024-01-01"),
      ends: day("2026-12-31"), entitlements: [Entitlement(product: "p", releases: .latest)])
    for number in 0..<400 {
      for accent in ["\u{E9}", "e\u{301}"] {
        let text = "3 \(accent)dition \(number)"
        let judgement = known.judgement(
          on: text, in: catalogue, licence: nil, contract: contract, window: Programme.Window(), day("2026-02-27"),
          .french)
        let reported = try #require(judgement.report?.reported)
        #expect(Array(reported.utf8) == Array(text.utf8))
      }
    }
  }
}
