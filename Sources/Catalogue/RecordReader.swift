import Formats
import Licensing

/// Reads the records whose fields are plain values, the same from JSON5 and from CSV (DESIGN, section 3).
enum RecordReader {
  /// Reads a record of a kind; it is not sound if its source has problems, which are reported.
  static func read(_ kind: RecordKind, _ source: some FieldSource) -> ReadRecord {
    let values: [FieldValue]
    switch kind {
    case .product: values = product(source)
    case .release: values = release(source)
    case .update: values = update(source)
    case .customer: values = customer(source)
    case .contact: values = contact(source)
    case .contract: values = contract(source)
    case .entitlement: values = entitlement(source)
    case .licence: values = licence(source)
    case .vendor, .programme, .advisory, .publicMailDomain:
      preconditionFailure("a \(kind.singular) has nested fields or none; DefinitionReader reads it")
    }
    let record = Record(kind, values)
    return ReadRecord(
      record: record, position: source.position, references: references(record, source), problems: source.problems,
      source: source)
  }

  /// The kinds of records that a kind's fields name.
  static func referenceFields(_ kind: RecordKind) -> [(field: String, kind: RecordKind)] {
    switch kind {
    case .product: [("vendor", .vendor)]
    case .release: [("product", .product)]
    case .update: [("product", .product), ("release", .release)]
    case .advisory: [("product", .product)]
    case .contact: [("customer", .customer)]
    case .contract: [("customer", .customer), ("programme", .programme)]
    case .entitlement: [("contract", .contract), ("product", .product), ("releases", .release)]
    case .licence: [("contract", .contract), ("product", .product), ("release", .release)]
    case .vendor, .programme, .customer, .publicMailDomain: []
    }
  }

  private static func references(_ record: Record, _ source: some FieldSource) -> [ReadRecord.Reference] {
    referenceFields(record.kind).map { field, kind in
      ReadRecord.Reference(
        field: field, kind: kind, position: source.position(of: field), text: record[field].description)
    }
  }

  private static func product(_ source: some FieldSource) -> [FieldValue] {
    [
      .text(name("id", source)), .text(source.required("vendor")), .text(source.required("name")),
      .text(JSONText.list(source.list("aliases"))),
    ]
  }

  private static func release(_ source: some FieldSource) -> [FieldValue] {
    let product = source.required("product")
    let releaseName = name("name", source)
    let before = source.problemCount
    let sequence = source.integer("sequence")
    if sequence == nil, source.problemCount == before {
      source.report(
        "sequence",
        .missing(
          en: "a whole number", fr: "un nombre entier", isFeminine: false,
          hint: Bilingual(en: "1 is the oldest release", fr: "1 est la version la plus ancienne")))
    }
    return [
      .text(product), .text(releaseName), .integer(sequence ?? 0), day("released", source),
      .integer(source.boolean("preview") == true ? 1 : 0), day("endOfSupport", source),
      .text(JSONText.list(source.list("aliases"))), .text(JSONText.list(source.list("internal"))),
      .text(JSONText.list(source.list("builds"))), FieldValue(source.text("source")),
    ]
  }

  private static func update(_ source: some FieldSource) -> [FieldValue] {
    [
      .text(source.required("product")), .text(source.required("release")), .text(name("name", source)),
      .integer(source.integer("sequence") ?? 0), day("released", source),
      .text(JSONText.list(source.list("aliases"))), .text(JSONText.list(source.list("builds"))),
      FieldValue(source.text("source")),
    ]
  }

  private static func customer(_ source: some FieldSource) -> [FieldValue] {
    let id = source.identity("id")
    let domains = source.list("domains").map { domain -> String in
      let key = TextFolding.key(domain.hasPrefix("@") ? String(domain.dropFirst()) : domain)
      if !key.contains(".") || key.utf8.allSatisfy({ $0 < 0x80 }) && !EmailAddress.isDomain(key) || key.contains(" ") {
        source.report(
          "domains", item: domain,
          FieldFault(
            .malformed, Bilingual(en: "'\(domain)' is not a domain", fr: "« \(domain) » n’est pas un domaine"),
            expected: Bilingual(en: "a domain as be-martin.example", fr: "un domaine comme be-martin.example"),
            hint: hint(ofDomain: domain)))
      }
      return key
    }
    var seen: Set<String> = []
    let distinct = domains.filter { seen.insert($0).inserted }
    return [
      .text(TextFolding.key(id)), .text(id), .text(source.required("name")), FieldValue(source.text("country")),
      FieldValue(source.text("locale")), .text(JSONText.list(distinct)),
    ]
  }

