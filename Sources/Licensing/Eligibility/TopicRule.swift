/// Whether the subject of a ticket is in the programme's scope.
struct TopicRule {
  /// What the rule says.
  let code: RuleCode
  /// The topic, once it is known.
  let topic: Programme.Topic?
  /// What may have been meant.
  let candidates: [Decision.Candidate]

  init(_ question: Question, _ programme: Programme, _ catalogue: ProductCatalogue, _ language: Language) {
    guard let text = question.topic else {
      (code, topic, candidates) = (.topicNotAsked, nil, [])
      return
    }
    let found = catalogue.topic(text, of: programme)
    topic = found
    guard let found else {
      code = .topicUnrecognised
      candidates = programme.topics.map { Decision.Candidate(id: $0.id, name: $0.title.text(in: language)) }
      return
    }
    code = found.isCovered ? .topicCovered : .topicExcluded
    candidates = []
  }

  func message(_ question: Question, _ programme: Programme, _ language: Language) -> String {
    let title = topic?.title.text(in: language) ?? question.topic ?? ""
    switch code {
    case .topicNotAsked: return TopicRule.notAsked(language)
    case .topicCovered:
      return language(
        en: "\(programme.name) covers “\(title)”.", fr: "\(programme.name) couvre « \(title) ».")
    case .topicExcluded:
      let redirect = topic?.redirect.map { " " + $0.text(in: language) } ?? ""
      return language(
        en: "\(programme.name) does not cover “\(title)”.", fr: "\(programme.name) ne couvre pas « \(title) ».")
        + redirect
    default:
      let names = candidates.map(\.id).joined(separator: ", ")
      return language(
        en: "“\(title)” is no topic of \(programme.name). Known topics: \(names).",
        fr: "« \(title) » n’est pas un sujet de \(programme.name). Sujets connus : \(names).")
    }
  }

  static func notAsked(_ language: Language) -> String {
    language(en: "No topic was given.", fr: "Aucun sujet n’a été donné.")
  }

  /// The message where there is no contract to judge.
  static func messageWithoutContract(_ question: Question, _ language: Language) -> String {
    guard let topic = question.topic else { return notAsked(language) }
    return language(
      en: "“\(topic)” is not judged: no programme is known.",
      fr: "« \(topic) » n’est pas jugé : aucun programme n’est connu.")
  }
}
