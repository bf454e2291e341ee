extension Migration {
  /// Indexes for pages of records that are chosen by a product, a release or a rare state.
  static let lookups = Migration(
    name: "lookups",
    sql: """
      CREATE INDEX licence_by_release ON licences (product, release);
      CREATE INDEX licence_by_rare_state ON licences (state) WHERE state <> 'active';
      CREATE INDEX contract_by_rare_status ON contracts (status) WHERE status <> 'active';
      CREATE INDEX entitlement_by_product ON entitlements (product, contract);
      """)
}
