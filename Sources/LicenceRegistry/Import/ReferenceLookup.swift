import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Finds the records that others name, among what the registry will hold: compared without case, as questions are.
final class ReferenceLookup {
  /// What a reference names.
  enum Result {
    /// The value to store for it.
    case found(FieldValue)
    /// There is no such thing.
    case missing(MissingReference)
    /// There may be a slip, in a field that may name what the catalogue does not have.
    case doubtful(Bilingual)
    /// What it names stands in the files, and is left out because of its own problems.
    case refused(Bilingual)
    /// Nothing can be said: a file with records of that kind can't be read, or what it depends on is told elsewhere.
    case untold
  }

  private let staging: Staging
  private var vendors: [String: String] = [:]
  private var programmes: [String: String] = [:]
  private var products: [String: String] = [:]
  private var productNames: [String: String] = [:]
  private var releases: [String: [String: String]] = [:]
  private var versions: [String: Set<String>] = [:]
  /// Kinds of which a file could not be read to its end: then nothing can be said to be missing.
  private var incomplete: Set<RecordKind> = []
  /// Kinds of which some record is left out.
  private var refusedKinds: Set<RecordKind> = []
  /// The contract or customer that was looked up last: files hold many rows of one.
  private var last: (kind: RecordKind, key: String, isThere: Bool)?

  init(_ staging: Staging) throws {
    self.staging = staging
    try staging.prepareRefusals()
  }

  /// The product's id as the registry writes it.
  func product(_ text: String) -> String? { products[TextFolding.key(text)] }

  /// A release's name as the registry writes it.
  func release(_ text: String, of product: String) -> String? { releases[product]?[TextFolding.key(text)] }

  /// Says that records of some kinds may be in a file that can't be read.
  func miss(_ kinds: Set<RecordKind>) { incomplete.formUnion(kinds) }

  /// Remembers a record that is left out, so that what names it is left out too.
  func refuse(_ record: Record) throws {
    guard [.vendor, .programme, .product, .release, .customer, .contract].contains(record.kind) else { return }
    refusedKinds.insert(record.kind)
    // The first of two records with one key may have been taken; what names them names that one.
    try staging.refuse(record.kind, key: TextFolding.key(record.label))
    last = nil
  }

