import Testing

@testable import LicenceRegistry

/// Ids of licences, which stand where codes must not.
@Suite("Ids of licences")
struct LicenceIDsTests {
  private let ids = LicenceIDs(secret: Array(0..<32))

  @Test(
    "an id leads back to its code", arguments: ["A", "04217F3K99QXA1B2", "Ü12", String(repeating: "9X", count: 60)])
  func roundTrip(code: String) {
    let id = ids.id(of: code)
    #expect(id == ids.id(of: code))
    #expect(ids.key(of: id) == code)
    #expect(id.hasPrefix("lic_") && id.utf8.allSatisfy { $0 < 0x80 })
    #expect(!id.uppercased().contains(code) || code.count < 3)
  }

  @Test("codes that differ in one character have ids that share nothing")
  func neighbours() {
    let (one, other) = (ids.id(of: "04217F3K99QXA1B2"), ids.id(of: "04217F3K99QXA1B3"))
    let same = zip(one, other).count { $0 == $1 }
    #expect(one.count == other.count && same < 16)
  }

  @Test("what this registry did not make is no id")
  func foreign() {
    let id = ids.id(of: "04217F3K99QXA1B2")
    #expect(LicenceIDs(secret: [1]).key(of: id) == nil)
    for place in id.indices.dropFirst(4) {
      var forged = id
      forged.replaceSubrange(place...place, with: id[place] == "0" ? "1" : "0")
      #expect(ids.key(of: forged) == nil)
    }
    for text in ["", "lic_", "lic_0", "04217F3K99QXA1B2", id + "0", id.uppercased(), "lic_\u{1F600}"] {
      #expect(ids.key(of: text) == nil)
    }
  }
}
