import Licensing

/// What the registry knows around a person: by what to find what names that person, and what must stay.
struct PersonBearings {
  /// The person, as looked for to be replaced.
  var person: PersonTexts
  /// The same without regard to others who have the name or an address like this one.
  var anyone: PersonTexts
  /// The person's key among contacts.
  var key: String
  /// Whether the person has a name of one word.
  var hasShortName: Bool
}

extension Connection {
  /// What the registry knows around a person.
  func bearings(ofPerson email: String, placeholder: String) throws -> PersonBearings {
    let names = try names(ofPerson: email)
    let key = TextFolding.key(email)
    let anyone = PersonTexts(email: email, names: names, placeholder: placeholder)
    let namesakes = try rows(
      naming: anyone,
      in: PersonTable(name: "(SELECT * FROM contacts WHERE name <> '')", id: "key", typed: ["name"]))
    var customers = try rows(naming: anyone, in: PersonTable(name: "customers", id: "name", typed: ["name"])).map(\.id)
    customers += try rows(
      naming: anyone,
      in: PersonTable(
        name: """
          (SELECT json_extract(before, '$.name') AS name FROM import_changes WHERE kind = 'customers' AND before <> '')
          """, id: "name", typed: ["name"])
    ).map(\.id)
    let isContact = try statement("SELECT 1 FROM contacts WHERE key = ?1")
    let person = PersonTexts(
      email: email, names: names, placeholder: placeholder,
      hasNamesakes: namesakes.contains { $0.id != key && $0.id != placeholder }, customers: customers,
      isOthers: { address in
        guard address != key else { return false }
        isContact.bind(1, address)
        defer { isContact.reset() }
        return try isContact.step()
      })
    let hasShortName = names.flatMap(PersonName.names).contains { !$0.isWhole }
    return PersonBearings(person: person, anyone: anyone, key: key, hasShortName: hasShortName)
  }

  /// What names a person still, or may, and why it was left; after all else was replaced.
  func left(_ bearings: PersonBearings) throws -> [ErasureReport.Left] {
    var left: [ErasureReport.Left] = []
    func add(
      _ reason: ErasureReport.Left.Reason, _ table: String, _ id: String, _ columns: [String], _ path: String
    ) throws {
      let rows = try rows(naming: bearings.anyone, in: PersonTable(name: table, id: id, typed: columns))
      left += rows.map { ErasureReport.Left(subject: "\(path)/\($0.id)", reason: reason) }
    }
    try add(.customer, "customers", "id", ["id", "name", "domains"], "customers")
    try add(.customer, "contracts", "number", ["number"], "contracts")
    let customer = "(SELECT id FROM customers WHERE key = contacts.customer)"
    try add(.namesake, "contacts", customer, ["name"], "customers")
    try add(.otherAddress, "contacts", customer, ["email"], "customers")
    try add(.catalogue, "vendors", "id", ["id", "name", "escalation"], "vendors")
    try add(.catalogue, "programmes", "id", ["id", "name", "definition"], "programmes")
    try add(.catalogue, "products", "id", ["id", "name", "aliases"], "products")
    try add(.catalogue, "releases", "product", ["name", "aliases", "source"], "products")
    try add(.catalogue, "updates", "product", ["name", "aliases", "source"], "products")
    try add(.catalogue, "advisories", "id", ["id", "definition"], "advisories")
    try add(.catalogue, "publicMailDomains", "domain", ["domain"], "publicMailDomains")
    try add(.token, "tokens", "id", ["name", "creator"], "tokens")
    try add(.event, "events", "sequence", ["actor", "subject", "request"], "events")
    if bearings.hasShortName { left.append(ErasureReport.Left(subject: "names", reason: .shortName)) }
    var seen: Set<ErasureReport.Left> = []
    return left.filter { seen.insert($0).inserted }
  }
}
