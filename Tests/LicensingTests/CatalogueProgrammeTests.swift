import Testing

@testable import Licensing

@Suite("A programme of the catalogue")
struct CatalogueProgrammeTests {
  @Test("the desk's status is the same whether it was asked for before or not, in any order, at the edges and at DST")
  func deskStatus() {
    var desk = DeskHours.office
    desk.days = Set(Weekday.allCases)
    let programme = CatalogueProgramme(Programme(id: "p", name: "P", window: .init(), desk: desk), zone: .paris)
    for edge in [
      "2026-03-28T17:00:00Z", "2026-03-29T07:00:00Z", "2026-03-29T16:00:00Z", "2026-10-24T16:00:00Z",
      "2026-10-25T08:00:00Z", "2026-10-25T17:00:00Z", "2026-12-23T17:00:00Z",
    ] {
      // Back and forth around the edge, by less and less.
      for step in [-90_000, 90_000, -3600, 3600, -2, 2, -1, 1, 0, -3600, 0] as [Int64] {
        let time = UTCInstant(milliseconds: instant(edge).milliseconds + step * 1000)
        #expect(programme.deskStatus(at: time) == desk.status(at: time, in: .paris), "\(time)")
      }
    }
  }

  @Test("a desk that never opens again has no span to be remembered")
  func never() {
    var desk = DeskHours.office
    desk.days = []
    let programme = CatalogueProgramme(Programme(id: "p", name: "P", window: .init(), desk: desk), zone: .paris)
    for _ in 0..<2 {
      let status = programme.deskStatus(at: Scenario.noon)
      #expect(!status.isOpen && status.opensAt == nil && status.closesAt == nil)
    }
  }
}
