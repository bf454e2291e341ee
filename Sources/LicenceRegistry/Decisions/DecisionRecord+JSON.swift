import Formats
public import Licensing

extension DecisionRecord {
  /// The record of a decision that has its id: question, answer and the facts that were used, as they are now.
  ///
  /// - Parameter actor: who asked, such as the name of an access token.
  public init(_ decision: Decision, on question: Question, actor: String) {
    var writer = JSONWriter()
    writer.question(decision.shownQuestion.form(of: question))
    let asked = writer.bytes
    writer.reset()
    writer.decision(decision)
    let answer = writer.bytes
    writer.reset()
    writer.facts(decision)
    self.init(
      id: decision.id ?? "", decidedAt: decision.decidedAt.description, outcome: decision.outcome.rawValue,
      ticket: decision.ticket.map { TextFolding.key($0) }, contract: decision.contract?.key, actor: actor,
      question: asked, answer: answer, facts: writer.bytes)
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
    if let programme = decision.programme {
      piece(#"{"programme":{"id":"#)
      string(programme.id)
      piece(#","anchor":"#)
      string(programme.window.anchor.rawValue)
      piece(#","previous":"#)
      int(programme.window.previous)
      piece(#","timeZone":"#)
      string(programme.desk.timeZone)
      piece(#"},"entitlements":["#)
    } else {
      piece(#"{"programme":null,"entitlements":["#)
    }
    for line in decision.contract?.entitlements ?? [] {
      beginObject()
      piece(#""product":"#)
      string(line.product)
      piece(#","releases":"#)
      switch line.releases {
      case .latest: string("latest")
      case .listed(let names): strings(names)
      }
      piece(#","seats":"#)
      optionalInt(line.seats)
      endObject()
    }
    piece(#"],"releases":["#)
    for release in decision.product?.releases ?? [] {
      beginObject()
      piece(#""name":"#)
      string(release.name)
      piece(#","released":"#)
      optionalDay(release.released)
      piece(#","preview":"#)
      bool(release.isPreview)
      piece(#","endOfSupport":"#)
      optionalDay(release.endOfSupport)
      endObject()
    }
    piece("]}")
  }

  private mutating func optionalDay(_ day: CalendarDay?) {
    guard let day else { return null() }
    let digits = day.digits
    string(utf8: digits.span)
  }

  /// A question, with the fields that were given; a licence code is masked.
  mutating func question(_ question: Question) {
    piece(#"{"licence":"#)
    optionalString(question.licence.map { LicenceCode($0).masked })
    piece(#","contract":"#)
    optionalString(question.contract)
    piece(#","customer":"#)
    optionalString(question.customer)
    piece(#","email":"#)
    optionalString(question.email)
    piece(#","product":"#)
    optionalString(question.product)
    piece(#","version":"#)
    optionalString(question.version)
    piece(#","topic":"#)
    optionalString(question.topic)
    piece(#","incident":"#)
    optionalString(question.incident)
    piece(#","at":"#)
    switch question.at {
    case nil: null()
    case .day(let day): optionalDay(day)
    case .instant(let instant): string(instant.description)
    }
    piece(#","ticket":"#)
    optionalString(question.ticket)
    endObject()
  }
}
