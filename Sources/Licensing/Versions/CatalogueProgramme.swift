import Synchronization

/// A programme of the catalogue, with the rules of its zone and its topics by all their names.
public final class CatalogueProgramme: Sendable {
  /// The programme.
  public let programme: Programme
  /// The zone of its desk.
  public let zone: ZoneRules
  /// The places of its topics, by their names as they are and folded.
  private let topics: [String: Int]
  /// What a ticket should bring, asked for in a mail; it is the same in all of them.
  private let checklistRequests: (english: Sentence, french: Sentence)
  /// How a mail ends.
  private let closings: (english: Sentence, french: Sentence)
  /// The desk's status over the span of time that was asked for last; the next question is mostly within it too.
  private let lastDeskSpan = Mutex<DeskHours.Span?>(nil)

  init(_ programme: Programme, zone: ZoneRules) {
    self.programme = programme
    self.zone = zone
    let names = programme.topics.enumerated().flatMap { place, topic in
      [(topic.id, place)]
        + ([topic.id, topic.title.english, topic.title.french] + topic.aliases).map { (TextFolding.phrase($0), place) }
    }
    topics = Dictionary(names) { first, _ in first }
    func request(_ language: Language) -> Sentence {
      guard !programme.checklist.isEmpty else { return "" }
      var text = language.sentence(
        en: "\(breaks: 2)To help us analyse it faster, please send us:",
        fr: "\(breaks: 2)Pour une analyse plus rapide, merci de nous envoyer :")
      for item in programme.checklist { text.append("\(breaks: 1)- \(item.text.text(in: language))") }
      return text.settled()
    }
    func closing(_ language: Language) -> Sentence {
      let (greeting, name) = (Reply.closing(language), programme.name)
      let text = language.sentence(
        en: "\(greeting)\(breaks: 1)\(name) support", fr: "\(greeting)\(breaks: 1)Le support \(name)")
      return text.settled()
    }
    checklistRequests = (request(.english), request(.french))
    closings = (closing(.english), closing(.french))
  }

  /// How a mail ends, from an empty line on: with the name of the programme.
  func closing(_ language: Language) -> Sentence {
    language == .english ? closings.english : closings.french
  }

  /// What a ticket should bring, as a paragraph of a mail that begins on a new line; empty if the programme has no list.
  func checklistRequest(_ language: Language) -> Sentence {
    language == .english ? checklistRequests.english : checklistRequests.french
  }

  /// The place of the topic with an id, a title or another name, compared without case, accents and outer spaces.
  func topic(_ text: String) -> Int? {
    topics[text] ?? topics[TextFolding.phrase(text)]
  }

  /// Whether the desk is open at an instant, and when that changes next.
  func deskStatus(at instant: UTCInstant) -> DeskHours.Status {
    if let span = lastDeskSpan.withLock({ $0 }), span.contains(instant) { return span.status }
    let status = programme.desk.status(at: instant, in: zone)
    lastDeskSpan.withLock { $0 = DeskHours.Span(from: instant, status) }
    return status
  }
}

extension CatalogueProgramme: Hashable {
  /// Whether two are the same programme with the same content.
  public static func == (left: CatalogueProgramme, right: CatalogueProgramme) -> Bool {
    left === right || left.programme == right.programme
  }

  /// Feeds the programme's id.
  public func hash(into hasher: inout Hasher) { hasher.combine(programme.id) }
}

extension DeskHours {
  /// A span of time over which nothing changes: from an instant to the next opening or closing after it.
  struct Span: Sendable {
    private let start: UTCInstant
    private let end: UTCInstant
    let status: Status

    /// The span from an instant on; where no change is in sight, the instant alone.
    init(from instant: UTCInstant, _ status: Status) {
      start = instant
      end = status.opensAt ?? status.closesAt ?? instant
      self.status = status
    }

    func contains(_ instant: UTCInstant) -> Bool { start <= instant && instant < end }
  }
}
