public import Formats
import Licensing

/// A product file of endoflife.date (API v1), told as one of our own.
///
/// A product becomes a product, its release cycles become releases in their order, the latest of each cycle an update, and
/// the end of its (security) support the end of support. Whatever else such a file says is left alone. Nobody is named there
/// for an escalation: a product that the registry does not have yet gets a vendor with the product's own id, to be given
/// a team later; one that it has keeps its vendor.
public struct EndOfLifeFile {
  private let file: String
  private let problems: ProblemLog
  private let vendorOf: (String) throws -> String?

  /// Whether a JSON text is a product of endoflife.date, or an answer that wraps one or several.
  static func holdsProduct(_ root: JSONNode) -> Bool {
    let product = root["result"]?.array?.first ?? root["result"] ?? root
    return product["releases"]?.array != nil && product["label"] != nil && root["products"] == nil
  }

  /// Tells what a file says as a JSON5 catalogue file would, each value at its place.
  ///
  /// - Parameters:
  ///   - root: the parsed file: a product, or the API's answer with one or several as `result`.
  ///   - file: its name, for messages.
  ///   - problems: where the problem goes if it is none of these.
  ///   - vendorOf: the vendor of a product that the registry has.
  public static func catalogue(
    _ root: JSONNode, file: String, _ problems: ProblemLog, vendorOf: (String) throws -> String?
  ) throws -> JSONNode {
    try withoutActuallyEscaping(vendorOf) { vendorOf in
      let reader = EndOfLifeFile(file: file, problems: problems, vendorOf: vendorOf)
      let result = root["result"] ?? root
      return try reader.catalogue(result.array ?? [result], at: root.position)
    }
  }

  private func catalogue(_ nodes: [JSONNode], at position: SourcePosition) throws -> JSONNode {
    var (vendors, products): ([JSONNode], [JSONNode]) = ([], [])
    for node in nodes {
      guard node.object != nil, node["releases"] != nil, let name = node["name"] else {
        problems.add(
          Problem(
            .unknownShape, file: file, position: node.position, field: "file",
            expected: Bilingual(en: "name, label, releases", fr: "name, label, releases"),
            text: Bilingual(
              en: "this is no product of endoflife.date: it has no name or no releases",
              fr: "ceci n’est pas un produit d’endoflife.date : il n’a pas de nom ou pas de releases"),
            hint: Bilingual(
              en: "take it from https://endoflife.date/api/v1/products/NAME/",
              fr: "prenez-le sur https://endoflife.date/api/v1/products/NOM/")))
        continue
      }
      let known = try name.string.flatMap { try vendorOf($0.trimmed) }
      if known == nil { vendors.append(vendor(of: node, name)) }
      products.append(product(node, name, vendor: known.map { JSONNode(.string($0), at: name.position) } ?? name))
    }
    return object(
      [("vendors", array(vendors, at: position)), ("products", array(products, at: position))], at: position)
  }

  private func vendor(of node: JSONNode, _ id: JSONNode) -> JSONNode {
    let label = node["label"]?.string ?? id.string ?? ""
    func text(_ text: String) -> JSONNode { JSONNode(.string(text), at: id.position) }
    let outcome = object(
      [
        ("en", text("Nobody takes escalations of \(label) yet: name a team in the vendor record.")),
        (
          "fr",
          text("Personne ne reçoit encore les escalades de \(label) : nommez une équipe dans la fiche de l’éditeur.")
        ),
      ], at: id.position)
    return object(
      [
        ("id", id), ("name", node["label"] ?? id),
        ("escalation", object([("team", node["label"] ?? id), ("outcome", outcome)], at: id.position)),
      ], at: id.position)
  }

  private func product(_ node: JSONNode, _ id: JSONNode, vendor: JSONNode) -> JSONNode {
    let label = node["label"] ?? id
    let source = JSONNode(.string("endoflife.date/\(id.string ?? "")"), at: id.position)
    let releases = node["releases"]?.array?.map { release($0, source) }
    return object(
      [
        ("id", id), ("vendor", vendor), ("name", label), ("aliases", node["aliases"]),
        ("releases", releases.map { array($0, at: node["releases"]?.position ?? node.position) } ?? node["releases"]),
      ], at: node.position)
  }

  private func release(_ node: JSONNode, _ source: JSONNode) -> JSONNode {
    guard node.object != nil else { return node }
    let name = node["name"]?.string ?? ""
    let update = node["latest"].flatMap { latest -> JSONNode? in
      // A cycle whose only publication bears its own name has no update beside it.
      guard !latest.isNull, latest["name"]?.string != name else { return nil }
      return object(
        [("name", latest["name"]), ("released", latest["date"]), ("source", source)], at: latest.position)
    }
    return object(
      [
        ("name", node["name"]), ("released", node["releaseDate"]), ("endOfSupport", node["eolFrom"]),
        ("aliases", aliases(node, name)), ("source", source),
        ("updates", update.map { array([$0], at: $0.position) }),
      ], at: node.position)
  }

  /// What people call a cycle besides its name: its code name, and its label without a remark such as "(LTS)".
  private func aliases(_ node: JSONNode, _ name: String) -> JSONNode? {
    var names: [JSONNode] = []
    for key in ["codename", "label"] {
      guard let alias = node[key], let text = alias.string else { continue }
      let plain = text.split(separator: "(").first.map { String($0).trimmed } ?? ""
      let taken = [name] + names.compactMap(\.string)
      if !plain.isEmpty, !taken.contains(where: { TextFolding.phrase($0) == TextFolding.phrase(plain) }) {
        names.append(JSONNode(.string(plain), at: alias.position))
      }
    }
    return names.first.map { array(names, at: $0.position) }
  }

  private func object(_ members: [(String, JSONNode?)], at position: SourcePosition) -> JSONNode {
    JSONNode(
      .object(
        members.compactMap { key, node in
          node.map { JSONMember(key: key, keyPosition: $0.position, value: $0) }
        }), at: position)
  }

  private func array(_ nodes: [JSONNode], at position: SourcePosition) -> JSONNode {
    JSONNode(.array(nodes), at: position)
  }
}