  private static func contact(_ source: some FieldSource) -> [FieldValue] {
    let email = source.required("email")
    let address = EmailAddress(email)
    if !email.isEmpty, !address.isPlain {
      source.report(
        "email",
        FieldFault(
          .malformed,
          Bilingual(en: "'\(email)' is not an e-mail address", fr: "« \(email) » n’est pas une adresse e-mail"),
          expected: Bilingual(
            en: "an address as c.martin@be-martin.example", fr: "une adresse comme c.martin@be-martin.example"),
          hint: hint(ofAddress: email)))
    }
    return [
      .text(source.required("customer")), .text(address.key), .text(email), FieldValue(source.text("name")),
      .integer(source.boolean("mayReceiveCodes") == true ? 1 : 0), FieldValue(source.text("locale")),
    ]
  }

  private static func contract(_ source: some FieldSource) -> [FieldValue] {
    let number = source.identity("number")
    let (customer, programme) = (source.required("customer"), source.required("programme"))
    let starts = recent(source.requiredDay("starts"), "starts", source)
    let ends = recent(source.requiredDay("ends"), "ends", source)
    let before = source.problemCount
    let status = source.choice("status", statusWords, default: "active")
    let terminated = recent(source.day("terminatedOn"), "terminatedOn", source)
    // What can't be read is reported as that, and tells nothing about what stands beside it.
    let isReadable = source.problemCount == before
    if let starts, let ends, ends < starts {
      source.report(
        "ends",
        FieldFault(
          .conflict,
          Bilingual(
            en: "ends on \(ends), before it starts on \(starts)",
            fr: "finit le \(ends.text(in: .french)), avant de commencer le \(starts.text(in: .french))"),
          expected: Bilingual(en: "\(starts) or later", fr: "le \(starts.text(in: .french)) ou après")))
    }
    // What a file leaves to the registry is checked once that is known.
    if isReadable, source.states("status"), source.states("terminatedOn"),
      let fault = Termination.fault(status: status, day: terminated, starts: starts)
    {
      source.report(
        "terminatedOn",
        FieldFault(.conflict, fault.text, expected: fault.expected, hint: fault.hint))
    }
    return [
      .text(TextFolding.key(number)), .text(number), .text(customer), .text(programme),
      FieldValue(starts?.description), FieldValue(ends?.description), .text(status),
      FieldValue(terminated?.description),
    ]
  }

  /// A day of a contract, unless its year is a slip: no contract is older than this.
  private static func recent(_ day: CalendarDay?, _ field: String, _ source: some FieldSource) -> CalendarDay? {
    guard let day, day.components.year < 1900 else { return day }
    let year = day.components.year
    let text = source.written(field) ?? day.description
    let meant = year < 100 ? (year < 70 ? 2000 : 1900) + year : nil
    source.report(
      field,
      FieldFault(
        .notDate, Bilingual(en: "'\(text)' is a day before 1900", fr: "« \(text) » est un jour d’avant 1900"),
        expected: Bilingual(en: "a year of four digits, from 1900", fr: "une année à quatre chiffres, depuis 1900"),
        hint: meant.map {
          Bilingual(
            en: "write a year of four digits: did you mean \($0)?",
            fr: "écrivez une année à quatre chiffres : vouliez-vous dire \($0) ?")
        }
          ?? Bilingual(
            en: "write the year of the contract, as 2026", fr: "écrivez l’année du contrat, par exemple 2026")))
    return nil
  }

