import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Finds the records that others name, among what the registry will hold: compared without case, as questions are.
final class ReferenceLookup {
  /// What a reference names: the values to store for it, or what is missing, or a warning that it may be a slip.
  struct Result {
    var values: [FieldValue]?
    var missing = ""
    var warning: Bilingual?
    /// What it names stands in a file, with problems of its own.
    var isRefused = false
  }

  /// Whether some file could not be read to its end: then nothing can be said to be missing.
  var isIncomplete = false

  private let staging: Staging
  private var vendors: [String: String] = [:]
  private var programmes: [String: String] = [:]
  private var products: [String: String] = [:]
  private var releases: [String: [String: String]] = [:]
  private var versions: [String: Set<String>] = [:]
  private var refused: [RecordKind: Set<String>] = [:]
  /// The contract or customer that was looked up last: files hold many rows of one.
  private var last: (kind: RecordKind, key: String, isThere: Bool)?

  init(_ staging: Staging) {
    self.staging = staging
  }

  /// The product's id as the registry writes it.
  func product(_ text: String) -> String? { products[TextFolding.key(text)] }

  /// Reads what is small enough to be kept at hand, once the kinds before this one are staged.
  func prepare(for kind: RecordKind) throws {
    switch kind {
    case .product: vendors = try ids(.vendor)
    case .release: products = try ids(.product)
    case .update:
      for (record, _) in try staging.planned(.release) {
        let name = record["name"].description
        releases[record["product"].description, default: [:]][TextFolding.key(name)] = name
        versions[record["product"].description, default: []].insert(TextFolding.key(name))
      }
    case .advisory:
      for (record, _) in try staging.planned(.update) {
        versions[record["product"].description, default: []].insert(TextFolding.key(record["name"].description))
      }
    case .contract: programmes = try ids(.programme)
    default: break
    }
  }

  /// Remembers a record that is not taken, so that what names it is not blamed for that.
  func refuse(_ record: Record) {
    guard [.vendor, .programme, .product, .release, .customer, .contract].contains(record.kind) else { return }
    refused[record.kind, default: []].insert(TextFolding.key(record.label))
  }

  private func ids(_ kind: RecordKind) throws -> [String: String] {
    let pairs = try staging.planned(kind).map { (TextFolding.key($0.record.label), $0.record.label) }
    return Dictionary(pairs) { first, _ in first }
  }

  func resolve(_ reference: ReadRecord.Reference, in record: Record) throws -> Result {
    let key = TextFolding.key(reference.text)
    switch reference.kind {
    case .vendor: return found(vendors[key], reference)
    case .programme: return found(programmes[key], reference)
    case .product: return found(products[key], reference)
    case .customer, .contract:
      let isThere = try has(reference.kind, key)
      return found(isThere ? key : nil, reference)
    case .release:
      // The product stands before the release in every kind, so it is resolved by now.
      guard let product = record["product"].text, products[TextFolding.key(product)] != nil else {
        return Result(values: [])
      }
      if record.kind == .entitlement, reference.text == "latest" { return Result(values: [.text("latest")]) }
      let names = releases[product] ?? [:]
      var resolved: [String] = []
      for name in reference.text.split(separator: "|") {
        guard let known = names[TextFolding.key(name)] else {
          return missing(.release, "\(product) \(name)")
        }
        resolved.append(known)
      }
      return Result(values: [.text(resolved.joined(separator: "|"))])
    case .update:
      // An advisory may speak of releases that the catalogue no longer lists.
      guard let product = record["product"].text, products[TextFolding.key(product)] != nil,
        versions[product]?.contains(key) != true
      else { return Result(values: []) }
      return Result(
        warning: Bilingual(
          en: "'\(reference.text)' is no release or update of \(product) in the catalogue",
          fr: "« \(reference.text) » n’est ni une version ni une mise à jour de \(product) dans le catalogue"))
    default: return Result(missing: reference.text)
    }
  }

  private func found(_ value: String?, _ reference: ReadRecord.Reference) -> Result {
    value.map { Result(values: [.text($0)]) } ?? missing(reference.kind, reference.text)
  }

  private func missing(_ kind: RecordKind, _ name: String) -> Result {
    let isRefused = isIncomplete || refused[kind]?.contains(TextFolding.key(name)) == true
    return Result(missing: name, isRefused: isRefused)
  }

  private func has(_ kind: RecordKind, _ key: String) throws -> Bool {
    if let last, last.kind == kind, last.key == key { return last.isThere }
    let isThere = try staging.planned(kind, key: [.text(key)]) != nil
    last = (kind, key, isThere)
    return isThere
  }
}
