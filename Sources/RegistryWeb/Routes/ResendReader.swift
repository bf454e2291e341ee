import Formats
import HTTPCore
import Licensing

/// Reads requests about resends, strictly: every fault is found, and unknown fields are faults.
struct ResendReader {
  private let known: [String]
  private let language: Language
  private var texts: [String: String] = [:]
  private var faults: [ProblemDetails.Fault] = []

  /// The request of a body.
  static func request(_ body: [UInt8], _ language: Language) throws(ProblemReport) -> ResendRequest {
    var reader = try ResendReader(
      body, ["licence", "contract", "product", "requestedBy", "reason", "ticket", "locale"], language)
    let requestedBy = reader.required("requestedBy")
    if !requestedBy.isEmpty, !EmailAddress(requestedBy).isPlain {
      reader.add(
        "request.invalid_value", "requestedBy",
        language(en: "must be an e-mail address", fr: "doit être une adresse e-mail"))
    }
    let reason = reader.choice("reason", ResendReason.self) ?? .loss
    let locale = reader.choice("locale", Language.self)
    let (licence, contract, product) = (reader["licence"], reader["contract"], reader["product"])
    // Where one that was given is at fault, that is told already.
    let isFaulty = reader.faults.contains { ["/licence", "/contract", "/product"].contains($0.pointer) }
    if licence == nil, contract == nil || product == nil {
      if !isFaulty {
        reader.add(
          "request.missing", "licence",
          language(
            en: "give 'licence', or 'contract' and 'product'", fr: "donnez « licence », ou « contract » et « product »")
        )
      }
    } else if licence != nil, contract != nil || product != nil {
      reader.add(
        "request.conflict", contract != nil ? "contract" : "product",
        language(
          en: "give 'licence' alone, or 'contract' and 'product'",
          fr: "donnez « licence » seule, ou « contract » et « product »"))
    }
    try reader.finish()
    return ResendRequest(
      licence: licence, contract: contract, product: product, requestedBy: requestedBy, reason: reason,
      ticket: reader["ticket"], locale: locale)
  }

  /// The note of a body that may be empty.
  static func note(_ body: [UInt8], _ language: Language) throws(ProblemReport) -> String? {
    guard !body.isEmpty else { return nil }
    let reader = try ResendReader(body, ["note"], language)
    try reader.finish()
    return reader["note"]
  }

  private init(_ body: [UInt8], _ known: [String], _ language: Language) throws(ProblemReport) {
    self.known = known
    self.language = language
    for member in try JSONBody.members(body, language) { take(member) }
  }

  private mutating func take(_ member: JSONMember) {
    let name = String(member.key.prefix(64))
    guard known.contains(member.key) else {
      let list = known.joined(separator: ", ")
      return add(
        "request.unknown_field", name,
        language(en: "'\(name)' is no field; known: \(list)", fr: "« \(name) » n’est pas un champ ; connus : \(list)"))
    }
    if member.value.isNull { return }
    guard let text = member.value.string else {
      return add(
        "request.wrong_type", name,
        language(
          en: "must be a string or null, not \(member.value.kind.en)",
          fr: "doit être une chaîne ou null, non \(member.value.kind.fr)"))
    }
    guard text.unicodeScalars.count <= Question.longestText else {
      return add(
        "request.too_long", name,
        language(
          en: "is longer than \(Question.longestText) characters", fr: "dépasse \(Question.longestText) caractères"))
    }
    // A control character has no business in any of these, and in a mail's field it would be an attack; but what is to be
    // looked up may be pasted with its line end.
    let isPasted = ["licence", "contract", "product"].contains(member.key)
    let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
    guard controls.isEmpty || (isPasted && !Question.hasControl(text)) else {
      return add(
        "request.invalid_value", name,
        language(en: "has a control character in it", fr: "contient un caractère de contrôle"))
    }
    let trimmed = TextFolding.trimmed(text)
    if !trimmed.isEmpty { texts[member.key] = trimmed }
  }

  private subscript(_ field: String) -> String? { texts[field] }

  private mutating func required(_ field: String) -> String {
    if let text = texts[field] { return text }
    if !faults.contains(where: { $0.pointer == "/\(field)" }) {
      add("request.missing", field, language(en: "is missing", fr: "est absent"))
    }
    return ""
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ field: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let text = texts[field] else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let list = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    add(
      "request.invalid_value", field, language(en: "must be one of: \(list)", fr: "doit valoir : \(list)"))
    return nil
  }

  private mutating func add(_ code: String, _ field: String, _ detail: String) {
    faults.append(ProblemDetails.Fault(code, field: field, inQuery: false, detail))
  }

  private func finish() throws(ProblemReport) {
    if !faults.isEmpty { throw ProblemReport(ProblemDetails(faults: faults)) }
  }
}
