public import Formats
public import Licensing

/// Reads a JSON5 catalogue file: any of the top-level arrays of DESIGN section 3.
public struct JSONCatalogue {
  private let file: String
  private let problems: ProblemLog
  private let take: (ReadRecord) throws -> Void

  /// Reads the records of one kind from a parsed file, in order, and hands each to `take`.
  ///
  /// Kinds are asked for one by one so that records come after those that they name, whatever the order of files.
  public static func read(
    _ kind: RecordKind, of root: JSONNode, file: String, _ problems: ProblemLog, _ take: (ReadRecord) throws -> Void
  ) throws {
    try withoutActuallyEscaping(take) { take in
      try JSONCatalogue(file: file, problems: problems, take: take).read(kind, root)
    }
  }

  /// Reports what the file has at its top that is none of the arrays.
  public static func checkTop(_ root: JSONNode, file: String, _ problems: ProblemLog) {
    let known: Set<String> = [
      "vendors", "programmes", "products", "customers", "contracts", "licences", "publicMailDomains",
    ]
    guard let source = JSONFieldSource(root, file: file, kind: "file", known: known, problems) else { return }
    for key in known { _ = source.array(key) }
  }

  private static let fields: [RecordKind: Set<String>] = [
    .vendor: ["id", "name", "escalation"],
    .product: ["id", "vendor", "name", "aliases", "releases", "advisories", "source"],
    .release: [
      "name", "released", "preview", "aliases", "endOfSupport", "source", "internal", "builds", "updates",
    ],
    .update: ["name", "released", "aliases", "builds", "source"],
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
    case .release: try nested("releases", of: .product, root) { try releases($0, $1) }
    case .update:
      try nested("releases", of: .product, root) { product, releases in
        for release in releases {
          guard let name = release["name"]?.string else { continue }
          let updates = release["updates"]?.array ?? []
          for (index, node) in updates.enumerated() {
            try plain(.update, node, ["product": product, "release": name, "sequence": "\(updates.count - index)"])
          }
        }
      }
    case .advisory: try nested("advisories", of: .product, root) { try $1.forEach(advisory(of: $0)) }
    case .contact:
      try nested("contacts", of: .customer, root) { customer, nodes in
        for node in nodes { try plain(.contact, node, ["customer": customer]) }
      }
    case .entitlement: try nested("entitlements", of: .contract, root) { try entitlements($0, $1) }
    }
  }

  private func elements(_ key: String, _ root: JSONNode) -> [JSONNode] { root[key]?.array ?? [] }

  /// Calls `body` with the key of each parent and the elements of its array `key`.
  private func nested(
    _ key: String, of parent: RecordKind, _ root: JSONNode, _ body: (String, [JSONNode]) throws -> Void
  ) throws {
    for node in elements(parent.rawValue, root) {
      // A parent without a key, or with something else than an array, is reported where the parent itself is read.
      guard let id = (node["id"] ?? node["number"])?.string?.trimmed, let array = node[key]?.array else { continue }
      try body(id, array)
    }
  }

  private func source(_ kind: RecordKind, _ node: JSONNode, _ given: [String: String] = [:]) -> JSONFieldSource? {
    JSONFieldSource(
      node, file: file, kind: kind.rawValue, known: JSONCatalogue.fields[kind] ?? [], given: given, problems)
  }

  private func plain(_ kind: RecordKind, _ node: JSONNode, _ given: [String: String] = [:]) throws {
    guard let source = source(kind, node, given) else { return }
    for key in ["releases", "advisories", "contacts", "entitlements", "updates"]
    where kind != .entitlement && JSONCatalogue.fields[kind]?.contains(key) == true {
      _ = source.array(key)
    }
    try take(RecordReader.read(kind, source))
  }

  /// Releases are listed newest first; their sequence counts from the oldest, which is 1.
  private func releases(_ product: String, _ nodes: [JSONNode]) throws {
    for (index, node) in nodes.enumerated() {
      try plain(.release, node, ["product": product, "sequence": "\(nodes.count - index)"])
    }
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
    guard let source = source(.vendor, node) else { return }
    guard let vendor = DefinitionReader.vendor(source, node, file: file, problems) else {
      return try take(unsound(.vendor, node))
    }
    let escalation = JSONText.canonical(node["escalation"]?.object ?? [])
    try take(
      ReadRecord(
        record: Record(.vendor, [.text(vendor.id), .text(vendor.name), .text(escalation)]), position: node.position,
        references: []))
  }

  private func programme(_ node: JSONNode) throws {
    guard
      let source = JSONFieldSource(
        node, file: file, kind: RecordKind.programme.rawValue, known: DefinitionReader.programmeFields, problems)
    else { return }
    guard let programme = DefinitionReader.programme(source, file: file, problems) else {
      return try take(unsound(.programme, node))
    }
    let definition = JSONText.canonical(node.object ?? [], without: ["id", "name"])
    try take(
      ReadRecord(
        record: Record(.programme, [.text(programme.id), .text(programme.name), .text(definition)]),
        position: node.position, references: []))
  }

  /// A vendor or a programme with problems: its id and nothing else.
  private func unsound(_ kind: RecordKind, _ node: JSONNode) -> ReadRecord {
    ReadRecord(
      record: Record(kind, [FieldValue(node["id"]?.string?.trimmed), .none, .none]), position: node.position,
      references: [], isSound: false)
  }

  private func advisory(of product: String) -> (JSONNode) throws -> Void {
    { node in
      guard
        let source = JSONFieldSource(
          node, file: file, kind: RecordKind.advisory.rawValue, known: DefinitionReader.advisoryFields, problems),
        let advisory = DefinitionReader.advisory(source, product: product)
      else { return }
      let definition = JSONText.canonical(node.object ?? [], without: ["id"])
      let values: [FieldValue] = [
        .text(TextFolding.key(advisory.id)), .text(advisory.id), .text(product), .text(definition),
      ]
      var references = [
        ReadRecord.Reference(field: "product", kind: .product, position: node.position, text: product)
      ]
      for name in advisory.affects {
        let position = source.position(of: "affects")
        references.append(ReadRecord.Reference(field: "affects", kind: .update, position: position, text: name))
      }
      if let fix = advisory.fixedIn {
        let position = source.position(of: "fixedIn")
        references.append(ReadRecord.Reference(field: "fixedIn", kind: .update, position: position, text: fix))
      }
      try take(
        ReadRecord(record: Record(.advisory, values), position: node.position, references: references))
    }
  }

  private func publicMailDomain(_ node: JSONNode) throws {
    guard let text = node.string?.trimmed, !text.isEmpty else {
      problems.add(
        Problem(
          file: file, position: node.position, field: RecordKind.publicMailDomain.rawValue,
          text: Bilingual(en: "a domain in quotes is expected", fr: "un domaine entre guillemets est attendu")))
      return
    }
    try take(
      ReadRecord(
        record: Record(.publicMailDomain, [.text(TextFolding.key(text))]), position: node.position, references: []))
  }
}
