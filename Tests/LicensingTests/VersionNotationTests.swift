import Testing

@testable import Licensing

@Suite("Version texts: how updates are counted, and numbers that are no version")
struct VersionNotationTests {
  private static func line(_ text: String) -> String {
    SpellingCatalogue.line(SpellingCatalogue.reader.reading(of: text))
  }

  @Test(
    "an update behind an ordinal or a number sign, or away from its release",
    arguments: [
      ("2025 2e mise à jour", "2025 + 2025.2 exact"), ("2025, 2ème maj", "2025 + 2025.2 exact"),
      ("2025 2nd update", "2025 + 2025.2 exact"), ("2023 1st service pack", "2023 + 2023 SP1 exact"),
      ("1er SP 2023", "2023 + 2023 SP1 exact"), ("2025 mise a jour n° 2", "2025 + 2025.2 exact"),
      ("2025 maj n°2", "2025 + 2025.2 exact"), ("2025 Update No. 2", "2025 + 2025.2 exact"),
      ("2025 Update #2", "2025 + 2025.2 exact"), ("#2025", "2025 exact"), ("n° 2025", "2025 exact"),
      ("26 SP1", "2026 + 2026.1 exact"), ("25 maj 2", "2025 + 2025.2 exact"), ("Update 2 2025", "2025 + 2025.2 exact"),
      ("SP1 2026", "2026 + 2026.1 exact"), ("SP1 de 2026", "2026 + 2026.1 inexact"),
      ("25 maj 2.9", "2025 + 2025.2 inexact"), ("25 maj 9", "2025 inexact"), ("SP1 2025", "2025 inexact"),
      ("SP1 2025.2", "2025 + 2025.2 inexact"), ("update 1 update 2 2025", "2025 inexact"), ("2e 2025", "2025 inexact"),
      ("2e mise à jour", "unrecognised"),
    ])
  func updates(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "an underscore parts words, and a full stop the name from its number",
    arguments: [
      ("2026_SP1", "2026 + 2026.1 exact"), ("AD_2025", "2025 exact"), ("Advance_Design_2025.1", "2025 + 2025.1 exact"),
      ("20231029_1515_x64", "2024 exact"), ("20231029-1515", "2024 exact"), ("20231029 1515", "2024 exact"),
      ("1515", "unrecognised"), ("20231029", "unrecognised"), ("2025_1", "2025 inexact"), ("AD.2025", "2025 exact"),
      ("2024.1.1 (Full Install)", "2024 + 2024.1.1 (Install) exact"), ("2024.1 Full Install", "2024 inexact"),
    ])
  func marks(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "a version that is named to say that it is another one is no match",
    arguments: [
      "avant 2025", "< 2025", "<2025", ">2025", ">= 2025", "≤ 2025", "2025 <", "pas 2025", "not 2025",
      "2025 ou antérieur", "antérieur à 2025",
      "2025 ou plus récent", "2025 or later", "older than 2025", "2025 minimum", "depuis la 2025",
      "avant la v25 de 2025",
      "jusqu’à 2025",
    ])
  func bounds(text: String) {
    #expect(Self.line(text) == "unrecognised")
    guard case .unrecognised(let nearest, _) = SpellingCatalogue.reader.reading(of: text) else { return }
    #expect(nearest.contains("2025"))
  }

  @Test(
    "such words behind a version speak of something else",
    arguments: ["2025 ne démarre pas", "2025 crash after start", "2025 plante depuis hier"])
  func boundsOfOtherThings(text: String) {
    #expect(Self.line(text) == "2025 inexact")
  }

  @Test(
    "the nearest known update counts, it does not compare letters",
    arguments: [
      ("2026.10", "2026.4.1"), ("26.10", "2026.4.1"), ("2026.4.0", "2026.3"), ("2026.1.7", "2026.1"),
      ("2026 SP1", "2026.1"),
      ("2026 Service Pack 2", "2026.2"), ("2026.0", "2026.1"), ("R 2026 update 9.9", "2026.4.1"),
    ])
  func nearest(text: String, expected: String) {
    let product = SpellingCatalogue.catalogue([
      Product(
        id: "r", vendor: "v", name: "R",
        releases: [Release("2026", updates: ["2026.10b", "2026.4.1", "2026.3", "2026.2", "2026.1"])])
    ]).products[0]
    #expect(product.nearestUpdate(to: text, of: 0) == expected)
  }

  @Test(
    "a day or a time is no release",
    arguments: [
      "12/03/2025", "2025-03-12", "12-3-2025", "25/12/26", "25.12.2026", "12 mars 2025", "March 2025", "14:25",
      "14h25", "2025-03-12T14:25:00Z", "installée le 12/03/2025", "le 25 décembre 2026",
    ])
  func days(text: String) {
    #expect(Self.line(text) == "unrecognised")
    #expect(Self.line("2026 (\(text))") == "2026 inexact")
  }

