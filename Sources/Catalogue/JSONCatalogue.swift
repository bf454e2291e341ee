public import Formats
public import Licensing

/// Reads a JSON5 catalogue file: any of the top-level arrays of DESIGN section 3.
public struct JSONCatalogue {
  private let file: String
  private let take: (ReadRecord) throws -> Void

  /// Reads the records of one kind from a parsed file, in order, and hands each to `take`, those with problems too.
  ///
  /// Kinds are asked for one by one so that records come after those that they name, whatever the order of files.
  ///
  /// - Parameters:
  ///   - kind: the kind of records to read.
  ///   - root: the parsed file.
  ///   - file: its name, for messages.
  ///   - take: what to do with each.
  public static func read(
    _ kind: RecordKind, of root: JSONNode, file: String, _ take: (ReadRecord) throws -> Void
  ) throws {
    try withoutActuallyEscaping(take) { take in
      try JSONCatalogue(file: file, take: take).read(kind, root)
    }
  }

  /// Reports what the file has at its top that is none of the arrays.
  ///
  /// - Parameters:
  ///   - root: the parsed file.
  ///   - file: its name, for messages.
  ///   - problems: where the problems go.
  public static func checkTop(_ root: JSONNode, file: String, _ problems: ProblemLog) {
    let known: Set<String> = [
      "vendors", "programmes", "products", "customers", "contracts", "licences", "publicMailDomains",
      "advisories",
    ]
    if EndOfLifeFile.holdsProduct(root) {
      problems.add(
        Problem(
          .unknownShape, file: file, position: root.position, field: "file",
          text: Bilingual(
            en: "this is a product of endoflife.date, not a catalogue file",
            fr: "ceci est un produit d’endoflife.date, non un fichier de catalogue"),
          hint: Bilingual(en: "add --format endoflife", fr: "ajoutez --format endoflife")))
      return
    }
    guard let source = JSONFieldSource(root, file: file, kind: "file", known: known, problems) else { return }
    for key in known.sorted() { _ = source.array(key) }
  }

  /// The titles of the cells that a refused record of a kind is written with; none if the kind has no CSV form.
  ///
  /// - Parameter kind: the kind of record.
  public static func titles(of kind: RecordKind) -> [String] {
    CSVHeader.fields(of: kind)?.map(\.name) ?? []
  }

  private static let fields: [RecordKind: Set<String>] = [
    .vendor: ["id", "name", "escalation"],
    .product: ["id", "vendor", "name", "aliases", "releases", "advisories", "source"],
    .release: [
      "name", "sequence", "released", "preview", "aliases", "endOfSupport", "source", "internal", "builds", "updates",
    ],
    .update: ["name", "sequence", "released", "aliases", "builds", "source"],
    .customer: ["id", "name", "country", "locale", "domains", "contacts"],
    .contact: ["email", "name", "mayReceiveCodes", "locale"],
    .contract: ["number", "customer", "programme", "starts", "ends", "status", "terminatedOn", "entitlements"],
    .entitlement: ["product", "releases", "seats", "line"],
    .licence: ["code", "contract", "product", "release", "kind", "seats", "state", "issued"],
  ]

