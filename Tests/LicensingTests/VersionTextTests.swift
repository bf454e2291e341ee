import Licensing
import Testing

@Suite("Version texts, as people type them")
struct VersionTextTests {
  private static func line(_ text: String) -> String {
    SpellingCatalogue.line(SpellingCatalogue.reader.reading(of: text))
  }

  @Test(
    "a release, however it is spelled",
    arguments: [
      "2025", " 2025 ", "v25", "V 25", "V25", "v.25", "V.2025", "v2025", "R 25", "r2025", "ver. 2025", "Version 2025",
      "version: 2025", "VERSION\u{a0}2025", "2025.", "(2025)", "« 2025 »", "２０２５", "2025\u{200b}", "\u{feff}2025\r\n",
      "2025™", "25", "25.0", "V25.0", "R25.0", "AD 2025", "ad2025", "AD25", "Advance Design 2025",
      "ADVANCE DESIGN\u{202f}2025",
      "Advance-Design 2025", "Advance\u{2011}Design-2025", "AdvanceDesign 2025", "Advance Désign 2025",
      "GRAITEC Advance Design 2025", "Graitec 2025", "Advance Design v25", "Advance Design - version 2025", "2025 x64",
      "2025 (64 bits)", "2025 64-bit", "2025 édition", "Release 2025", "AD (2025)", "2025 AD", "2025, Advance Design",
    ])
  func release(text: String) {
    #expect(Self.line(text) == "2025 exact")
  }

  @Test(
    "an update, however it is spelled",
    arguments: [
      ("2025.1", "2025 + 2025.1 exact"), ("V2025.1", "2025 + 2025.1 exact"), ("Version 2025.1", "2025 + 2025.1 exact"),
      ("2025.0.2", "2025 + 2025.0.2 exact"), ("AD 2025.0.2", "2025 + 2025.0.2 exact"),
      ("2025 Update 2", "2025 + 2025.2 exact"), ("2025 update2", "2025 + 2025.2 exact"),
      ("2025 maj 2", "2025 + 2025.2 exact"), ("2025 MAJ2", "2025 + 2025.2 exact"), ("2025 U2", "2025 + 2025.2 exact"),
      ("2025 mise à jour 2", "2025 + 2025.2 exact"), ("2025 MISE A\u{300} JOUR 2", "2025 + 2025.2 exact"),
      ("2025u2", "2025 + 2025.2 exact"), ("2023SP1", "2023 + 2023 SP1 exact"), ("2026SP1", "2026 + 2026.1 exact"),
      ("2015R2", "2015 R2 exact"),
      ("Advance Design® 2025.1", "2025 + 2025.1 exact"), ("2025 - Update 2", "2025 + 2025.2 exact"),
      ("2025 upd. 2", "2025 + 2025.2 exact"),
      ("2024.2", "2024 + 2024 Update 2 exact"), ("2024 maj2", "2024 + 2024 Update 2 exact"),
      ("2026 SP1", "2026 + 2026.1 exact"), ("2026  sp 1", "2026 + 2026.1 exact"), ("2026-SP1", "2026 + 2026.1 exact"),
      ("2026 Service Pack 1", "2026 + 2026.1 exact"), ("2026 service-pack 1", "2026 + 2026.1 exact"),
      ("2023 SP1", "2023 + 2023 SP1 exact"), ("2023 ServicePack1", "2023 + 2023 SP1 exact"),
      ("2025.1.9", "2025 + 2025.1.9 exact"), ("2025.1.10", "2025 + 2025.1.10 exact"),
      ("２０２５．１", "2025 + 2025.1 exact"), ("2025 2025.1", "2025 + 2025.1 exact"),
    ])
  func update(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "the longest known name wins, and what no name accounts for makes it inexact, never another release",
    arguments: [
      ("2025.1.4", "2025 + 2025.1 inexact"), ("2025.1.11", "2025 + 2025.1 inexact"), ("2025.3", "2025 inexact"),
      ("2025.10", "2025 inexact"), ("2025.0.9", "2025 inexact"), ("2025.1 SP2", "2025 + 2025.1 inexact"),
      ("2025.2 SP2", "2025 + 2025.2 SP2 exact"), ("2025 SP1", "2025 inexact"), ("2025 SP7", "2025 inexact"),
      ("2025 Hotfix", "2025 inexact"), ("2025.1 Hotfix 3", "2025 + 2025.1 inexact"), ("SP1 2025", "2025 inexact"),
      ("2025 Update 26", "2025 inexact"), ("2025 U26", "2025 inexact"), ("2025 maj 26.0", "2025 inexact"),
      ("2025SP1", "2025 inexact"), ("2025sp2", "2025 inexact"), ("2025R2", "2025 inexact"),
      ("2025 SP 26", "2025 inexact"), ("2025 hotfix 26", "2025 inexact"), ("2025 FR", "2025 inexact"),
      ("2024 (Full Install)", "2024 inexact"), ("2024.1.1 (Install)", "2024 + 2024.1.1 (Install) exact"),
      ("2024.1.1 Install", "2024 + 2024.1.1 (Install) exact"), ("2024.1.1", "2024 + 2024.1.1 exact"),
      ("2025 + 2025.2", "2025 + 2025.2 inexact"), ("2025.1 / 2025.2", "2025 inexact"), ("2015 R2", "2015 R2 exact"),
      ("2015 R2 SP1", "2015 R2 inexact"), ("2015 r 2", "2015 R2 exact"), ("2015 R3", "2015 inexact"),
      ("2015", "2015 exact"), ("Zorglub 2025", "2025 inexact"), ("2025 sous Windows 11", "2025 inexact"),
    ])
  func longest(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "internal numbers are prefixes that end at a dot; builds and stamps are exact",
    arguments: [
      ("26.0.4.409", "2026 exact"), ("26.0.4.410", "2026 inexact"), ("R26.0.4", "2026 inexact"), ("R26", "2026 exact"),
      ("26.1.0.22", "2026 + 2026.1 exact"), ("V26.1.0.22", "2026 + 2026.1 exact"), ("26.1.0.23", "2026 inexact"),
      ("25.0.7", "2025 inexact"), ("20231029_1515", "2024 exact"), ("20231029_1515(x64)", "2024 exact"),
      ("20231029_1516", "unrecognised"), ("Build 20231029_1515", "2024 exact"),
      // A stamp or prefix of two releases.
      ("20251107_1515", "ambiguous 2026 2024"), ("24", "ambiguous 2024 2023"), ("24.0.1", "ambiguous 2024 2023"),
      ("2024 (24.0.1)", "2024 inexact"), ("2026 20251107_1515", "2026 + 2026.2 exact"), ("240", "unrecognised"),
      ("24a", "unrecognised"),
    ])
  func numbers(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "two releases in a text",
    arguments: [
      "2025 2026", "2025/2026", "2026 et 2025", "2025 ou 2026.1", "de 2025 à 2026", "25 -> 26", "R25 / R26",
      "2025, 2026",
      "Advance Design 2025 et Advance Design 2026", "2025 SP1 2026", "2025 Update 2026", "2025.1 (26.1.0.22)",
    ])
  func two(text: String) {
    #expect(Self.line(text) == "ambiguous 2026 2025")
  }