  @Test(
    "but a version that looks like a day is a version",
    arguments: [
      ("25.1.2025", "2025 inexact"), ("2025.04.02", "2025 inexact"), ("2025/2026", "ambiguous 2026 2025"),
      ("25/26", "ambiguous 2026 2025"), ("2025 5/13/99999", "2025 inexact"), ("25.13.2026", "2025 inexact"),
    ])
  func notDays(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test("a name of the catalogue that is a day stays one")
  func calendarNames() {
    let product = Product(
      id: "p", vendor: "v", name: "P",
      releases: [
        Release("2025-03", updates: ["2025-03-12"]), Release("2024-11"), Release("12.03.2024"), Release("March 2023"),
      ])
    let reader = SpellingCatalogue.catalogue([product]).products[0]
    let expected = [
      ("version 2025-03-12", "2025-03 + 2025-03-12 exact"), ("P 2025-03-13", "2025-03 inexact"),
      ("2024-11 x64", "2024-11 exact"), ("version 12.03.2024", "12.03.2024 exact"),
      ("p March 2023", "March 2023 exact"),
      ("13.03.2024", "unrecognised"),
    ]
    for (text, line) in expected {
      #expect(SpellingCatalogue.line(reader.reading(of: text), of: product) == line, "\(text)")
    }
  }

  @Test(
    "the number of what the program runs on, or writes, is not its own",
    arguments: [
      ("2025 sous Windows 26", "2025 inexact"), ("2025 Windows Server 2026", "2025 inexact"),
      ("2025, Office 2024", "2025 inexact"), ("2026 DWG 2025", "2026 inexact"), ("Windows 26", "unrecognised"),
      ("IFC 2025", "unrecognised"), ("windows 2025", "unrecognised"), ("Windows 11 2025", "2025 inexact"),
    ])
  func surroundings(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  /// A product that the catalogue knows by its years alone, with one update.
  private static let yearly = Product(
    id: "p", vendor: "v", name: "Poutre", aliases: ["PT"],
    releases: [Release("2026"), Release("2025", updates: ["2025.1", "2025 SP2"]), Release("2014")])

  /// A product whose own numbers run beside the years, as AutoCAD's do.
  private static let counted = Product(
    id: "q", vendor: "v", name: "Quai",
    releases: [
      Release(name: "2026", internal: ["25.1"]), Release(name: "2025", internal: ["25.0"]),
      Release(name: "2024", internal: ["24.3"]), Release(name: "2014", internal: ["19.1"]),
    ])

  @Test(
    "two digits that no name accounts for: the year, unless a number of the program's own may be meant",
    arguments: [
      ("25", "2025 inexact"), ("v25", "2025 inexact"), ("PT25", "2025 inexact"), ("Poutre R25", "2025 inexact"),
      ("25.1", "2025 + 2025.1 inexact"), ("v25.1.3", "2025 + 2025.1 inexact"), ("25 SP2", "2025 + 2025 SP2 inexact"),
      ("version 25 maj 1", "2025 + 2025.1 inexact"), ("14", "2014 inexact"), ("27", "unrecognised"),
      ("25 postes", "unrecognised"), ("25 26", "unrecognised"), ("2", "unrecognised"),
      ("025", "unrecognised"), ("SP 25", "unrecognised"), ("25/26", "unrecognised"),
    ])
  func shortYears(text: String, expected: String) {
    let reader = SpellingCatalogue.catalogue([Self.yearly]).products[0]
    #expect(SpellingCatalogue.line(reader.reading(of: text), of: Self.yearly) == expected)
  }

  @Test(
    "where a program counts otherwise, two digits are never taken for a year",
    arguments: [
      ("25", "ambiguous 2026 2025"), ("R25", "ambiguous 2026 2025"), ("25.7", "ambiguous 2026 2025"),
      ("24", "unrecognised"), ("R14", "unrecognised"), ("Quai 19", "unrecognised"), ("25.1", "2026 exact"),
      ("R24.3", "2024 exact"),
    ])
  func otherCounts(text: String, expected: String) {
    let reader = SpellingCatalogue.catalogue([Self.counted]).products[0]
    let reading = reader.reading(of: text)
    #expect(SpellingCatalogue.line(reading, of: Self.counted) == expected)
    if case .unrecognised(let nearest, _) = reading { #expect(nearest.count == 1, "what may be meant is named") }
  }

  @Test(
    "where the whole text is like no name, its words may be",
    arguments: [("2O25 FR", "2025"), ("Advance Dezign 2O25", "2025"), ("version 20255 x64", "2025")])
  func nearest(text: String, name: String) {
    guard case .unrecognised(let nearest, _) = SpellingCatalogue.reader.reading(of: text) else {
      Issue.record("\(Self.line(text))")
      return
    }
    #expect(nearest.contains(name))
  }
}
