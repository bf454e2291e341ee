import Formats
import Licensing

/// Reads the records that have nested fields: vendors, programmes and advisories.
///
/// The registry keeps their nested fields as JSON and reads them back through the same functions, so that what a file may
/// say and what the registry understands are one thing.
enum DefinitionReader {
  static func vendor(_ source: JSONFieldSource, file: String, _ problems: ProblemLog) -> Vendor? {
    let id = source.required("id")
    let name = source.required("name")
    guard let escalation = source.node("escalation") else {
      source.report(
        "escalation",
        .missing(en: "who takes an escalation", fr: "le destinataire d’une escalade", isFeminine: false))
      return nil
    }
    guard
      let fields = JSONFieldSource(
        escalation, file: file, kind: "vendors.escalation", known: ["team", "outcome", "clause"], problems)
    else { return nil }
    let vendor = Vendor(
      id: id, name: name, team: fields.required("team"),
      outcome: fields.localized("outcome") ?? LocalizedText(english: "", french: ""))
    return source.problemCount + fields.problemCount == 0 ? vendor : nil
  }

  static let advisoryFields: Set<String> = [
    "id", "affects", "fixedIn", "upgradeRequired", "title", "published", "source",
  ]

  static func advisory(_ source: JSONFieldSource, product: String) -> Advisory? {
    let before = source.problemCount
    let id = source.required("id")
    let beforeAffects = source.problemCount
    let affects = source.list("affects")
    if affects.isEmpty, source.problemCount == beforeAffects {
      source.report(
        "affects",
        FieldFault(
          .missing,
          Bilingual(
            en: "missing: an advisory affects at least one release", fr: "absent : un avis touche au moins une version"),
          expected: Bilingual(en: "the names of releases", fr: "les noms de versions")))
    }
    let advisory = Advisory(
      id: id, product: product, affects: affects, fixedIn: source.text("fixedIn"),
      isUpgradeRequired: source.boolean("upgradeRequired") ?? false,
      title: source.localized("title") ?? LocalizedText(english: id, french: id), published: source.day("published"))
    return source.problemCount == before ? advisory : nil
  }

  static let programmeFields: Set<String> = [
    "id", "name", "window", "desk", "topics", "checklist", "resend", "contact", "clauses", "citations",
  ]