  private func read(_ kind: RecordKind, _ root: JSONNode) throws {
    switch kind {
    case .vendor: try elements("vendors", root).forEach(vendor)
    case .programme: try elements("programmes", root).forEach(programme)
    case .publicMailDomain: try elements("publicMailDomains", root).forEach(publicMailDomain)
    case .product, .customer, .contract, .licence:
      for node in elements(kind.rawValue, root) { try plain(kind, node) }
    case .release:
      try nested("releases", of: .product, root) { product, nodes in
        // Releases are listed newest first; their sequence counts from the oldest, which is 1, unless they bear one.
        for (index, node) in nodes.enumerated() {
          var given = ["product": product]
          if node["sequence"] == nil { given["sequence"] = "\(nodes.count - index)" }
          try plain(.release, node, given)
        }
      }
    case .update:
      try nested("releases", of: .product, root) { product, releases in
        for release in releases {
          let name = release["name"]?.string?.trimmed ?? ""
          let updates = release["updates"]?.array ?? []
          for (index, node) in updates.enumerated() {
            var given = ["product": product, "release": name]
            if node["sequence"] == nil { given["sequence"] = "\(updates.count - index)" }
            try plain(.update, node, given)
          }
        }
      }
    case .advisory:
      try nested("advisories", of: .product, root) { try $1.forEach(advisory(of: $0)) }
      // Those that stand by themselves name their product.
      for node in elements("advisories", root) {
        try advisory(
          of: node["product"]?.string?.trimmed ?? "", fields: DefinitionReader.advisoryFields.union(["product"]))(node)
      }
    case .contact:
      try nested("contacts", of: .customer, root) { customer, nodes in
        for node in nodes { try plain(.contact, node, ["customer": customer]) }
      }
    case .entitlement: try nested("entitlements", of: .contract, root) { try entitlements($0, $1) }
    }
  }

  private func elements(_ key: String, _ root: JSONNode) -> [JSONNode] { root[key]?.array ?? [] }

  /// Calls `body` with the key of each parent and the elements of its array `key`.
  ///
  /// A parent without a key, or with something else than an array, is reported where the parent itself is read; what
  /// stands in it is read all the same, under an empty key.
  private func nested(
    _ key: String, of parent: RecordKind, _ root: JSONNode, _ body: (String, [JSONNode]) throws -> Void
  ) throws {
    for node in elements(parent.rawValue, root) {
      guard let array = node[key]?.array else { continue }
      try body((node["id"] ?? node["number"])?.string?.trimmed ?? "", array)
    }
  }

  private func plain(_ kind: RecordKind, _ node: JSONNode, _ given: [String: String] = [:]) throws {
    let source = JSONFieldSource(
      node, file: file, kind: kind.rawValue, known: JSONCatalogue.fields[kind] ?? [], given: given, ProblemLog())
    guard let source else { return try take(unreadable(kind, node)) }
    for key in ["releases", "advisories", "contacts", "entitlements", "updates"]
    where kind != .entitlement && JSONCatalogue.fields[kind]?.contains(key) == true {
      _ = source.array(key)
    }
    try take(RecordReader.read(kind, source))
  }

  /// Lines of one product are numbered in their order unless they bear a number.
  private func entitlements(_ contract: String, _ nodes: [JSONNode]) throws {
    var lines: [String: Int] = [:]
    for node in nodes {
      var given = ["contract": contract]
      let product = TextFolding.key(node["product"]?.string ?? "")
      lines[product, default: 0] += 1
      if node["line"] == nil { given["line"] = "\(lines[product] ?? 1)" }
      try plain(.entitlement, node, given)
    }
  }

  private func vendor(_ node: JSONNode) throws {
    let log = ProblemLog()
    let source = JSONFieldSource(
      node, file: file, kind: RecordKind.vendor.rawValue, known: JSONCatalogue.fields[.vendor] ?? [], log)
    guard let source else { return try take(unreadable(.vendor, node)) }
    let vendor = DefinitionReader.vendor(source, file: file, log)
    let escalation = vendor.map { _ in JSONText.canonical(node["escalation"]?.object ?? []) }
    try take(source, log, Record(.vendor, [id(source), FieldValue(vendor?.name), FieldValue(escalation)]))
  }

  private func programme(_ node: JSONNode) throws {
    let log = ProblemLog()
    let source = JSONFieldSource(
      node, file: file, kind: RecordKind.programme.rawValue, known: DefinitionReader.programmeFields, log)
    guard let source else { return try take(unreadable(.programme, node)) }
    let programme = DefinitionReader.programme(source, file: file, log)
    let definition = programme.map { _ in JSONText.canonical(node.object ?? [], without: ["id", "name"]) }
    try take(source, log, Record(.programme, [id(source), FieldValue(programme?.name), FieldValue(definition)]))
  }