  /// Reads what is small enough to be kept at hand, once the kinds before this one are staged.
  func prepare(for kind: RecordKind) throws {
    switch kind {
    case .product: vendors = try ids(.vendor)
    case .release: (products, productNames) = (try ids(.product), try productsByName())
    case .update:
      for (record, position) in try staging.planned(.release) where try position != nil || !isRefused(record) {
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

  private func ids(_ kind: RecordKind) throws -> [String: String] {
    var ids: [String: String] = [:]
    for (record, position) in try staging.planned(kind) where try position != nil || !isRefused(record) {
      let key = TextFolding.key(record.label)
      if ids[key] == nil { ids[key] = record.label }
    }
    return ids
  }

  private func isRefused(_ record: Record) throws -> Bool {
    try isRefused(record.kind, TextFolding.key(record.label))
  }

  private func isRefused(_ kind: RecordKind, _ key: String) throws -> Bool {
    try refusedKinds.contains(kind) && staging.isRefused(kind, key: key)
  }

  func resolve(_ reference: ReadRecord.Reference, in record: Record) throws -> Result {
    let key = TextFolding.key(reference.text)
    switch reference.kind {
    case .vendor: return try known(vendors, key, reference)
    case .programme: return try known(programmes, key, reference)
    case .product: return try known(products, key, reference)
    case .customer, .contract:
      if try has(reference.kind, key) { return .found(.text(key)) }
      return try absent(reference.kind, key, reference.text, hint: try withZeros(reference.kind, key))
    case .release: return try release(reference, in: record)
    case .update:
      // An advisory may speak of releases that the catalogue no longer lists.
      guard let product = product(of: record), versions[product]?.contains(key) != true else { return .untold }
      return .doubtful(
        Bilingual(
          en: "'\(reference.text)' is no release or update of \(product) in the catalogue",
          fr: "« \(reference.text) » n’est ni une version ni une mise à jour de \(product) dans le catalogue"))
    default: return .missing(MissingReference(kind: reference.kind, name: reference.text))
    }
  }

  /// The product of a record, which stands before the release in every kind and is resolved by now; `nil` if there is none,
  /// which is told already.
  private func product(of record: Record) -> String? {
    record["product"].text.flatMap { products[TextFolding.key($0)] }
  }

  private func release(_ reference: ReadRecord.Reference, in record: Record) throws -> Result {
    guard let product = product(of: record) else { return .untold }
    if record.kind == .entitlement, reference.text == "latest" { return .found(.text("latest")) }
    let names = releases[product] ?? [:]
    if let known = names[TextFolding.key(reference.text)] { return .found(.text(known)) }
    var resolved: [String] = []
    for name in reference.text.split(separator: "|").map(String.init) {
      let key = TextFolding.key(name)
      guard let known = names[key] else {
        let label = "\(product) \(name)"
        let newest = names.values.sorted { $0.compareDigits(to: $1) }.reversed().prefix(8).joined(separator: ", ")
        let expected = Bilingual(en: "one of \(newest)", fr: "l’une de \(newest)")
        // A spreadsheet writes the point of a version as the comma of a number.
        let pointed = names[TextFolding.key(name.replacing(",", with: "."))]
        return try absent(
          .release, TextFolding.key(label), label, expected: names.isEmpty ? nil : expected,
          hint: severalReleases(name, names, isList: record.kind == .entitlement)
            ?? pointed.map(ReferenceLookup.suggestion)
            ?? (names.isEmpty
              ? Bilingual(
                en: "the catalogue has no release of \(product)", fr: "le catalogue n’a aucune version de \(product)")
              : Bilingual(
                en: "the catalogue has \(newest)", fr: "le catalogue connaît \(newest)")),
          value: record.kind == .entitlement ? name : nil)
      }
      resolved.append(known)
    }
    return .found(.text(resolved.joined(separator: "|")))
  }

  /// What to do about several releases in one cell, separated by something else than `|`.
  private func severalReleases(_ text: String, _ names: [String: String], isList: Bool) -> Bilingual? {
    let parts = text.split { ",;/+&\n".contains($0) }.map { TextFolding.trimmed(String($0)) }.filter { !$0.isEmpty }
    let known = parts.compactMap { names[TextFolding.key($0)] }
    guard parts.count > 1, known.count == parts.count else { return nil }
    let list = known.joined(separator: "|")
    return isList
      ? Bilingual(en: "separate releases with |, as in \(list)", fr: "séparez les versions par |, comme dans \(list)")
      : Bilingual(
        en: "a licence is for one release: write a record for each of \(known.joined(separator: ", "))",
        fr:
          "une licence vaut pour une version : écrivez un enregistrement pour chacune de \(known.joined(separator: ", "))"
      )
  }

  private func known(_ ids: [String: String], _ key: String, _ reference: ReadRecord.Reference) throws -> Result {
    if let id = ids[key] { return .found(.text(id)) }
    let nearest = named(reference) ?? TextSuggestion.nearest(to: reference.text, among: ids.values)
    return try absent(reference.kind, key, reference.text, hint: nearest.map(ReferenceLookup.suggestion))
  }

  /// The product whose name or alias stands where its id should, be it with a slip.
  private func named(_ reference: ReadRecord.Reference) -> String? {
    guard reference.kind == .product else { return nil }
    if let id = productNames[TextFolding.phrase(reference.text)] { return id }
    // An id with a slip is nearer than a name.
    guard TextSuggestion.nearest(to: reference.text, among: products.values) == nil else { return nil }
    return TextSuggestion.nearest(to: reference.text, among: productNames.keys).flatMap { productNames[$0] }
  }

  private static func suggestion(_ name: String) -> Bilingual {
    Bilingual(en: "did you mean '\(name)'?", fr: "vouliez-vous dire « \(name) » ?")
  }

  /// The ids of products by their names and aliases; one that several products bear tells nothing.
  private func productsByName() throws -> [String: String] {
    var ids: [String: Set<String>] = [:]
    for (record, _) in try staging.planned(.product) {
      let aliases = (try? StrictJSON.parse(Array(record["aliases"].description.utf8)))?.array ?? []
      for name in [record["name"].description] + aliases.compactMap(\.string) {
        ids[TextFolding.phrase(name), default: []].insert(record.label)
      }
    }
    return ids.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// What a name means that nothing bears.
  private func absent(
    _ kind: RecordKind, _ key: String, _ name: String, expected: Bilingual? = nil, hint: Bilingual?,
    value: String? = nil
  ) throws -> Result {
    if try isRefused(kind, key) {
      return .refused(
        Bilingual(
          en: "the \(kind.singular) '\(name)' is left out", fr: "\(kind.singularFrench) « \(name) » est laissé de côté")
      )
    }
    if incomplete.contains(kind) { return .untold }
    let usual = Bilingual(
      en: "a \(kind.singular) of the files or of the registry", fr: "un enregistrement des fichiers ou du registre")
    return .missing(
      MissingReference(kind: kind, name: name, value: value, expected: expected ?? usual, hint: hint))
  }

  private func has(_ kind: RecordKind, _ key: String) throws -> Bool {
    if let last, last.kind == kind, last.key == key { return last.isThere }
    var isThere = try staging.isPlanned(kind, key: [.text(key)])
    // The registry may have an older record of that name: what stands beside the new one does not go with it.
    if isThere, try isRefused(kind, key) { isThere = try staging.staged(kind, key: [.text(key)]) != nil }
    last = (kind, key, isThere)
    return isThere
  }

  /// What to do about a number that is a known one but for the zeros at its beginning.
  private func withZeros(_ kind: RecordKind, _ key: String) throws -> Bilingual? {
    guard key.utf8.count < 12, key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    for count in 1...(12 - key.utf8.count) {
      let padded = String(repeating: "0", count: count) + key
      guard try staging.isPlanned(kind, key: [.text(padded)]) else { continue }
      return Bilingual(
        en: "there is '\(padded)': a spreadsheet drops leading zeros unless the column is formatted as text",
        fr: "il y a « \(padded) » : un tableur supprime les zéros du début si la colonne n’est pas au format Texte")
    }
    return nil
  }
}

extension String {
  /// Whether a name comes before another when their numbers are compared as numbers: 2025.9 before 2025.10.
  fileprivate func compareDigits(to other: String) -> Bool {
    let (left, right) = (split(separator: "."), other.split(separator: "."))
    for (first, second) in zip(left, right) where first != second {
      if let first = Int(first), let second = Int(second) { return first < second }
      return first < second
    }
    return left.count < right.count
  }
}
