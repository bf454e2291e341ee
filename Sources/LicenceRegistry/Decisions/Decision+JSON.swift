public import Formats
public import Licensing

extension JSONWriter {
  /// The answer of DESIGN section 4: every key is always there; what does not apply is `null` or empty.
  public mutating func decision(_ decision: Decision) {
    piece(Pieces.id)
    optionalString(decision.id)
    piece(Pieces.outcome)
    string(decision.outcome.rawValue)
    piece(Pieces.summary)
    string(utf8: decision.summarySentence.utf8)
    piece(Pieces.reply)
    string(utf8: decision.replyText.utf8)
    piece(Pieces.asOf)
    day(decision.asOf)
    piece(Pieces.decidedAt)
    instant(decision.decidedAt)
    piece(Pieces.ticket)
    optionalString(decision.ticket)
    piece(Pieces.rules)
    for place in decision.rules.indices { rule(decision.rules, place) }
    piece(Pieces.endOfRules)
    records(decision)
    version(decision.version)
    upgrade(decision.upgrade)
    surroundings(decision)
    piece(Pieces.endOfDecision)
  }

  private mutating func day(_ day: CalendarDay) {
    let digits = day.digits
    string(utf8: digits.span)
  }

  private mutating func instant(_ instant: UTCInstant) {
    if instant.milliseconds % 1000 == 0 {
      let digits = instant.secondDigits
      string(utf8: digits.span)
    } else {
      string(instant.description)
    }
  }

  private mutating func optionalInstant(_ moment: UTCInstant?) {
    if let moment { instant(moment) } else { null() }
  }

  /// The result at a place; taken out of its list, all of it would be copied.
  private mutating func rule(_ results: [Decision.RuleResult], _ place: Int) {
    piece(Pieces.head(results[place].code))
    string(utf8: results[place].sentence.utf8)
    if results[place].clause == nil, results[place].candidates.isEmpty {
      piece(Pieces.noClause)
      return
    }
    piece(Pieces.clause)
    optionalString(results[place].clause)
    piece(Pieces.candidates)
    for candidate in results[place].candidates {
      beginObject()
      piece(Pieces.idOfObject)
      string(candidate.id)
      piece(Pieces.name)
      string(candidate.name)
      endObject()
    }
    piece(Pieces.endOfCandidates)
  }

  private mutating func records(_ decision: Decision) {
    if let customer = decision.customer {
      piece(Pieces.customer)
      string(customer.id)
      piece(Pieces.name)
      string(customer.name)
      endObject()
    } else {
      piece(Pieces.noCustomer)
    }
    if let contract = decision.contract {
      piece(Pieces.contract)
      string(contract.number)
      piece(Pieces.programme)
      string(contract.programme)
      piece(Pieces.starts)
      day(contract.starts)
      piece(Pieces.ends)
      day(contract.ends)
      piece(Pieces.status)
      string(contract.status.rawValue)
      piece(Pieces.terminatedOn)
      if let end = contract.terminatedOn { day(end) } else { null() }
      endObject()
    } else {
      piece(Pieces.noContract)
    }
    if let product = decision.product {
      piece(Pieces.product)
      string(product.id)
      piece(Pieces.name)
      string(product.name)
      piece(Pieces.vendor)
      string(product.vendor)
      endObject()
    } else {
      piece(Pieces.noProduct)
    }
  }

  private mutating func version(_ version: Decision.Version?) {
    guard let version else { return piece(Pieces.noVersion) }
    piece(Pieces.reported)
    string(version.reported)
    piece(Pieces.release)
    optionalString(version.release)
    piece(Pieces.update)
    optionalString(version.update)
    piece(Pieces.exact)
    if let isExact = version.isExact { bool(isExact) } else { null() }
    piece(Pieces.position)
    optionalString(version.position)
    piece(Pieces.behind)
    optionalInt(version.behind)
    piece(Pieces.current)
    optionalString(version.current)
    piece(Pieces.latest)
    optionalString(version.latest)
    piece(Pieces.supported)
    strings(version.supported)
    endObject()
  }

  private mutating func upgrade(_ upgrade: Decision.Upgrade) {
    piece(Pieces.upgrade)
    string(upgrade.status.rawValue)
    piece(Pieces.target)
    optionalString(upgrade.to)
    piece(Pieces.granted)
    bool(upgrade.isGranted)
    piece(Pieces.because)
    strings(upgrade.because)
    endObject()
  }

