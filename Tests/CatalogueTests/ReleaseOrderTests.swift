import Catalogue
import Testing

/// The order of a product's releases when a file lists some of them.
@Suite struct ReleaseOrderTests {
  /// The names in the order of their sequences, oldest first.
  private func order(_ sequences: [String: Int]) -> [String] {
    sequences.sorted { $0.value < $1.value }.map(\.key)
  }

  @Test(
    arguments: [
      (["c", "b", "a"], [:], ["a", "b", "c"]), (["2025", "2026", "2024"], [:], ["2024", "2026", "2025"]),
      // Unlisted ones stay next to the older neighbour that they had.
      (["c", "a"], ["a": 1, "b": 2, "c": 3], ["a", "b", "c"]), (["b"], ["a": 1, "b": 2, "c": 3], ["a", "b", "c"]),
      (["d", "b"], ["a": 1, "b": 2, "c": 3], ["a", "b", "c", "d"]),
      (["new"], ["a": 1, "b": 2], ["a", "b", "new"]), (["b", "new"], ["a": 1, "b": 2], ["a", "new", "b"]),
      (["a", "c"], ["a": 1, "b": 2, "c": 3], ["c", "a", "b"]), ([], ["a": 1, "b": 2], ["a", "b"]),
      (["b", "a"], ["a": 10, "b": 20], ["a", "b"]),
    ] as [([String], [String: Int], [String])])
  func `The order that comes out`(_ listed: [String], _ known: [String: Int], _ expected: [String]) {
    #expect(order(ReleaseOrder(listed: listed, known: known).sequences) == expected)
  }

  @Test func `A new newest release changes nothing but itself`() {
    let known = ["2023": 1, "2024": 4, "2025": 5]
    let sequences = ReleaseOrder(listed: ["2026", "2025", "2024", "2023"], known: known).sequences
    #expect(sequences == known.merging(["2026": 6]) { $1 })
  }

  @Test func `A release put between two makes room by what is newer alone`() {
    let known = ["a": 1, "b": 2, "c": 3]
    #expect(ReleaseOrder(listed: ["c", "b", "x", "a"], known: known).sequences == ["a": 1, "x": 2, "b": 3, "c": 4])
  }

  /// Every way to list some of four releases, and one that is new, over every subset that is known.
  @Test func `What is listed comes out in its order, what is known in its own, and twice is as once`() {
    let names = ["a", "b", "c", "d"]
    for mask in 0..<16 {
      let known = Dictionary(
        uniqueKeysWithValues: names.enumerated().filter { mask & 1 << $0.offset != 0 }
          .map { ($0.element, $0.offset * 2 + 1) })
      for listed in Self.arrangements(of: names + ["new"]) {
        let sequences = ReleaseOrder(listed: listed, known: known).sequences
        #expect(Set(sequences.keys) == Set(listed).union(known.keys))
        #expect(Set(sequences.values).count == sequences.count)
        #expect(sequences.values.allSatisfy { $0 > 0 })
        let result = order(sequences)
        #expect(result.filter(listed.contains) == listed.reversed())
        let unlisted = order(known).filter { !listed.contains($0) }
        #expect(result.filter(unlisted.contains) == unlisted)
        #expect(ReleaseOrder(listed: listed, known: sequences).sequences == sequences)
        if result == order(known) { #expect(sequences == known) }
      }
    }
  }

  @Test(
    arguments: [
      // In a gap of which the list says nothing, days decide, be it a neighbour's.
      (["2027"], ["2027": "2026-05-20", "2026": "2025-05-20"], ["2024", "2025", "2026", "2027"], nil),
      (["2027"], [:], ["2024", "2025", "2026", "2027"], "2027"),
      (["2028", "2027"], ["2028": "2027-05-20"], ["2024", "2025", "2026", "2027", "2028"], "2027"),
      (
        ["2028", "2027"], ["2027": "2026-05-20", "2025": "2024-05-20"], ["2024", "2025", "2026", "2027", "2028"], "2027"
      ),
      (["2023"], ["2023": "2022-05-20", "2024": "2023-05-20"], ["2023", "2024", "2025", "2026"], nil),
      (["2023"], ["2023": "2022-05-20", "2025": "2024-05-20"], ["2024", "2023", "2025", "2026"], "2023"),
      (["2026", "2023"], ["2023": "2022-05-20", "2024": "2023-05-20"], ["2023", "2024", "2025", "2026"], nil),
      // Nothing decides: the two are not mixed.
      (["2026", "2023"], [:], ["2024", "2025", "2023", "2026"], "2023"),
      // A neighbour that is listed too tells the place.
      (["2027", "2026"], [:], ["2024", "2025", "2026", "2027"], nil),
      (["2024", "2023"], [:], ["2023", "2024", "2025", "2026"], nil),
    ] as [([String], [String: String], [String], String?)])
  func `A new one among those that are not listed`(
    _ listed: [String], _ days: [String: String], _ expected: [String], _ undetermined: String?
  ) {
    let result = ReleaseOrder(listed: listed, known: ["2024": 1, "2025": 2, "2026": 3], released: days)
    #expect(order(result.sequences) == expected)
    #expect(result.undetermined.keys.first == undetermined)
  }

  /// Every ordered choice of some of the names.
  private static func arrangements(of names: [String]) -> [[String]] {
    [[]]
      + names.flatMap { name in
        arrangements(of: names.filter { $0 != name }).map { [name] + $0 }
      }
  }
}
