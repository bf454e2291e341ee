public import Licensing

/// Contracts as they are and as they will be, for what a change set does to them.
public final class PlannedContracts {
  private let connection: Connection
  private let staging: Staging
  private let queries: FactQueries
  private let stagedContract: Statement
  private let entitlements: Statement
  private let customer: Statement
  private var licences: Statement?

  /// Prepares the queries on the connection of the staging tables.
  public init(_ staging: Staging) throws {
    self.staging = staging
    connection = staging.connection
    queries = try FactQueries(connection)
    stagedContract = try connection.statement(
      "SELECT number, customer, programme, starts, ends, status, terminatedOn FROM temp.staged_contracts WHERE key = ?1"
    )
    entitlements = try connection.statement(
      """
      SELECT product, releases, seats, line FROM temp.staged_entitlements WHERE contract = ?1
      UNION ALL
      SELECT product, releases, seats, line FROM main.entitlements m WHERE contract = ?1
        AND NOT EXISTS (SELECT 1 FROM temp.staged_entitlements s
          WHERE s.contract = m.contract AND s.product = m.product AND s.line = m.line)
        AND NOT EXISTS (SELECT 1 FROM temp.removed_entitlements r
          WHERE r.contract = m.contract AND r.product = m.product AND r.line = m.line)
      ORDER BY product, line
      """)
    customer = try connection.statement(
      """
      SELECT id, name FROM temp.staged_customers WHERE key = ?1
      UNION ALL SELECT id, name FROM main.customers WHERE key = ?1 LIMIT 1
      """)
  }

  /// Calls `body` with each contract that the registry has and that the change set may concern, as it was and as it will
  /// be, in the order of keys.
  ///
  /// - Parameters:
  ///   - products: the ids of products of which releases change; contracts that include one are concerned.
  ///   - all: whether every contract is concerned, as when a programme changes.
  public func forEachConcerned(
    products: Set<String>, all: Bool, _ body: (_ old: Contract, _ new: Contract?) throws -> Void
  ) throws {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.concerned; CREATE TABLE temp.concerned (key PRIMARY KEY) WITHOUT ROWID;
      DROP TABLE IF EXISTS temp.concerning; CREATE TABLE temp.concerning (product PRIMARY KEY) WITHOUT ROWID;
      """)
    if all {
      try connection.execute("INSERT INTO temp.concerned SELECT key FROM main.contracts")
    } else {
      let insert = try connection.oneOff("INSERT INTO temp.concerning VALUES (?1)")
      for product in products {
        insert.bind(1, product)
        try insert.run()
      }
      let (contracts, lines) = (RecordTable(kind: .contract), RecordTable(kind: .entitlement))
      try connection.execute(
        """
        INSERT OR IGNORE INTO temp.concerned SELECT m.key FROM \(contracts.staged) s
          JOIN \(contracts.name) m ON m.key = s.key WHERE \(contracts.differs("s", "m"));
        INSERT OR IGNORE INTO temp.concerned SELECT key FROM \(contracts.removed);
        INSERT OR IGNORE INTO temp.concerned SELECT contract FROM \(lines.removed);
        INSERT OR IGNORE INTO temp.concerned SELECT s.contract FROM \(lines.staged) s
          LEFT JOIN \(lines.name) m ON \(lines.keysEqual("s", "m"))
          WHERE m.contract IS NULL OR \(lines.differs("s", "m"));
        """)
      if !products.isEmpty {
        try connection.execute(
          """
          INSERT OR IGNORE INTO temp.concerned SELECT contract FROM \(lines.name)
          WHERE product IN (SELECT product FROM temp.concerning)
          """)
      }
    }
    let keys = try connection.oneOff("SELECT key FROM temp.concerned")
    while try keys.step() {
      let key = keys.text(0)
      guard var old = try queries.contract(key: key) else { continue }
      old.entitlements = try queries.entitlements(contract: key)
      try body(old, try planned(key, old))
    }
  }

  /// How many active licences of a contract will be registered on a release.
  public func activeLicences(of contract: Contract, product: String, release: String) throws -> Int {
    let licences = try self.licences ?? preparedCount()
    self.licences = licences
    licences.bind(1, contract.key)
    licences.bind(2, product)
    licences.bind(3, release)
    defer { licences.reset() }
    return try licences.step() ? licences.integer(0) : 0
  }

  private func preparedCount() throws -> Statement {
    // Only who asks pays for the index: a file of a million licences may change no contract.
    try connection.execute("CREATE INDEX IF NOT EXISTS temp.staged_licence_by_contract ON staged_licences (contract)")
    let condition = "contract = ?1 AND product = ?2 AND release = ?3 AND state = 'active'"
    return try connection.oneOff(
      """
      SELECT (SELECT count(*) FROM temp.staged_licences WHERE \(condition))
        + (SELECT count(*) FROM main.licences m WHERE \(condition)
          AND NOT EXISTS (SELECT 1 FROM temp.staged_licences s WHERE s.key = m.key)
          AND NOT EXISTS (SELECT 1 FROM temp.removed_licences r WHERE r.key = m.key))
      """)
  }

  private func planned(_ key: String, _ old: Contract) throws -> Contract? {
    if try staging.isRemoved(.contract, key: [.text(key)]) { return nil }
    var contract = old
    stagedContract.bind(1, key)
    defer { stagedContract.reset() }
    if try stagedContract.step() {
      guard let starts = CalendarDay(stagedContract.text(3)), let ends = CalendarDay(stagedContract.text(4)),
        let status = Contract.Status(rawValue: stagedContract.text(5))
      else { throw StoreError.corrupt(reason: "contract \(stagedContract.text(0)) has an unreadable day or status") }
      customer.bind(1, stagedContract.text(1))
      defer { customer.reset() }
      let owner = try customer.step() ? Customer(id: customer.text(0), name: customer.text(1)) : old.customer
      contract = Contract(
        number: stagedContract.text(0), customer: owner, programme: stagedContract.text(2), starts: starts, ends: ends,
        status: status, terminatedOn: stagedContract.optionalText(6).flatMap { CalendarDay($0) })
    }
    entitlements.bind(1, key)
    contract.entitlements = []
    while try entitlements.step() {
      let releases = entitlements.text(1)
      contract.entitlements.append(
        Entitlement(
          product: entitlements.text(0),
          releases: releases == "latest" ? .latest : .listed(releases.split(separator: "|").map(String.init)),
          seats: entitlements.optionalInteger(2)))
    }
    return contract
  }
}
