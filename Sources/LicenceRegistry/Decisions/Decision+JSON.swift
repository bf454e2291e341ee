public import Formats
public import Licensing

extension JSONWriter {
  /// The answer of DESIGN section 4: every key is always there; what does not apply is `null` or empty.
  public mutating func decision(_ decision: Decision) {
    beginObject()
    member("id", decision.id)
    member("outcome", decision.outcome.rawValue)
    key("summary")
    string(utf8: decision.summarySentence.utf8)
    key("reply")
    string(utf8: decision.replyText.utf8)
    member("asOf", decision.asOf.description)
    member("decidedAt", decision.decidedAt.description)
    member("ticket", decision.ticket)
    key("rules")
    beginArray()
    for place in decision.rules.indices { rule(decision.rules[place]) }
    endArray()
    records(decision)
    key("version")
    version(decision.version)
    key("upgrade")
    upgrade(decision.upgrade)
    surroundings(decision)
    endObject()
  }

  private mutating func rule(_ result: Decision.RuleResult) {
    beginObject()
    member("rule", result.code.rule.rawValue)
    member("status", result.code.status.rawValue)
    member("code", result.code.rawValue)
    key("message")
    string(utf8: result.sentence.utf8)
    member("clause", result.clause)
    key("candidates")
    beginArray()
    for candidate in result.candidates {
      beginObject()
      member("id", candidate.id)
      member("name", candidate.name)
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func records(_ decision: Decision) {
    key("customer")
    if let customer = decision.customer {
      beginObject()
      member("id", customer.id)
      member("name", customer.name)
      endObject()
    } else {
      null()
    }
    key("contract")
    if let contract = decision.contract {
      beginObject()
      member("number", contract.number)
      member("programme", contract.programme)
      member("starts", contract.starts.description)
      member("ends", contract.ends.description)
      member("status", contract.status.rawValue)
      member("terminatedOn", contract.terminatedOn?.description)
      endObject()
    } else {
      null()
    }
    key("product")
    if let product = decision.product {
      beginObject()
      member("id", product.id)
      member("name", product.name)
      member("vendor", product.vendor)
      endObject()
    } else {
      null()
    }
  }

  private mutating func version(_ version: Decision.Version?) {
    guard let version else {
      null()
      return
    }
    beginObject()
    member("reported", version.reported)
    member("release", version.release)
    member("update", version.update)
    key("exact")
    if let isExact = version.isExact { bool(isExact) } else { null() }
    member("position", version.position)
    key("behind")
    optionalInt(version.behind)
    member("current", version.current)
    member("latest", version.latest)
    key("supported")
    strings(version.supported)
    endObject()
  }

  private mutating func upgrade(_ upgrade: Decision.Upgrade) {
    beginObject()
    member("status", upgrade.status.rawValue)
    member("to", upgrade.to)
    member("granted", upgrade.isGranted)
    key("because")
    strings(upgrade.because)
    endObject()
  }

  private mutating func surroundings(_ decision: Decision) {
    key("advisories")
    beginArray()
    for advisory in decision.advisories {
      beginObject()
      member("id", advisory.id)
      member("title", advisory.title.text(in: decision.language))
      member("fixedIn", advisory.fixedIn)
      member("upgradeRequired", advisory.isUpgradeRequired)
      endObject()
    }
    endArray()
    key("escalation")
    if let vendor = decision.escalation {
      beginObject()
      member("vendor", vendor.id)
      member("team", vendor.team)
      member("outcome", vendor.outcome.text(in: decision.language))
      endObject()
    } else {
      null()
    }
    key("desk")
    if let desk = decision.desk {
      beginObject()
      member("open", desk.isOpen)
      member("opensAt", desk.opensAt?.description)
      member("closesAt", desk.closesAt?.description)
      endObject()
    } else {
      null()
    }
    key("checklist")
    beginArray()
    let checklist = decision.checklist
    for place in checklist.indices {
      beginObject()
      member("id", checklist[place].id)
      member("text", checklist[place].text.text(in: decision.language))
      endObject()
    }
    endArray()
    key("others")
    beginArray()
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
