import Testing

@testable import Licensing

@Suite("The support window by itself")
struct SupportWindowTests {
  private static func window(
    _ releases: [Release], _ lines: [Entitlement.Releases], _ window: Programme.Window = Programme.Window(),
    on text: String = "2026-02-27", lastDay: String = "2026-12-31"
  ) -> SupportWindow {
    SupportWindow(
      Product(id: "p", vendor: "v", name: "P", releases: releases),
      entitlements: lines.map { Entitlement(product: "p", releases: $0) }, window: window, day: day(text),
      lastDayInForce: day(lastDay))
  }

  private static let four = [Release("4"), Release("3"), Release("2"), Release("1")]

  @Test("what is out, what is N, what is included, what comes before")
  func parts() {
    let window = Self.window([Release(name: "5", isPreview: true)] + Self.four, [.listed(["3", "1"])])
    #expect(window.out == [1, 2, 3, 4])
    #expect(window.current == 2)
    #expect(window.included == [2, 4])
    #expect(window.previous == [3])
    #expect([1, 2, 3, 4].map { window.behind($0) } == [-1, 0, 1, 2])
    #expect(window.behind(0) == nil)
  }

  @Test("several lines: each adds what it includes; N is the newest of all")
  func lines() {
    #expect(Self.window(Self.four, [.listed(["1"]), .listed(["2"])]).current == 2)
    let frozen = Self.window(
      [Release("4", "2026-02-20")] + Self.four.dropFirst(), [.latest, .listed(["4"])], lastDay: "2026-02-10")
    #expect(frozen.included == [0, 1], "latest stands still at 3; the list has 4")
    #expect(frozen.current == 0)
    #expect(Self.window(Self.four, []).current == nil)
  }

  @Test("a name that the catalogue lacks includes nothing; one listed twice counts once")
  func names() {
    #expect(Self.window(Self.four, [.listed(["99"])]).current == nil)
    #expect(Self.window(Self.four, [.listed(["2", "2"]), .listed(["2"])]).included == [2])
  }

  @Test("a product without releases has no window")
  func empty() {
    for anchor in Programme.Anchor.allCases {
      let window = Self.window([], [.latest], Programme.Window(anchor: anchor))
      #expect(window.out.isEmpty && window.current == nil && window.previous.isEmpty)
    }
  }

  @Test("every day is judged by itself: the window moves on the day of a release and on no other")
  func moves() {
    let releases = [Release("4", "2026-03-10"), Release("3", "2025-03-10"), Release("2", "2024-03-10")]
    var seen: [Int?] = []
    for offset in 0..<800 {
      let today = day("2024-01-01").advanced(by: offset).description
      let current = Self.window(releases, [.latest], on: today, lastDay: "2099-12-31").current
      if seen.isEmpty || seen.last != current { seen.append(current) }
    }
    #expect(seen == [nil, 2, 1, 0])
  }
}
