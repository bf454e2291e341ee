import Catalogue
public import Formats
import Licensing

/// A record with its parts, as the API shows it: in the form of DESIGN section 3.
public struct ShownRecord: Sendable {
  let record: Record
  let parts: [Record]
  /// The id under which it is found again, also the place from which the next page goes on.
  public let id: String
}

extension JSONWriter {
  /// A record with its parts, in the form in which files have it.
  ///
  /// - Parameters:
  ///   - shown: the record.
  ///   - revealing: whether a licence's code is written whole, instead of its last four characters.
  public mutating func shownRecord(_ shown: ShownRecord, revealing: Bool = false) throws {
    beginObject()
    switch shown.record.kind {
    case .product: try product(shown)
    case .customer: try customer(shown)
    case .contract: contract(shown)
    case .licence: licence(shown, revealing: revealing)
    case .advisory: try advisory(shown.record, product: true)
    default:
      member("id", shown.record["id"].description)
      member("name", shown.record["name"].description)
      try definition(shown.record["definition"].description)
    }
    endObject()
  }

  private mutating func product(_ shown: ShownRecord) throws {
    let record = shown.record
    member("id", record["id"].description)
    member("vendor", record["vendor"].description)
    member("name", record["name"].description)
    list("aliases", record)
    func newestFirst(_ kind: RecordKind) -> [Record] {
      shown.parts.filter { $0.kind == kind }.sorted { ($0["sequence"].integer ?? 0) > ($1["sequence"].integer ?? 0) }
    }
    let updates = Dictionary(grouping: newestFirst(.update)) { $0["release"] }
    key("releases")
    beginArray()
    for release in newestFirst(.release) {
      beginObject()
      self.release(release)
      key("updates")
      beginArray()
      for update in updates[release["name"]] ?? [] {
        beginObject()
        for field in ["name", "released"] { value(field, update) }
        list("aliases", update)
        list("builds", update)
        value("source", update)
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
    key("advisories")
    beginArray()
    for record in shown.parts where record.kind == .advisory {
      beginObject()
      try advisory(record, product: false)
      endObject()
    }
    endArray()
  }

  private mutating func release(_ release: Record) {
    value("name", release)
    value("released", release)
    member("preview", release["preview"].integer == 1)
    value("endOfSupport", release)
    for field in ["aliases", "internal", "builds"] { list(field, release) }
    value("source", release)
  }

  private mutating func advisory(_ record: Record, product: Bool) throws {
    let advisory = try StoredCatalogue.advisory(record)
    member("id", advisory.id)
    if product { member("product", advisory.product) }
    key("affects")
    strings(advisory.affects)
    member("fixedIn", advisory.fixedIn)
    member("upgradeRequired", advisory.isUpgradeRequired)
    key("title")
    beginObject()
    member("en", advisory.title.english)
    member("fr", advisory.title.french)
    endObject()
    member("published", advisory.published?.description)
    let source = try? StrictJSON.parse(record["definition"].description)["source"]?.string
    member("source", source)
  }

  private mutating func customer(_ shown: ShownRecord) throws {
    for field in ["id", "name", "country", "locale"] { value(field, shown.record) }
    list("domains", shown.record)
    key("contacts")
    beginArray()
    for contact in shown.parts {
      beginObject()
      value("email", contact)
      value("name", contact)
      member("mayReceiveCodes", contact["mayReceiveCodes"].integer == 1)
      value("locale", contact)
      endObject()
    }
    endArray()
  }

  private mutating func contract(_ shown: ShownRecord) {
    for field in ["number", "customer", "programme", "starts", "ends", "status", "terminatedOn"] {
      value(field, shown.record)
    }
    key("entitlements")
    beginArray()
    for line in shown.parts {
      beginObject()
      value("product", line)
      value("line", line)
      let releases = line["releases"].description
      key("releases")
      if releases == "latest" {
        string(releases)
      } else {
        strings(releases.split(separator: "|").map(String.init))
      }
      value("seats", line)
      endObject()
    }
    endArray()
  }

  private mutating func licence(_ shown: ShownRecord, revealing: Bool) {
    let record = shown.record
    member("id", shown.id)
    let code = record["code"].description
    member("code", revealing ? code : LicenceCode(code).masked)
    for field in ["contract", "product", "release", "kind", "seats", "state", "issued"] { value(field, record) }
  }

  /// The members of a definition that is kept as JSON.
  private mutating func definition(_ text: String) throws {
    guard let members = try? StrictJSON.parse(text).object else { return }
    for member in members {
      key(member.key)
      node(member.value)
    }
  }

  private mutating func value(_ field: String, _ record: Record) {
    key(field)
    switch record[field] {
    case .none: null()
    case .integer(let number): int(number)
    case .text(let text): string(text)
    }
  }

  /// A list, which is kept as a JSON array.
  private mutating func list(_ field: String, _ record: Record) {
    key(field)
    rawValue(Array(record[field].description.utf8))
  }
}