  private mutating func surroundings(_ decision: Decision) {
    piece(Pieces.advisories)
    for advisory in decision.advisories {
      beginObject()
      member("id", advisory.id)
      member("title", advisory.title.text(in: decision.language))
      member("fixedIn", advisory.fixedIn)
      member("upgradeRequired", advisory.isUpgradeRequired)
      endObject()
    }
    endArray()
    if let vendor = decision.escalation {
      piece(Pieces.escalation)
      string(vendor.id)
      piece(Pieces.team)
      string(vendor.team)
      piece(Pieces.escalationOutcome)
      string(vendor.outcome.text(in: decision.language))
      endObject()
    } else {
      piece(Pieces.noEscalation)
    }
    if let desk = decision.desk {
      piece(Pieces.desk)
      bool(desk.isOpen)
      piece(Pieces.opensAt)
      optionalInstant(desk.opensAt)
      piece(Pieces.closesAt)
      optionalInstant(desk.closesAt)
      endObject()
    } else {
      piece(Pieces.noDesk)
    }
    piece(Pieces.checklist)
    let checklist = decision.checklist
    for place in checklist.indices {
      beginObject()
      piece(Pieces.idOfObject)
      string(checklist[place].id)
      piece(Pieces.text)
      string(checklist[place].text.text(in: decision.language))
      endObject()
    }
    piece(Pieces.others)
    for other in decision.others {
      beginObject()
      member("contract", other.contract)
      member("outcome", other.outcome.rawValue)
      member("code", other.code?.rawValue)
      endObject()
    }
    endArray()
  }
}

/// What is the same in every answer, in the order in which it is written.
private enum Pieces {
  static let id: JSONPiece = #"{"id":"#
  static let outcome: JSONPiece = #","outcome":"#
  static let summary: JSONPiece = #","summary":"#
  static let reply: JSONPiece = #","reply":"#
  static let asOf: JSONPiece = #","asOf":"#
  static let decidedAt: JSONPiece = #","decidedAt":"#
  static let ticket: JSONPiece = #","ticket":"#
  static let rules: JSONPiece = #","rules":["#

  /// What a rule's result begins with, by the byte that its code is; the rule about the customer is the first of all.
  private static let heads: [JSONPiece] = {
    var heads = [JSONPiece](repeating: "null", count: 256)
    for code in RuleCode.allCases {
      heads[byte(code)] = JSONPiece(
        #"\#(code.rule == .customer ? "" : ","){"rule":"\#(code.rule.rawValue)","status":"\#(code.status.rawValue)","code":"\#(code.rawValue)","message":"#
      )
    }
    return heads
  }()

  /// The byte that a code is in memory: a much quicker way to its piece than by its name.
  private static func byte(_ code: RuleCode) -> Int {
    precondition(MemoryLayout<RuleCode>.size == 1)
    // Cases without values and less than 256 of them: one byte, which is read as long as the code is there.
    return unsafe withUnsafeBytes(of: code) { Int(unsafe $0[0]) }
  }

  static let noClause: JSONPiece = #","clause":null,"candidates":[]}"#
  static let clause: JSONPiece = #","clause":"#
  static let candidates: JSONPiece = #","candidates":["#
  static let idOfObject: JSONPiece = #""id":"#
  static let name: JSONPiece = #","name":"#
  static let endOfCandidates: JSONPiece = "]}"
  static let endOfRules: JSONPiece = "]"

  static let customer: JSONPiece = #","customer":{"id":"#
  static let noCustomer: JSONPiece = #","customer":null"#
  static let contract: JSONPiece = #","contract":{"number":"#
  static let noContract: JSONPiece = #","contract":null"#
  static let programme: JSONPiece = #","programme":"#
  static let starts: JSONPiece = #","starts":"#
  static let ends: JSONPiece = #","ends":"#
  static let status: JSONPiece = #","status":"#
  static let terminatedOn: JSONPiece = #","terminatedOn":"#
  static let product: JSONPiece = #","product":{"id":"#
  static let noProduct: JSONPiece = #","product":null"#
  static let vendor: JSONPiece = #","vendor":"#

  static let noVersion: JSONPiece = #","version":null"#
  static let reported: JSONPiece = #","version":{"reported":"#
  static let release: JSONPiece = #","release":"#
  static let update: JSONPiece = #","update":"#
  static let exact: JSONPiece = #","exact":"#
  static let position: JSONPiece = #","position":"#
  static let behind: JSONPiece = #","behind":"#
  static let current: JSONPiece = #","current":"#
  static let latest: JSONPiece = #","latest":"#
  static let supported: JSONPiece = #","supported":"#

  static let upgrade: JSONPiece = #","upgrade":{"status":"#
  static let target: JSONPiece = #","to":"#
  static let granted: JSONPiece = #","granted":"#
  static let because: JSONPiece = #","because":"#

  static let advisories: JSONPiece = #","advisories":["#
  static let escalation: JSONPiece = #","escalation":{"vendor":"#
  static let team: JSONPiece = #","team":"#
  static let escalationOutcome: JSONPiece = #","outcome":"#
  static let noEscalation: JSONPiece = #","escalation":null"#
  static let desk: JSONPiece = #","desk":{"open":"#
  static let opensAt: JSONPiece = #","opensAt":"#
  static let closesAt: JSONPiece = #","closesAt":"#
  static let noDesk: JSONPiece = #","desk":null"#
  static let checklist: JSONPiece = #","checklist":["#
  static let text: JSONPiece = #","text":"#
  static let others: JSONPiece = #"],"others":["#
  static let endOfDecision: JSONPiece = "}"

  static func head(_ code: RuleCode) -> JSONPiece { heads[byte(code)] }
}
