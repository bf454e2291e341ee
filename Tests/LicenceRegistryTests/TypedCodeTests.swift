import Foundation
import LicenceRegistry
import Licensing
import Testing

/// A licence code typed into a field that is for something else is shown and kept nowhere.
@Suite struct TypedCodeTests {
  private let bench: Bench
  private let now = UTCInstant(seconds: 1_772_190_000)

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
    try bench.take(
      csv: "code;contract;product;release\r\n0421-7F3K-99QX-A1B2;GA-1;d;2025\r\nABCDEFGHIJ;GA-1;d;2025\r\n"
        + "AD-7F3K-99QX;GA-1;d;2025\r\n00417RVT_2025_0F;GA-1;d;2025\r\n")
  }

  /// Every field of a question that is not for a code, with a text in it.
  static let fields: [(name: String, set: @Sendable (inout Question, String) -> Void)] = [
    ("contract", { $0.contract = $1 }), ("customer", { $0.customer = $1 }), ("email", { $0.email = $1 + "@x.example" }),
    ("product", { $0.product = $1 }), ("version", { $0.version = $1 }), ("topic", { $0.topic = $1 }),
    ("incident", { $0.incident = $1 }), ("ticket", { $0.ticket = $1 }),
    ("product and version", { $0.product = "Design " + $1 }), ("version and more", { $0.version = "2025 (\($1))" }),
  ]

  @Test(arguments: [
    "0421-7F3K-99QX-A1B2", "0421 7f3k 99qx a1b2", "04217F3K99QXA1B2", "ABCDEFGHIJ", "ad-7f3k 99qx", "00417RVT_2025_0F",
  ])
  func `It is in no answer, reply or record`(_ code: String) throws {
    let key = LicenceCode(code).key
    for language in Language.allCases {
      for (name, set) in Self.fields {
        var question = Question(contract: "GA-1", product: "Design", version: "2025")
        set(&question, code)
        let decision = try bench.registry.recordedEligibility(of: question, now: now, language: language)
        let record = try #require(try bench.registry.makeReader().decision(id: decision.id ?? ""))
        let texts =
          [
            String(decoding: record.document, as: UTF8.self), record.ticket ?? "", record.contract ?? "",
            decision.reply, decision.summary,
          ] + decision.rules.map(\.message)
        for text in texts {
          #expect(!LicenceCode(text).key.contains(key), "\(name): \(text)")
          #expect(!LicenceCode(text).key.contains(key.dropFirst(2).prefix(8)), "\(name): \(text)")
        }
        #expect(texts[0].contains("••••\(key.suffix(4))"), "\(name): \(texts[0])")
      }
    }
  }

  @Test func `A decision is found by its ticket as it was typed, a code in it or not`() throws {
    for ticket in ["T-7 (0421-7F3K-99QX-A1B2)", "T-8"] {
      let decision = try bench.registry.recordedEligibility(of: Question(contract: "GA-1", ticket: ticket), now: now)
      #expect(try bench.registry.makeReader().decisions(ticket: ticket).map(\.id) == [decision.id])
    }
  }

  @Test func `What is no code of this registry stays as it was typed, and a record's own name is no code`() throws {
    let question = Question(
      contract: "GA-2024-0117", customer: "C-1", email: "a2026.b2025@martin.example", product: "Design 2025.1.22",
      version: "0521-7F3K-99QX-A1B3", topic: "SOFTWARE-2025-USE", incident: "AD-2026-001", ticket: "INC0012345")
    let decision = try bench.registry.recordedEligibility(of: question, now: now)
    #expect(decision.shownQuestion == .asAsked)
    #expect(decision.ticket == "INC0012345")
    let record = try #require(try bench.registry.makeReader().decision(id: decision.id ?? ""))
    #expect(String(decoding: record.question, as: UTF8.self).contains("0521-7F3K-99QX-A1B3"))

    // A contract whose number is written as a code is.
    try bench.take(
      json5: #"{ contracts: [{ number: "0421-7F3K", customer: "C-1", programme: "p", starts: "2025-01-01", "#
        + #"ends: "2026-12-31", entitlements: [{ product: "d", releases: "latest" }] }] }"#)
    let named = try bench.registry.eligibility(of: Question(contract: "0421-7F3K"), now: now)
    #expect(named.contract?.number == "0421-7F3K" && named.shownQuestion == .asAsked)
  }
}