  /// The programme of a file, or of the registry itself.
  ///
  /// - Parameter isStored: whether the registry holds it, which may have taken what a file may not say any more.
  static func programme(
    _ source: JSONFieldSource, file: String, _ problems: ProblemLog,
    isStored: Bool = false
  ) -> Programme? {
    let before = problems.count
    /// The nested object of a field, as fields of their own.
    func nested(_ field: String, _ known: Set<String>) -> JSONFieldSource? {
      source.node(field).flatMap {
        JSONFieldSource($0, file: file, kind: "programmes.\(field)", known: known, problems)
      }
    }
    func each<Element>(_ field: String, _ known: Set<String>, _ read: (JSONFieldSource) -> Element) -> [Element] {
      source.array(field).compactMap { node in
        JSONFieldSource(node, file: file, kind: "programmes.\(field)", known: known, problems).map(read)
      }
    }
    let nothing = LocalizedText(english: "", french: "")

    let id = isStored ? source.required("id") : source.identity("id")
    let name = source.required("name")
    var window = Programme.Window()
    if let fields = nested("window", ["anchor", "previous", "clause"]) {
      let anchor = fields.choice("anchor", ["contract": [], "catalogue": ["catalog"]], default: "contract")
      window = Programme.Window(
        anchor: Programme.Anchor(rawValue: anchor) ?? .contract, previous: fields.count("previous", least: 0) ?? 1,
        clause: fields.text("clause"))
    }
    let desk = nested("desk", ["timeZone", "days", "opens", "closes", "holidays", "closures", "clause"])
      .map { Self.desk($0, isStored: isStored) }
    if desk == nil, source.node("desk") == nil {
      source.report(
        "desk",
        FieldFault(
          .missing,
          Bilingual(en: "missing: the desk's hours are required", fr: "absent : les horaires du support sont requis"),
          expected: Bilingual(
            en: "{ timeZone, days, opens, closes, holidays, closures }",
            fr: "{ timeZone, days, opens, closes, holidays, closures }")))
    }
    var topicIDs: [String: String] = [:]
    let topics = each("topics", ["id", "covered", "title", "aliases", "redirect", "clause"]) {
      fields -> Programme.Topic in
      let id = fields.required("id")
      if let other = topicIDs.updateValue(id, forKey: TextFolding.phrase(id)), !isStored, !id.isEmpty {
        fields.report("id", twin(id, of: other))
      }
      return Programme.Topic(
        id: id, isCovered: fields.boolean("covered") ?? false,
        title: fields.localized("title") ?? LocalizedText(english: id, french: id), aliases: fields.list("aliases"),
        redirect: fields.localized("redirect"), clause: fields.text("clause"))
    }
    let checklist = each("checklist", ["id", "text", "clause"]) { fields in
      Programme.ChecklistItem(
        id: fields.required("id"), text: fields.localized("text") ?? nothing, clause: fields.text("clause"))
    }
    let clauses = each("clauses", ["id", "title", "text"]) { fields in
      Programme.Clause(
        id: fields.required("id"), title: fields.localized("title") ?? nothing,
        text: fields.localized("text") ?? nothing)
    }
    var limits = Programme.ResendLimits()
    if let fields = nested(
      "resend", ["perLicence", "perCustomer", "days", "contactCoolingDays", "perAgent", "mail", "clause"])
    {
      limits.perLicence = fields.count("perLicence", least: 0) ?? limits.perLicence
      limits.perCustomer = fields.count("perCustomer", least: 0) ?? limits.perCustomer
      limits.days = fields.count("days", least: 1) ?? limits.days
      limits.perAgent = fields.count("perAgent", least: 0) ?? limits.perAgent
      limits.contactCoolingDays = fields.count("contactCoolingDays", least: 0) ?? limits.contactCoolingDays
    }
    let mail = source.node("resend")?["mail"].flatMap {
      JSONFieldSource($0, file: file, kind: "programmes.resend.mail", known: ResendMailReader.fields, problems)
    }.map(isStored ? ResendMailReader.stored : ResendMailReader.read)
    let contact = nested("contact", ["email", "remoteAssistance", "clause"])
    if let contact, let email = contact.text("email"), !isStored, !EmailAddress(email).isPlain {
      contact.report(
        "email",
        FieldFault(
          .malformed,
          Bilingual(
            en: "'\(email)' is no address that mail can be sent from",
            fr: "« \(email) » n’est pas une adresse d’où l’on peut écrire"),
          expected: Bilingual(en: "an address as support@example.org", fr: "une adresse comme support@example.org")))
    }
    let citations = nested("citations", ["contract", "product", "upgrade"])
    let programme = desk.map {
      Programme(
        id: id, name: name, window: window, desk: $0, topics: topics, checklist: checklist, resend: limits,
        resendMail: mail ?? .standard,
        email: contact?.text("email"), remoteAssistance: contact?.text("remoteAssistance"), clauses: clauses,
        citations: Programme.Citations(
          contract: citations?.text("contract"), product: citations?.text("product"),
          upgrade: citations?.text("upgrade")))
    }
    return problems.count == before ? programme : nil
  }

  /// What is wrong with a topic that people can't tell from another of its programme.
  private static func twin(_ id: String, of other: String) -> FieldFault {
    let text =
      other == id
      ? Bilingual(en: "the topic '\(id)' stands twice", fr: "le sujet « \(id) » figure deux fois")
      : Bilingual(
        en: "the topics '\(other)' and '\(id)' are one but for case or marks",
        fr: "les sujets « \(other) » et « \(id) » n’en font qu’un, à la casse ou aux signes près")
    return FieldFault(
      .duplicate, text, expected: Bilingual(en: "another id", fr: "un autre identifiant"),
      hint: Bilingual(
        en: "topics are compared without case: rename one, or remove it",
        fr: "les sujets se comparent sans la casse : renommez-en un, ou supprimez-le"))
  }

