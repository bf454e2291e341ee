import Hashing
import Licensing

/// What binds recorded decisions to the events that tell of them.
struct DecisionSeal {
  /// What the events are called.
  static let action = "decisions.recorded"
  /// How many decisions an event tells of at most.
  static let most = 32

  private let key: HMAC

  /// Takes the registry's secret: who reads the events must not be able to try out what a decision was about.
  init(_ connection: Connection) throws {
    key = HMAC(key: try connection.secret("licence-ids"))
  }

  /// The digest of all that is kept of a decision.
  func digest(of decision: DecisionRecord) -> Digest {
    var head = "decision\n"
    let texts = [
      decision.id, decision.decidedAt, decision.outcome, decision.actor, decision.ticket, decision.contract,
    ]
    for text in texts { head += text.map { "\($0.utf8.count):\($0)" } ?? "-" }
    // Each part is preceded by its length, so that no two decisions can be read as the same bytes.
    let parts = [decision.question, decision.answer, decision.facts]
    head += parts.map { "\($0.count):" }.joined()
    return key.digest { hash in
      hash.update(with: Array(head.utf8))
      for part in parts { hash.update(with: part) }
    }
  }

  /// The details of the event that tells of decisions: nothing in them is about a person, so no erasure takes them away.
  ///
  /// - Parameters:
  ///   - decisions: the decisions.
  ///   - unsealed: for the first such event, how many decisions there were before it.
  func details(of decisions: some Collection<DecisionRecord>, after unsealed: Int?) -> String {
    var details = unsealed.map { #"{"unsealed":\#($0),"decisions":["# } ?? #"{"decisions":["#
    for decision in decisions {
      details += details.utf8.last == UInt8(ascii: "[") ? #"{"id":""# : #",{"id":""#
      details += decision.id
      details += #"","decidedAt":""#
      details += decision.decidedAt
      details += #"","outcome":""#
      details += decision.outcome
      details += #"","seal":""#
      details += digest(of: decision).description
      details += #""}"#
    }
    return details + "]}"
  }
}
