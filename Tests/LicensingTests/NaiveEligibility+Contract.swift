import Licensing

extension NaiveEligibility {
  /// What one contract makes of the question.
  func judgement(_ contract: Contract) -> Judgement {
    let programme = world.programmes.first { $0.id == contract.programme }
    let zone = world.zones.first { $0.name == programme?.desk.timeZone }
    let today = day(in: zone)
    var judgement = Judgement(contract: contract, codes: [contractCode(contract, today)], day: today)
    let (productCode, product, version) = productAndVersionText(contract)
    judgement.codes.append(productCode)
    judgement.product = product
    judgement.version = version.map { NaiveAnswer.Version(reported: $0) }
    var reading: Reading?
    if let product, productCode == "product.included" {
      let found = self.reading(version, product)
      reading = found
      let window = NaiveWindow(contract, product, programme?.window ?? Programme.Window(), today)
      judgement.codes.append(window.code(found))
      if case .release(let index, let update, let exact) = found {
        judgement.version = window.version(version ?? "", index, update, exact)
        let known = world.advisories.filter { $0.product == product.id && ($0.published.map { $0 <= today } ?? true) }
        let hits = known.filter { affects($0, product.releases[index].name, update) }
        judgement.advisories = hits.map(\.id)
        let named = hits.first { $0.id.lowercased() == question.incident?.lowercased() }
        judgement.upgrade = window.upgrade(index, named)
      }
    } else {
      judgement.codes.append("version.not_evaluated")
    }
    judgement.codes.append(topicCode(programme))
    judgement.codes.append(incidentCode(product, reading, today))
    return judgement
  }

  /// In this order: terminated and the day on or after `terminatedOn`; suspended; before `starts`; after `ends`.
  private func contractCode(_ contract: Contract, _ day: CalendarDay) -> String {
    if contract.status == .terminated, let over = contract.terminatedOn, day >= over { return "contract.terminated" }
    if contract.status == .suspended { return "contract.suspended" }
    if day < contract.starts { return "contract.not_started" }
    if day > contract.ends { return "contract.expired" }
    return "contract.in_force"
  }

  /// The product rule's code, the product and the version text that is left.
  private func productAndVersionText(_ contract: Contract) -> (String, Product?, String?) {
    func products(named name: Substring) -> [Product] {
      world.products.filter { product in
        ([product.id, product.name] + product.aliases).contains { $0.lowercased() == name.lowercased() }
      }
    }
    var found: [Product] = []
    var text = question.version
    if let typed = question.product {
      let words = typed.split(separator: " ")
      found = products(named: words.first ?? "")
      if words.count > 1 && text == nil && !found.isEmpty { text = words.dropFirst().joined(separator: " ") }
      if found.isEmpty { return ("product.unrecognised", nil, text) }
    } else if let licence {
      found = world.products.filter { $0.id == licence.product }
    } else {
      for word in (question.version ?? "").split(separator: " ") { found += products(named: word) }
      if found.isEmpty { return ("product.missing", nil, text) }
    }
    if found.count > 1 { return ("product.ambiguous", nil, text) }
    let product = found.first
    let isIncluded = contract.entitlements.contains { $0.product == product?.id }
    return (isIncluded ? "product.included" : "product.not_included", product, text)
  }

  /// How a version text reads for a product.
  private func reading(_ text: String?, _ product: Product) -> Reading {
    guard let text else { return .missing }
    let names = ([product.id, product.name] + product.aliases).map { $0.lowercased() }
    var found: [(Int, String?)] = []
    var exact = true
    for word in text.split(separator: " ") where !names.contains(word.lowercased()) {
      if word == "SP9" {
        exact = false
        continue
      }
      // The longest known name wins: drop what follows the last dot until a name fits.
      var rest = String(word)
      while true {
        if let release = product.releases.firstIndex(where: { $0.name == rest }) {
          found.append((release, nil))
          break
        }
        if let release = product.releases.firstIndex(where: { $0.updates.contains { $0.name == rest } }) {
          found.append((release, rest))
          break
        }
        exact = false
        guard let dot = rest.lastIndex(of: ".") else { break }
        rest = String(rest[..<dot])
      }
    }
    guard let first = found.first else { return .unrecognised }
    if Set(found.map(\.0)).count > 1 { return .ambiguous }
    // A release and its update say the update; two updates of one release say no more than the release.
    let updates = Set(found.compactMap(\.1))
    return .release(first.0, update: updates.count == 1 ? updates.first : nil, exact: exact && updates.count < 2)
  }

  /// An advisory affects a release with all its updates, or one update.
  private func affects(_ advisory: Advisory, _ release: String, _ update: String?) -> Bool {
    advisory.affects.contains(release) || (update.map { advisory.affects.contains($0) } ?? false)
  }

  private func topicCode(_ programme: Programme?) -> String {
    guard let asked = question.topic?.lowercased() else { return "topic.not_asked" }
    let topic = programme?.topics.first {
      [$0.id, $0.title.english, $0.title.french].contains { $0.lowercased() == asked }
    }
    guard let topic else { return "topic.unrecognised" }
    return topic.isCovered ? "topic.covered" : "topic.excluded"
  }

  /// In this order: not found; of another product; version not resolved; else by the reported version.
  private func incidentCode(_ product: Product?, _ reading: Reading?, _ day: CalendarDay) -> String {
    guard let asked = question.incident?.lowercased() else { return "incident.not_asked" }
    let advisory = world.advisories.first { $0.id.lowercased() == asked }
    guard let advisory, advisory.published.map({ $0 <= day }) ?? true else { return "incident.not_found" }
    if let product, product.id != advisory.product { return "incident.not_affected" }
    guard let product, case .release(let index, let update, _) = reading else { return "incident.not_evaluated" }
    return affects(advisory, product.releases[index].name, update) ? "incident.known" : "incident.not_affected"
  }
}