  private func advisory(
    of product: String, fields: Set<String> = DefinitionReader.advisoryFields
  ) -> (JSONNode) throws -> Void {
    { node in
      let log = ProblemLog()
      let source = JSONFieldSource(
        node, file: file, kind: RecordKind.advisory.rawValue, known: fields, given: ["product": product], log)
      guard let source else { return try take(unreadable(.advisory, node)) }
      let advisory = DefinitionReader.advisory(source, product: product)
      let definition = advisory?.definition(source: node["source"]?.string)
      var references = [
        ReadRecord.Reference(field: "product", kind: .product, position: node.position, text: product)
      ]
      for name in advisory?.affects ?? [] {
        let position = source.position(of: "affects", item: name)
        references.append(ReadRecord.Reference(field: "affects", kind: .update, position: position, text: name))
      }
      if let fix = advisory?.fixedIn {
        let position = source.position(of: "fixedIn")
        references.append(ReadRecord.Reference(field: "fixedIn", kind: .update, position: position, text: fix))
      }
      let written = id(source)
      let values: [FieldValue] = [
        .text(TextFolding.key(written.description)), written, .text(product), FieldValue(definition),
      ]
      try take(source, log, Record(.advisory, values), references)
    }
  }

  private func publicMailDomain(_ node: JSONNode) throws {
    let log = ProblemLog()
    let text = node.string?.trimmed ?? ""
    if text.isEmpty {
      log.add(
        Problem(
          .wrongType, file: file, position: node.position, field: RecordKind.publicMailDomain.rawValue,
          value: JSONFieldSource.cell(node),
          expected: Bilingual(en: "a domain in quotes", fr: "un domaine entre guillemets"),
          text: Bilingual(en: "a domain in quotes is expected", fr: "un domaine entre guillemets est attendu")))
    }
    let source = JSONFieldSource(plain: node, file: file, kind: RecordKind.publicMailDomain.rawValue)
    try take(source, log, Record(.publicMailDomain, [.text(TextFolding.key(text))]))
  }

  /// The id of a record as it is written, if it has one.
  private func id(_ source: JSONFieldSource) -> FieldValue {
    FieldValue(source.node("id")?.string?.trimmed)
  }

  private func take(
    _ source: JSONFieldSource, _ log: ProblemLog, _ record: Record, _ references: [ReadRecord.Reference] = []
  ) throws {
    try take(
      ReadRecord(
        record: record, position: source.position, references: references, problems: log.problems, source: source))
  }

  /// Something that stands where a record should.
  private func unreadable(_ kind: RecordKind, _ node: JSONNode) -> ReadRecord {
    ReadRecord(
      record: Record(kind, kind.fields.map { _ in .none }), position: node.position, references: [],
      problems: [JSONFieldSource.notObject(node, file: file, kind: kind.rawValue)],
      source: JSONFieldSource(plain: node, file: file, kind: kind.rawValue))
  }
}

extension Advisory {
  /// The advisory as the registry keeps it: every field that has a value, whether a file stated it or left it to the
  /// default, so that what is read from the registry and put back is the same.
  ///
  /// - Parameter source: where it is known from.
  fileprivate func definition(source: String?) -> String {
    func text(_ value: String) -> JSONNode { JSONNode(.string(value)) }
    let title = [("en", self.title.english), ("fr", self.title.french)].map { JSONMember(key: $0.0, value: text($0.1)) }
    let members: [(String, JSONNode?)] = [
      ("affects", JSONNode(.array(affects.map(text)))), ("fixedIn", fixedIn.map(text)),
      ("upgradeRequired", JSONNode(.bool(isUpgradeRequired))), ("title", JSONNode(.object(title))),
      ("published", published.map { text($0.description) }), ("source", source.map(text)),
    ]
    return JSONText.canonical(members.compactMap { key, value in value.map { JSONMember(key: key, value: $0) } })
  }
}