  private static func desk(_ fields: JSONFieldSource, isStored: Bool) -> DeskHours {
    let days = fields.list("days").compactMap { text -> Weekday? in
      guard let day = Weekday(rawValue: TextFolding.key(text)) else {
        fields.report(
          "days", item: text,
          FieldFault(
            .unknownWord,
            Bilingual(
              en: "'\(text)' is not one of mon, tue, wed, thu, fri, sat, sun",
              fr: "« \(text) » n’est pas l’un de mon, tue, wed, thu, fri, sat, sun"),
            expected: Bilingual(
              en: "one of mon, tue, wed, thu, fri, sat, sun", fr: "l’un de mon, tue, wed, thu, fri, sat, sun")))
        return nil
      }
      return day
    }
    if !isStored, let twice = Weekday.allCases.first(where: { day in days.count(where: { $0 == day }) > 1 }) {
      fields.report(
        "days", item: fields.list("days").last { TextFolding.key($0) == twice.rawValue },
        FieldFault(
          .duplicate,
          Bilingual(en: "'\(twice.rawValue)' stands twice", fr: "« \(twice.rawValue) » figure deux fois"),
          expected: Bilingual(en: "each day once", fr: "chaque jour une fois"),
          hint: Bilingual(
            en: "remove one, or write the day that is missing", fr: "supprimez-en un, ou écrivez le jour qui manque")))
    }
    func clock(_ field: String) -> Int {
      let text = fields.required(field)
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count == 2,
        parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
        let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
      {
        return hour * 3600 + minute * 60
      }
      if !text.isEmpty {
        fields.report(
          field,
          FieldFault(
            .malformed, Bilingual(en: "'\(text)' is not a time of day", fr: "« \(text) » n’est pas une heure"),
            expected: Bilingual(en: "a time as 09:00", fr: "une heure comme 09:00"),
            hint: Bilingual(
              en: "write it as 09:00; the end of the day is 24:00",
              fr: "écrivez-la comme 09:00 ; la fin du jour est 24:00")))
      }
      return 0
    }
    let before = fields.problemCount
    let (opens, closes) = (clock("opens"), clock("closes"))
    if closes <= opens, fields.problemCount == before {
      fields.report(
        "closes",
        FieldFault(
          .conflict, Bilingual(en: "the desk closes before it opens", fr: "le support ferme avant d’ouvrir"),
          expected: Bilingual(en: "a time after the opening", fr: "une heure après l’ouverture"),
          hint: Bilingual(en: "the end of the day is 24:00", fr: "la fin du jour est 24:00")))
    }
    let holidayText = fields.text("holidays") ?? "none"
    let holidays = Holidays(rawValue: holidayText)
    if holidays == nil {
      let known = Holidays.allCases.map(\.rawValue).joined(separator: ", ")
      fields.report(
        "holidays",
        FieldFault(
          .unknownWord,
          Bilingual(en: "'\(holidayText)' is not one of \(known)", fr: "« \(holidayText) » n’est pas l’un de \(known)"),
          expected: Bilingual(en: "one of \(known)", fr: "l’un de \(known)")))
    }
    let closures = fields.list("closures").compactMap { text -> CalendarDay? in
      let day = CalendarDay(text)
      if day == nil {
        fields.report("closures", item: text, JSONFieldSource.notDate(text))
      }
      return day
    }
    return DeskHours(
      timeZone: fields.required("timeZone"), days: Set(days), opens: opens, closes: closes,
      holidays: holidays ?? .none, closures: Set(closures))
  }
}