  private static func entitlement(_ source: some FieldSource) -> [FieldValue] {
    let before = source.problemCount
    let releases = source.list("releases")
    let latest = releases.contains { ["latest", "derniere"].contains(TextFolding.phrase($0)) }
    if releases.isEmpty, source.problemCount == before {
      source.report(
        "releases",
        FieldFault(
          .missing,
          Bilingual(en: "no release: nothing would be included", fr: "aucune version : rien ne serait inclus"),
          expected: Bilingual(en: "latest, or names of releases", fr: "latest, ou des noms de versions"),
          hint: Bilingual(en: "write latest, or the names of releases", fr: "écrivez latest, ou les noms des versions"))
      )
    }
    if latest, releases.count > 1 {
      source.report(
        "releases",
        FieldFault(
          .conflict,
          Bilingual(en: "latest can't stand beside names", fr: "latest ne peut côtoyer des noms de versions"),
          expected: Bilingual(en: "latest, or names of releases", fr: "latest, ou des noms de versions")))
    }
    return [
      .text(source.required("contract")), .text(source.required("product")),
      .integer(source.count("line", least: 1) ?? 1), .text(latest ? "latest" : releases.joined(separator: "|")),
      source.count("seats", least: 0).map { .integer($0) } ?? .none,
    ]
  }

  private static func licence(_ source: some FieldSource) -> [FieldValue] {
    let before = source.problemCount
    let code = source.verbatim("code") ?? ""
    let key = LicenceCode(code).key
    if source.problemCount == before {
      if key.isEmpty {
        source.report("code", .missing(en: "a licence code", fr: "un code licence", isFeminine: false))
      } else if let fault = FieldFault(ofCode: code) ?? IdentityFault.of(key) {
        source.report("code", fault)
      }
    }
    return [
      .text(key), .text(code.trimmed), .text(source.required("contract")), .text(source.required("product")),
      .text(source.required("release")), .text(source.choice("kind", kindWords, default: "standalone")),
      source.count("seats", least: 0).map { .integer($0) } ?? .none,
      .text(source.choice("state", stateWords, default: "active")), day("issued", source),
    ]
  }

  /// A name that other records may list, so the separator of lists can't be in it.
  private static func name(_ field: String, _ source: some FieldSource) -> String {
    let name = source.identity(field)
    if name.contains("|") {
      source.report(
        field,
        FieldFault(
          .malformed,
          Bilingual(
            en: "'|' separates the names of a list and can't be in one",
            fr: "« | » sépare les noms d’une liste et ne peut y figurer"),
          expected: Bilingual(en: "a name without |", fr: "un nom sans |")))
    }
    return name
  }

  private static func day(_ field: String, _ source: some FieldSource) -> FieldValue {
    FieldValue(source.day(field)?.description)
  }

  private static let statusWords = [
    "active": ["actif", "en cours", "en vigueur"], "suspended": ["suspendu", "suspendue"],
    "terminated": ["resilie", "resiliee", "termine", "terminee"],
  ]
  private static let kindWords = [
    "standalone": ["monoposte", "mono poste", "poste", "autonome", "stand alone"],
    "network": ["reseau", "serveur", "flottante", "multiposte"],
  ]
  private static let stateWords = [
    "active": ["actif", "active", "valide"], "revoked": ["revoque", "revoquee", "annulee", "annule"],
    "replaced": ["remplace", "remplacee"],
  ]
}

/// Small JSON texts as fields of the store hold them.
enum JSONText {
  /// A JSON array of texts.
  static func list(_ texts: [String]) -> String {
    var writer = JSONWriter(capacity: 64)
    writer.strings(texts)
    return writer.text
  }

  /// The members of an object but some, in the order of keys, so that one content has one text.
  static func canonical(_ members: [JSONMember], without left: Set<String> = []) -> String {
    var writer = JSONWriter()
    writer.node(sorted(JSONNode(.object(members.filter { !left.contains($0.key) }))))
    return writer.text
  }

  private static func sorted(_ node: JSONNode) -> JSONNode {
    if let array = node.array { return JSONNode(.array(array.map(sorted))) }
    guard let members = node.object else { return node }
    let ordered = members.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
    return JSONNode(.object(ordered.map { JSONMember(key: $0.key, value: sorted($0.value)) }))
  }
}
