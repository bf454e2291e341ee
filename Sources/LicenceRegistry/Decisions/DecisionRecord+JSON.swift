import Formats
public import Licensing

extension DecisionRecord {
  /// The record of a decision that has its id: question, answer and the facts that were used, as they are now.
  ///
  /// - Parameter actor: who asked, such as the name of an access token.
  public init(_ decision: Decision, on question: Question, actor: String) {
    var asked = JSONWriter(capacity: 256)
    asked.question(decision.shownQuestion.form(of: question))
    var answer = JSONWriter()
    answer.decision(decision)
    var facts = JSONWriter()
    facts.facts(decision)
    self.init(
      id: decision.id ?? "", decidedAt: decision.decidedAt.description, outcome: decision.outcome.rawValue,
      ticket: decision.ticket.map { TextFolding.key($0) }, contract: decision.contract?.key, actor: actor,
      question: asked.bytes, answer: answer.bytes, facts: facts.bytes)
  }

  /// The record as the API gives it, also in answer to the question itself: the answer with `actor`, `question` and `facts`.
  public var document: [UInt8] {
    var writer = JSONWriter(capacity: 64)
    writer.string(actor)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(answer.count + question.count + facts.count + 128)
    bytes.append(contentsOf: answer)
    // The brace that ends it goes behind all.
    bytes.removeLast()
    bytes.append(contentsOf: ",\"actor\":".utf8)
    bytes.append(contentsOf: writer.bytes)
    bytes.append(contentsOf: ",\"question\":".utf8)
    bytes.append(contentsOf: question)
    bytes.append(contentsOf: ",\"facts\":".utf8)
    bytes.append(contentsOf: facts)
    bytes.append(contentsOf: "}".utf8)
    return bytes
  }
}

extension JSONWriter {
  /// What a decision was made from, besides the question: the programme's window, the contract's lines, the product's
  /// releases and the incident, as they were.
  mutating func facts(_ decision: Decision) {
    beginObject()
    key("programme")
    if let programme = decision.programme {
      beginObject()
      member("id", programme.id)
      member("anchor", programme.window.anchor.rawValue)
      member("previous", programme.window.previous)
      member("timeZone", programme.desk.timeZone)
      endObject()
    } else {
      null()
    }
    key("entitlements")
    beginArray()
    for line in decision.contract?.entitlements ?? [] {
      beginObject()
      member("product", line.product)
      key("releases")
      switch line.releases {
      case .latest: string("latest")
      case .listed(let names): strings(names)
      }
      key("seats")
      optionalInt(line.seats)
      endObject()
    }
    endArray()
    key("releases")
    beginArray()
    for release in decision.product?.releases ?? [] {
      beginObject()
      member("name", release.name)
      member("released", release.released?.description)
      member("preview", release.isPreview)
      member("endOfSupport", release.endOfSupport?.description)
      endObject()
    }
    endArray()
    endObject()
  }

  /// A question, with the fields that were given; a licence code is masked.
  mutating func question(_ question: Question) {
    beginObject()
    member("licence", question.licence.map { LicenceCode($0).masked })
    member("contract", question.contract)
    member("customer", question.customer)
    member("email", question.email)
    member("product", question.product)
    member("version", question.version)
    member("topic", question.topic)
    member("incident", question.incident)
    switch question.at {
    case nil: member("at", nil as String?)
    case .day(let day): member("at", day.description)
    case .instant(let instant): member("at", instant.description)
    }
    member("ticket", question.ticket)
    endObject()
  }
}
