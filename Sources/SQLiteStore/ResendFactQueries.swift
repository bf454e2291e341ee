public import Licensing

extension Connection {
  /// The licence with a code, whatever its state.
  public func licences(key: String) throws -> [Licence] {
    try licences(where: "key = ?1", [key])
  }

  /// The key of the licence that comes last among those up to a key, in the order of their bytes.
  public func lastLicenceKey(upTo key: [UInt8]) throws -> [UInt8]? {
    let select = try statement("SELECT key FROM licences WHERE key <= ?1 ORDER BY key DESC LIMIT 1")
    defer { select.reset() }
    select.bind(1, utf8: key)
    return try select.step() ? select.utf8(0) : nil
  }

  /// The keys of the customers that have a contact with an address, compared without case and outer spaces.
  public func customers(ofContact email: String) throws -> [String] {
    try keys("SELECT customer FROM contacts WHERE key = ?1 ORDER BY customer", TextFolding.key(email))
  }

  /// The programmes under which customers have contracts that have a contact with an address.
  public func programmes(ofContact email: String) throws -> [String] {
    try keys(
      """
      SELECT DISTINCT t.programme FROM contacts c JOIN contracts t ON t.customer = c.customer WHERE c.key = ?1
      ORDER BY t.programme
      """, TextFolding.key(email))
  }

  private func keys(_ sql: String, _ key: String) throws -> [String] {
    let select = try statement(sql)
    defer { select.reset() }
    select.bind(1, key)
    var keys: [String] = []
    while try select.step() { keys.append(select.text(0)) }
    return keys
  }

  /// The licences of a contract for a product, whatever their state; newest issued first.
  public func licences(contract: String, product: String) throws -> [Licence] {
    try licences(where: "contract = ?1 AND product = ?2", [contract, product])
  }

  /// The contract with a key, with its entitlements.
  public func contractWithEntitlements(key: String) throws -> Contract? {
    let queries = try FactQueries(self)
    guard var contract = try queries.contract(key: key) else { return nil }
    contract.entitlements = try queries.entitlements(contract: key)
    return contract
  }

  /// The contact of a customer with an address, compared without case and outer spaces.
  ///
  /// Its ``Contact/changedAt`` is when the registry saw the contact come or change.
  public func contact(customer: String, email: String) throws -> Contact? {
    let select = try statement(
      """
      SELECT c.email, c.name, c.mayReceiveCodes, c.locale, s.since FROM contacts c
      LEFT JOIN contact_since s ON s.customer = c.customer AND s.key = c.key WHERE c.customer = ?1 AND c.key = ?2
      """)
    defer { select.reset() }
    select.bind(1, customer)
    select.bind(2, TextFolding.key(email))
    guard try select.step() else { return nil }
    return Contact(
      email: select.text(0), name: select.optionalText(1), mayReceiveCodes: select.integer(2) == 1,
      locale: select.optionalText(3), changedAt: try select.optionalText(4).map(Connection.instant))
  }

  private static func instant(_ text: String) throws -> UTCInstant {
    guard case .instant(let instant)? = try? Moment(text) else {
      throw StoreError.corrupt(reason: "'\(text)' is no instant")
    }
    return instant
  }

  /// The language in which a customer is written to, as the registry has it.
  public func locale(customer: String) throws -> String? {
    let select = try statement("SELECT locale FROM customers WHERE key = ?1")
    defer { select.reset() }
    select.bind(1, customer)
    return try select.step() ? select.optionalText(0) : nil
  }

  /// How many requests were counted in a bucket after an instant.
  public func resendCount(bucket: String, after: UTCInstant) throws -> Int {
    let select = try statement("SELECT count(*) FROM resend_counts WHERE bucket = ?1 AND at > ?2")
    defer { select.reset() }
    select.bind(1, bucket)
    select.bind(2, Int(after.milliseconds))
    return try select.step() ? select.integer(0) : 0
  }

  /// Counts a request in a bucket.
  public func countResend(_ id: String, bucket: String, at now: UTCInstant) throws {
    let insert = try statement("INSERT OR IGNORE INTO resend_counts VALUES (?1, ?2, ?3)")
    insert.bind(1, bucket)
    insert.bind(2, Int(now.milliseconds))
    insert.bind(3, id)
    try insert.run()
  }

  private func licences(where condition: String, _ values: [String]) throws -> [Licence] {
    let select = try statement(
      """
      SELECT code, contract, product, release, kind, seats, state, issued FROM licences WHERE \(condition)
      ORDER BY issued DESC, key
      """)
    defer { select.reset() }
    for (index, value) in values.enumerated() { select.bind(Int32(index + 1), value) }
    var licences: [Licence] = []
    while try select.step() {
      guard let kind = Licence.Kind(rawValue: select.text(4)), let state = Licence.State(rawValue: select.text(6))
      else { throw StoreError.corrupt(reason: "a licence of contract \(select.text(1)) has an unknown kind or state") }
      licences.append(
        Licence(
          code: select.text(0), contract: select.text(1), product: select.text(2), release: select.text(3), kind: kind,
          seats: select.optionalInteger(5), state: state, issued: select.optionalText(7).flatMap { CalendarDay($0) }))
    }
    return licences
  }
}
