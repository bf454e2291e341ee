import Licensing

/// What tells that two customers may be one.
extension Staging {
  /// Calls `body` with the id and the name of each customer that there will be.
  public func forEachPlannedCustomer(_ body: (_ id: String, _ name: String) -> Void) throws {
    let table = RecordTable(kind: .customer)
    let select = try connection.oneOff(
      """
      SELECT id, name FROM \(table.staged)
      UNION ALL
      SELECT id, name FROM \(table.name) m WHERE NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE s.key = m.key)
        AND NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE r.key = m.key)
      """)
    while try select.step() { body(select.text(0), select.text(1)) }
  }

  /// Domains that several customers will share, one of which the change set adds or gives another domain.
  public func sharedDomains(limit: Int) throws -> [(domain: String, customers: [String])] {
    let table = RecordTable(kind: .customer)
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.staged_domain;
      CREATE TABLE temp.staged_domain (domain, id, PRIMARY KEY (domain, id)) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.staged_domain SELECT d.value, s.id
      FROM \(table.staged) s LEFT JOIN \(table.name) m ON m.key = s.key, json_each(s.domains) d
      WHERE s.domains <> '[]' AND m.domains IS NOT s.domains;
      """)
    let select = try connection.oneOff(
      """
      SELECT domain, json_group_array(id) FROM (
        SELECT domain, id FROM temp.staged_domain
        UNION
        SELECT t.domain, c.id FROM (SELECT DISTINCT domain FROM temp.staged_domain) t
          JOIN main.customer_domain d ON d.domain = t.domain JOIN \(table.name) c ON c.key = d.customer
        WHERE NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE s.key = c.key
            AND NOT EXISTS (SELECT 1 FROM json_each(s.domains) e WHERE e.value = t.domain))
          AND NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE r.key = c.key)
        ORDER BY domain, id) x
      WHERE NOT EXISTS (SELECT 1 FROM main.publicMailDomains p WHERE p.domain = x.domain)
        AND NOT EXISTS (SELECT 1 FROM temp.staged_publicMailDomains p WHERE p.domain = x.domain)
      GROUP BY domain HAVING count(*) > 1 ORDER BY domain LIMIT \(limit)
      """)
    var found: [(String, [String])] = []
    while try select.step() {
      let ids = try connection.oneOff("SELECT value FROM json_each(?1)")
      ids.bind(1, select.text(1))
      var customers: [String] = []
      while try ids.step() { customers.append(ids.text(0)) }
      found.append((select.text(0), customers))
    }
    return found
  }
}
