/// Whether the subject of a ticket is in the programme's scope.
struct TopicRule {
  /// What the rule says.
  let code: RuleCode
  /// The place of the topic in its programme, once it is known.
  private let place: Int?
  /// What may have been meant.
  let candidates: [Decision.Candidate]

  init(_ question: borrowing Question, _ programme: CatalogueProgramme, _ language: Language) {
    guard let text = question.topic else {
      (code, place, candidates) = (.topicNotAsked, nil, [])
      return
    }
    let topics = programme.programme.topics
    guard let found = programme.topic(text) else {
      (code, place) = (.topicUnrecognised, nil)
      candidates = topics.map { Decision.Candidate(id: $0.id, name: $0.title.text(in: language)) }
      return
    }
    (code, place, candidates) = (topics[found].isCovered ? .topicCovered : .topicExcluded, found, [])
  }

  /// The clause of the policy that says so, once the topic is known.
  func clause(_ programme: Programme) -> String? { place.flatMap { programme.topics[$0].clause } }

  func message(_ question: Question, _ programme: Programme, _ language: Language) -> Sentence {
    if code == .topicNotAsked { return TopicRule.notAsked(language) }
    let title = place.map { programme.topics[$0].title.text(in: language) } ?? question.topic ?? ""
    switch code {
    case .topicCovered:
      return language.sentence(
        en: "\(programme.name) covers “\(title)”.", fr: "\(programme.name) couvre « \(title) ».")
    case .topicExcluded:
      let redirect: Sentence = place.flatMap { programme.topics[$0].redirect }.map { " \($0.text(in: language))" } ?? ""
      return language.sentence(
        en: "\(programme.name) does not cover “\(title)”.", fr: "\(programme.name) ne couvre pas « \(title) ».")
        + redirect
    default:
      let names = candidates.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
      return language.sentence(
        en: "“\(title)” is no topic of \(programme.name). Known topics: \(names).",
        fr: "« \(title) » n’est pas un sujet de \(programme.name). Sujets connus : \(names).")
    }
  }

  static func notAsked(_ language: Language) -> Sentence {
    language == .english ? notAskedInEnglish : notAskedInFrench
  }

  // Said in most answers, so made once.
  private static let notAskedInEnglish: Sentence = "No topic was given."
  private static let notAskedInFrench: Sentence = "Aucun sujet n’a été donné."

  /// The message where there is no contract to judge.
  static func messageWithoutContract(_ question: Question, _ language: Language) -> Sentence {
    guard let topic = question.topic else { return notAsked(language) }
    return language.sentence(
      en: "“\(topic)” is not judged: no programme is known.",
      fr: "« \(topic) » n’est pas jugé : aucun programme n’est connu.")
  }
}
