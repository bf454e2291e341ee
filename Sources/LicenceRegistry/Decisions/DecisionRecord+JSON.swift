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
    if let programme = decision.programme {
      piece(FactPieces.programme)
      string(programme.id)
      piece(FactPieces.anchor)
      string(programme.window.anchor.rawValue)
      piece(FactPieces.previous)
      int(programme.window.previous)
      piece(FactPieces.timeZone)
      string(programme.desk.timeZone)
      piece(FactPieces.entitlements)
    } else {
      piece(FactPieces.noProgramme)
    }
    for line in decision.contract?.entitlements ?? [] {
      beginObject()
      piece(FactPieces.product)
      string(line.product)
      piece(FactPieces.releasesOfLine)
      switch line.releases {
      case .latest: string("latest")
      case .listed(let names): strings(names)
      }
      piece(FactPieces.seats)
      optionalInt(line.seats)
      endObject()
    }
    piece(FactPieces.releases)
    for release in decision.product?.releases ?? [] {
      beginObject()
      piece(FactPieces.name)
      string(release.name)
      piece(FactPieces.released)
      optionalDay(release.released)
      piece(FactPieces.preview)
      bool(release.isPreview)
      piece(FactPieces.endOfSupport)
      optionalDay(release.endOfSupport)
      endObject()
    }
    piece(FactPieces.end)
  }

  private mutating func optionalDay(_ day: CalendarDay?) {
    guard let day else { return null() }
    let digits = day.digits
    string(utf8: digits.span)
  }

  /// A question, with the fields that were given; a licence code is masked.
  mutating func question(_ question: Question) {
    piece(QuestionPieces.licence)
    optionalString(question.licence.map { LicenceCode($0).masked })
    piece(QuestionPieces.contract)
    optionalString(question.contract)
    piece(QuestionPieces.customer)
    optionalString(question.customer)
    piece(QuestionPieces.email)
    optionalString(question.email)
    piece(QuestionPieces.product)
    optionalString(question.product)
    piece(QuestionPieces.version)
    optionalString(question.version)
    piece(QuestionPieces.topic)
    optionalString(question.topic)
    piece(QuestionPieces.incident)
    optionalString(question.incident)
    piece(QuestionPieces.moment)
    switch question.at {
    case nil: null()
    case .day(let day): optionalDay(day)
    case .instant(let instant): string(instant.description)
    }
    piece(QuestionPieces.ticket)
    optionalString(question.ticket)
    endObject()
  }
}

/// What is the same in the facts of every decision, in the order in which it is written.
private enum FactPieces {
  static let noProgramme: JSONPiece = #"{"programme":null,"entitlements":["#
  static let programme: JSONPiece = #"{"programme":{"id":"#
  static let anchor: JSONPiece = #","anchor":"#
  static let previous: JSONPiece = #","previous":"#
  static let timeZone: JSONPiece = #","timeZone":"#
  static let entitlements: JSONPiece = #"},"entitlements":["#
  static let product: JSONPiece = #""product":"#
  static let releasesOfLine: JSONPiece = #","releases":"#
  static let seats: JSONPiece = #","seats":"#
  static let releases: JSONPiece = #"],"releases":["#
  static let name: JSONPiece = #""name":"#
  static let released: JSONPiece = #","released":"#
  static let preview: JSONPiece = #","preview":"#
  static let endOfSupport: JSONPiece = #","endOfSupport":"#
  static let end: JSONPiece = "]}"
}

/// What is the same in every recorded question, in the order in which it is written.
private enum QuestionPieces {
  static let licence: JSONPiece = #"{"licence":"#
  static let contract: JSONPiece = #","contract":"#
  static let customer: JSONPiece = #","customer":"#
  static let email: JSONPiece = #","email":"#
  static let product: JSONPiece = #","product":"#
  static let version: JSONPiece = #","version":"#
  static let topic: JSONPiece = #","topic":"#
  static let incident: JSONPiece = #","incident":"#
  static let moment: JSONPiece = #","at":"#
  static let ticket: JSONPiece = #","ticket":"#
}
