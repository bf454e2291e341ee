import Licensing
import SQLiteStore

/// Finds customers that may be one company: one name after folding, or one domain that is not everybody's.
struct DuplicateCustomers {
  private let staging: Staging
  /// How many are shown.
  static let limit = 100

  init(_ staging: Staging) {
    self.staging = staging
  }

  /// Those that the change set brings about: at least one customer of each is added, or has another name or domain.
  func find(_ parts: [ImportPlan.Part]) throws -> [ImportPlan.Duplicate] {
    guard let part = parts.first(where: { $0.kind == .customer }), part.counts.added + part.counts.changed > 0 else {
      return []
    }
    return try byName() + byDomain()
  }

  private func byName() throws -> [ImportPlan.Duplicate] {
    // Hashes keep a million names in little memory; the few that meet are compared in full.
    var changed: Set<Int> = []
    try staging.forEachChange(.customer) { change in
      if let new = change.new, change.old?["name"] != new["name"] {
        changed.insert(TextFolding.phrase(new["name"].description).hashValue)
      }
      return true
    }
    var counts: [Int: Int] = [:]
    try staging.forEachPlannedCustomer { _, name in
      let hash = TextFolding.phrase(name).hashValue
      if changed.contains(hash) { counts[hash, default: 0] += 1 }
    }
    counts = counts.filter { $0.value > 1 }
    guard !counts.isEmpty else { return [] }
    var ids: [String: [String]] = [:]
    var names: [String: String] = [:]
    try staging.forEachPlannedCustomer { id, name in
      let phrase = TextFolding.phrase(name)
      guard counts[phrase.hashValue] != nil, ids[phrase] != nil || ids.count <= 10 * DuplicateCustomers.limit else {
        return
      }
      ids[phrase, default: []].append(id)
      names[phrase] = names[phrase] ?? name
    }
    return ids.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.prefix(DuplicateCustomers.limit).map {
      ImportPlan.Duplicate(reason: .name, text: names[$0.key] ?? $0.key, customers: $0.value.sorted())
    }
  }

  private func byDomain() throws -> [ImportPlan.Duplicate] {
    try staging.sharedDomains(limit: DuplicateCustomers.limit).map {
      ImportPlan.Duplicate(reason: .domain, text: $0.domain, customers: $0.customers)
    }
  }
}
