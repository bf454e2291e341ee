import Licensing
import SQLiteStore

extension RegistryReader {
  /// What resembles a text that somebody has in the hand, best first.
  ///
  /// - Parameters:
  ///   - text: part of a company's name, an e-mail address or its domain, a contract number, a licence code, a product.
  ///   - limit: how many at most.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func search(_ text: String, limit: Int = 20) throws -> [SearchHit] {
    try onOneState {
      let text = String(text.prefix(RegistrySearch.longestText))
      let search = RegistrySearch(text, SearchQueries(connection))
      let licence = try search.licence()
      var shown = try licence.flatMap(hit(licence:)).map { [$0] } ?? []
      shown += try search.records(isCode: licence != nil).prefix(limit).compactMap(hit)
      return Array(shown.prefix(limit))
    }
  }

  private func hit(licence key: String) throws -> SearchHit? {
    guard let licence = try connection.shownRecord(.licence, key: key) else { return nil }
    let contract = licence["contract"].description
    return SearchHit(
      kind: .licence, id: try licenceIDs().id(of: key), title: LicenceCode(key).masked, field: "code", match: .exact,
      customer: try customer(ofContract: TextFolding.key(contract)), contract: contract,
      product: licence["product"].description, release: licence["release"].description,
      state: licence["state"].description)
  }

  private func hit(_ found: RegistrySearch.Found) throws -> SearchHit? {
    let entry = found.entry
    var hit = SearchHit(
      kind: .customer, id: entry.record, title: entry.text, field: entry.field.rawValue, match: found.match)
    switch entry.kind {
    case .customer:
      guard let record = try connection.shownRecord(.customer, key: entry.record) else { return nil }
      hit.id = record["id"].description
      hit.title = record["name"].description
      hit.customer = (hit.id, hit.title)
    case .contact:
      guard let record = try connection.shownRecord(.customer, key: entry.record),
        let contact = try connection.parts(of: record).first(where: { $0["key"].description == entry.part })
      else { return nil }
      hit.kind = .contact
      hit.id = record["id"].description
      hit.title = contact["email"].description
      hit.customer = (hit.id, record["name"].description)
    case .contract:
      guard let record = try connection.shownRecord(.contract, key: entry.record) else { return nil }
      hit.kind = .contract
      hit.id = record["number"].description
      hit.title = hit.id
      hit.customer = try customer(ofContract: entry.record)
      hit.contract = hit.id
      hit.state = record["status"].description
    case .product:
      guard let record = try connection.shownRecord(.product, key: entry.record) else { return nil }
      hit.kind = .product
      hit.title = record["name"].description
      hit.product = hit.id
    }
    return hit
  }

  private func customer(ofContract key: String) throws -> (id: String, name: String)? {
    guard let contract = try connection.shownRecord(.contract, key: key) else { return nil }
    let id = contract["customer"].description
    let customer = try connection.shownRecord(.customer, key: TextFolding.key(id))
    return customer.map { (id, $0["name"].description) }
  }
}
