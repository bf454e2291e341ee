import Testing

@testable import Licensing

@Suite("How far apart two texts are")
struct EditDistanceTests {
  @Test(
    "insertions, deletions, replacements and swaps of neighbours",
    arguments: [
      ("", "", 0), ("a", "", 1), ("", "abc", 3), ("revit", "revit", 0), ("revti", "revit", 1), ("revitt", "revit", 1),
      ("rvit", "revit", 1), ("rexit", "revit", 1), ("desing", "design", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
      ("2052", "2025", 1), ("abcd", "badc", 2),
    ])
  func known(left: String, right: String, distance: Int) {
    #expect(TextFolding.distance(left, right) == distance)
    #expect(TextFolding.distance(right, left) == distance)
  }

  /// The same by trying everything, for short texts.
  private static func naive(_ left: ArraySlice<Character>, _ right: ArraySlice<Character>) -> Int {
    guard let one = left.last, let two = right.last else { return max(left.count, right.count) }
    var best = min(naive(left.dropLast(), right), naive(left, right.dropLast())) + 1
    best = min(best, naive(left.dropLast(), right.dropLast()) + (one == two ? 0 : 1))
    if left.count > 1, right.count > 1, left.dropLast().last == two, right.dropLast().last == one {
      best = min(best, naive(left.dropLast(2), right.dropLast(2)) + 1)
    }
    return best
  }

  @Test("the same as by trying everything, for all texts of up to four letters of two")
  func exhausted() {
    var texts = [""]
    for length in 0..<4 { texts += texts.filter { $0.count == length }.flatMap { ["\($0)a", "\($0)b"] } }
    for left in texts {
      for right in texts {
        #expect(
          TextFolding.distance(left, right) == Self.naive(Array(left)[...], Array(right)[...]), "\(left) \(right)")
      }
    }
  }

  @Test("suggestions: the nearest first, at most three, none farther than a third")
  func nearest() {
    let items = ["2024", "2025", "2026", "2027", "spring"].map { (text: $0, item: $0) }
    #expect(EditDistance.nearest(to: "2025", among: items).first == "2025")
    #expect(EditDistance.nearest(to: "20255", among: items) == ["2025", "2024", "2026"])
    #expect(EditDistance.nearest(to: "spirng", among: items) == ["spring"])
    #expect(EditDistance.nearest(to: "autumn", among: items).isEmpty)
    #expect(EditDistance.nearest(to: String(repeating: "2025", count: 99), among: items).isEmpty)
  }
}
