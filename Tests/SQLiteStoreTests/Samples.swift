import Licensing

@testable import SQLiteStore

/// A few records of every kind that belong together.
enum Samples {
  static let vendor = Record(.vendor, [.text("graitec"), .text("GRAITEC"), .text(#"{"team":"R&D"}"#)])
  static let programme = Record(.programme, [.text("advantage"), .text("Advantage"), .text("{}")])
  static let product = Record(.product, [.text("design"), .text("graitec"), .text("Design"), .text("[]")])

  static func release(_ name: String, _ sequence: Int, aliases: String = "[]") -> Record {
    Record(
      .release,
      [
        .text("design"), .text(name), .integer(sequence), .none, .integer(0), .none, .text(aliases), .text("[]"),
        .text("[]"), .none,
      ])
  }

  static func customer(_ id: String, name: String = "Martin", domains: String = "[]") -> Record {
    Record(.customer, [.text(TextFolding.key(id)), .text(id), .text(name), .text("FR"), .none, .text(domains)])
  }

  static func contact(_ email: String, of customer: String) -> Record {
    Record(
      .contact,
      [.text(TextFolding.key(customer)), .text(TextFolding.key(email)), .text(email), .none, .integer(1), .none])
  }

  static func contract(
    _ number: String, of customer: String, ends: String = "2026-12-31", status: String = "active"
  ) -> Record {
    Record(
      .contract,
      [
        .text(TextFolding.key(number)), .text(number), .text(TextFolding.key(customer)), .text("advantage"),
        .text("2025-01-01"), .text(ends), .text(status), .none,
      ])
  }

  static func entitlement(_ contract: String, _ releases: String, line: Int = 1) -> Record {
    Record(
      .entitlement,
      [.text(TextFolding.key(contract)), .text("design"), .integer(line), .text(releases), .integer(2)])
  }

  static func licence(_ code: String, under contract: String, release: String = "2025") -> Record {
    Record(
      .licence,
      [
        .text(LicenceCode(code).key), .text(code), .text(TextFolding.key(contract)), .text("design"), .text(release),
        .text("standalone"), .integer(1), .text("active"), .text("2025-03-04"),
      ])
  }

  /// A catalogue with two releases.
  static let catalogue = [vendor, programme, product, release("2025", 1), release("2026", 2)]
}

extension Connection {
  /// Puts records into the registry as an import does.
  func take(_ records: [Record]) throws {
    let staging = try Staging(self)
    for (index, record) in records.enumerated() {
      _ = try staging.add(record, at: Staging.Position(file: 0, line: index + 1, column: 1))
    }
    try staging.applyAll()
  }
}

extension Staging {
  /// Takes over everything that is staged in one transaction, as an import does.
  func applyAll() throws {
    try connection.writing {
      let number = (try connection.integer("SELECT max(import) FROM import_journal") ?? 0) + 1
      for kind in RecordKind.allCases {
        let counts = try counts(kind)
        try seal(kind, counts) { _ in }
        try journal(kind, counts, import: number)
        try takeOver(kind, counts)
      }
    }
  }
}
