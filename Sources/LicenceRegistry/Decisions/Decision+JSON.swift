public import Formats
public import Licensing

extension JSONWriter {
  /// The answer of DESIGN section 4: every key is always there; what does not apply is `null` or empty.
  public mutating func decision(_ decision: Decision) {
    piece(#"{"id":"#)
    optionalString(decision.id)
    piece(#","outcome":"#)
    string(decision.outcome.rawValue)
    piece(#","summary":"#)
    sentence(decision.summarySentence)
    piece(#","reply":"#)
    openString()
    for sentence in decision.replySentences { parts(of: sentence) }
    closeString()
    piece(#","asOf":"#)
    day(decision.asOf)
    piece(#","decidedAt":"#)
    instant(decision.decidedAt)
    piece(#","ticket":"#)
    optionalString(decision.ticket)
    piece(#","rules":["#)
    for place in decision.rules.indices { rule(decision.rules, place) }
    piece("]")
    records(decision)
    version(decision.version)
    upgrade(decision.upgrade)
    surroundings(decision)
    piece("}")
  }

  private mutating func sentence(_ sentence: Sentence) {
    openString()
    parts(of: sentence)
    closeString()
  }

  private mutating func parts(of sentence: Sentence) {
    for part in sentence.parts {
      switch part {
      case .words(let words): self.part(plain: words)
      case .breaks(let count): for _ in 0..<count { self.part(plain: #"\n"#) }
      case .name(let name): self.part(name)
      case .day(let day, let language):
        let digits = day.digits(in: language)
        self.part(utf8: digits.span)
      case .number(let number): self.part(String(number))
      }
    }
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
    piece(RuleHeads.head(results[place].code))
    sentence(results[place].sentence)
    if results[place].clause == nil, results[place].candidates.isEmpty {
      piece(#","clause":null,"candidates":[]}"#)
      return
    }
    piece(#","clause":"#)
    optionalString(results[place].clause)
    piece(#","candidates":["#)
    for candidate in results[place].candidates {
      beginObject()
      piece(#""id":"#)
      string(candidate.id)
      piece(#","name":"#)
      string(candidate.name)
      endObject()
    }
    piece("]}")
  }

  private mutating func records(_ decision: Decision) {
    if let customer = decision.customer {
      piece(#","customer":{"id":"#)
      string(customer.id)
      piece(#","name":"#)
      string(customer.name)
      endObject()
    } else {
      piece(#","customer":null"#)
    }
    if let contract = decision.contract {
      piece(#","contract":{"number":"#)
      string(contract.number)
      piece(#","programme":"#)
      string(contract.programme)
      piece(#","starts":"#)
      day(contract.starts)
      piece(#","ends":"#)
      day(contract.ends)
      piece(#","status":"#)
      string(contract.status.rawValue)
      piece(#","terminatedOn":"#)
      if let end = contract.terminatedOn { day(end) } else { null() }
      endObject()
    } else {
      piece(#","contract":null"#)
    }
    if let product = decision.product {
      piece(#","product":{"id":"#)
      string(product.id)
      piece(#","name":"#)
      string(product.name)
      piece(#","vendor":"#)
      string(product.vendor)
      endObject()
    } else {
      piece(#","product":null"#)
    }
  }

  private mutating func version(_ version: Decision.Version?) {
    guard let version else { return piece(#","version":null"#) }
    piece(#","version":{"reported":"#)
    string(version.reported)
    piece(#","release":"#)
    optionalString(version.release)
    piece(#","update":"#)
    optionalString(version.update)
    piece(#","exact":"#)
    if let isExact = version.isExact { bool(isExact) } else { null() }
    piece(#","position":"#)
    optionalString(version.position)
    piece(#","behind":"#)
    optionalInt(version.behind)
    piece(#","current":"#)
    optionalString(version.current)
    piece(#","latest":"#)
    optionalString(version.latest)
    piece(#","supported":"#)
    strings(version.supported)
    endObject()
  }

  private mutating func upgrade(_ upgrade: Decision.Upgrade) {
    piece(#","upgrade":{"status":"#)
    string(upgrade.status.rawValue)
    piece(#","to":"#)
    optionalString(upgrade.to)
    piece(#","granted":"#)
    bool(upgrade.isGranted)
    piece(#","because":"#)
    strings(upgrade.because)
    endObject()
  }

  private mutating func surroundings(_ decision: Decision) {
    piece(#","advisories":["#)
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
      piece(#","escalation":{"vendor":"#)
      string(vendor.id)
      piece(#","team":"#)
      string(vendor.team)
      piece(#","outcome":"#)
      string(vendor.outcome.text(in: decision.language))
      endObject()
    } else {
      piece(#","escalation":null"#)
    }
    if let desk = decision.desk {
      piece(#","desk":{"open":"#)
      bool(desk.isOpen)
      piece(#","opensAt":"#)
      optionalInstant(desk.opensAt)
      piece(#","closesAt":"#)
      optionalInstant(desk.closesAt)
      endObject()
    } else {
      piece(#","desk":null"#)
    }
    piece(#","checklist":["#)
    let checklist = decision.checklist
    for place in checklist.indices {
      beginObject()
      piece(#""id":"#)
      string(checklist[place].id)
      piece(#","text":"#)
      string(checklist[place].text.text(in: decision.language))
      endObject()
    }
    piece(#"],"others":["#)
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

/// What the result of each rule begins with, for each of its codes.
private enum RuleHeads {
  /// By the byte that the code is; the rule about the customer is the first of all.
  private static let heads: [JSONPiece] = {
    var heads = [JSONPiece](repeating: JSONPiece("null"), count: 256)
    for code in RuleCode.allCases {
      heads[byte(code)] = JSONPiece(
        #"\#(code.rule == .customer ? "" : ","){"rule":"\#(code.rule.rawValue)","status":"\#(code.status.rawValue)","code":"\#(code.rawValue)","message":"#
      )
    }
    return heads
  }()

  static func head(_ code: RuleCode) -> JSONPiece { heads[byte(code)] }

  /// The byte that a code is in memory: a much quicker way to its head than by its name.
  private static func byte(_ code: RuleCode) -> Int {
    precondition(MemoryLayout<RuleCode>.size == 1)
    // Cases without values and less than 256 of them: one byte, which is read as long as the code is there.
    return unsafe withUnsafeBytes(of: code) { Int(unsafe $0[0]) }
  }
}