  @Test(
    "what is no version",
    arguments: [
      "Update 26", "update 2", "U26", "SP1", "Hotfix 26", "maj 26", "mise à jour 26", "Service Pack 26", "patch 25",
      "", "-", "?", "N", "N-1", "latest", "dernière", "AD", "Advance Design", "GRAITEC", "0.2025", "1.26", "x26",
    ])
  func none(text: String) {
    #expect(Self.line(text) == "unrecognised")
  }

  @Test(
    "never a silent wrong release: slips and odd spellings are this release or nothing",
    arguments: [
      ("2O25", "2025"), ("20255", "2025"), ("2052", "2025"), ("225", "2025"), ("205", "2025"), ("2 025", "2025"),
      ("2025_1", "2025"),
      ("2025a", "2025"), ("2025x64", "2025"), ("12025", "2025"), ("2025é", "2025"),
      ("2025,1", "2025"), ("2025. 1", "2025"),
      ("2025 build 1234", "2025"), ("2023 sp 01", "2023"), ("2023.1", "2023"),
      ("2026 R2", "2026"),
    ])
  func slips(text: String, release: String) {
    let line = Self.line(text)
    #expect(line == "unrecognised" || line.hasPrefix(release) && line.hasSuffix(" inexact"), "\(line)")
  }

  @Test(
    "slips get the nearest names",
    arguments: [
      ("2O25", "2025"), ("20255", "2025"), ("2052", "2025"), ("2024.11", "2024.1.1"), ("2023 SPI", "2023 SP1"),
    ])
  func nearest(text: String, name: String) {
    if case .unrecognised(let nearest, _) = SpellingCatalogue.reader.reading(of: text) {
      #expect(nearest.contains(name) && nearest.count <= 3)
    } else {
      #expect(Self.line(text).hasSuffix("inexact"))
    }
  }

  @Test("previews: what is announced is found, and is not what is out")
  func previews() {
    #expect(Self.line("2027") == "2027 exact")
    #expect(Self.line("2027 beta") == "2027 inexact")
    for text in ["2026 beta", "2026 preview", "2026 RC1", "aperçu 2026"] { #expect(Self.line(text) == "unrecognised") }
  }
}
