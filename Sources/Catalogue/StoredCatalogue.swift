import Formats
public import Licensing

/// Makes the registry's records into what decisions go by.
public enum StoredCatalogue {
  /// A record of the registry can't be read back; it was written by something else.
  public struct Unreadable: Error, Sendable, CustomStringConvertible {
    /// Which record it is.
    public let record: String
    /// What is wrong with it.
    public var description: String { "the registry's \(record) can't be read" }
  }

  /// The vendor of a record.
  public static func vendor(_ record: Record) throws -> Vendor {
    let object = try parse(record, "escalation")
    guard let team = object["team"]?.string else { throw Unreadable(record: "vendor \(record.label)") }
    return Vendor(
      id: record["id"].description, name: record["name"].description, team: team, outcome: localized(object["outcome"]))
  }

  /// The programme of a record.
  public static func programme(_ record: Record) throws -> Programme {
    let definition = try parse(record, "definition")
    let members =
      (definition.object ?? []) + [
        JSONMember(key: "id", value: JSONNode(.string(record["id"].description))),
        JSONMember(key: "name", value: JSONNode(.string(record["name"].description))),
      ]
    let problems = ProblemLog(limit: 1)
    let source = JSONFieldSource(
      JSONNode(.object(members)), file: "registry", kind: "programmes", known: DefinitionReader.programmeFields,
      problems)
    guard let source,
      let programme = DefinitionReader.programme(source, file: "registry", problems, isStored: true)
    else {
      throw Unreadable(record: "programme \(record.label)")
    }
    return programme
  }

  /// The advisory of a record.
  public static func advisory(_ record: Record) throws -> Advisory {
    let definition = try parse(record, "definition")
    let members =
      (definition.object ?? []) + [
        JSONMember(key: "id", value: JSONNode(.string(record["id"].description)))
      ]
    let source = JSONFieldSource(
      JSONNode(.object(members)), file: "registry", kind: "advisories", known: DefinitionReader.advisoryFields,
      ProblemLog(limit: 1))
    guard let source, let advisory = DefinitionReader.advisory(source, product: record["product"].description) else {
      throw Unreadable(record: "advisory \(record.label)")
    }
    return advisory
  }

  /// The products of records, with their releases and updates, newest first.
  public static func products(_ products: [Record], releases: [Record], updates: [Record]) throws -> [Product] {
    func newestFirst(_ records: [Record]) -> [Record] {
      records.sorted { ($0["sequence"].integer ?? 0) > ($1["sequence"].integer ?? 0) }
    }
    let releasesOf = Dictionary(grouping: releases) { $0["product"] }
    let updatesOf = Dictionary(grouping: updates) { [$0["product"], $0["release"]] }
    return try products.map { product in
      let own = newestFirst(releasesOf[product["id"]] ?? [])
      return Product(
        id: product["id"].description, vendor: product["vendor"].description, name: product["name"].description,
        aliases: try texts(product, "aliases"),
        releases: try own.map { release in
          let updates = newestFirst(updatesOf[[release["product"], release["name"]]] ?? [])
          return Release(
            name: release["name"].description, released: day(release, "released"),
            isPreview: release["preview"].integer == 1, endOfSupport: day(release, "endOfSupport"),
            aliases: try texts(release, "aliases"), internal: try texts(release, "internal"),
            builds: try texts(release, "builds"), source: release["source"].text,
            updates: try updates.map { update in
              ReleaseUpdate(
                name: update["name"].description, released: day(update, "released"),
                aliases: try texts(update, "aliases"), builds: try texts(update, "builds"),
                source: update["source"].text)
            })
        })
    }
  }

  static func parse(_ record: Record, _ field: String) throws -> JSONNode {
    do {
      return try StrictJSON.parse(record[field].description)
    } catch {
      throw Unreadable(record: "\(record.kind.singular) \(record.label)")
    }
  }

  /// The texts of a list field.
  public static func texts(_ record: Record, _ field: String) throws -> [String] {
    // Most lists are empty, and a big catalogue has many.
    if record[field].text == "[]" { return [] }
    return try parse(record, field).array?.compactMap(\.string) ?? []
  }

  private static func day(_ record: Record, _ field: String) -> CalendarDay? {
    record[field].text.flatMap { CalendarDay($0) }
  }

  private static func localized(_ node: JSONNode?) -> LocalizedText {
    if let text = node?.string { return LocalizedText(english: text, french: text) }
    return LocalizedText(english: node?["en"]?.string ?? "", french: node?["fr"]?.string ?? "")
  }
}
