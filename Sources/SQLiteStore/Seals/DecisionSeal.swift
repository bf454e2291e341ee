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
    // Each part is preceded by its length, so that no two decisions can be read as the same bytes.
    var head: [UInt8] = []
    head.reserveCapacity(256)
    func add(length: Int) {
      head.append(contentsOf: String(length).utf8)
      head.append(UInt8(ascii: ":"))
    }
    func add(_ text: String?) {
      guard let text else { return head.append(UInt8(ascii: "-")) }
      add(length: text.utf8.count)
      head.append(contentsOf: text.utf8)
    }
    head.append(contentsOf: "decision\n".utf8)
    add(decision.id)
    add(decision.decidedAt)
    add(decision.outcome)
    add(decision.actor)
    add(decision.ticket)
    add(decision.contract)
    add(length: decision.question.count)
    add(length: decision.answer.count)
    add(length: decision.facts.count)
    return key.digest { hash in
      hash.update(with: head)
      hash.update(with: decision.question)
      hash.update(with: decision.answer)
      hash.update(with: decision.facts)
    }
  }

  /// The details of the event that tells of decisions: nothing in them is about a person, so no erasure takes them away.
  ///
  /// - Parameters:
  ///   - decisions: the decisions.
  ///   - unsealed: for the first such event, how many decisions there were before it.
  func details(of decisions: some Collection<DecisionRecord>, after unsealed: Int?) -> String {
    var details: [UInt8] = []
    details.reserveCapacity(64 + 192 * decisions.count)
    details.append(contentsOf: (unsealed.map { #"{"unsealed":\#($0),"decisions":["# } ?? #"{"decisions":["#).utf8)
    for decision in decisions {
      details.append(contentsOf: (details.last == UInt8(ascii: "[") ? #"{"id":""# : #",{"id":""#).utf8)
      details.append(contentsOf: decision.id.utf8)
      details.append(contentsOf: #"","decidedAt":""#.utf8)
      details.append(contentsOf: decision.decidedAt.utf8)
      details.append(contentsOf: #"","outcome":""#.utf8)
      details.append(contentsOf: decision.outcome.utf8)
      details.append(contentsOf: #"","seal":""#.utf8)
      details.append(contentsOf: digest(of: decision).description.utf8)
      details.append(contentsOf: #""}"#.utf8)
    }
    details.append(contentsOf: "]}".utf8)
    return String(decoding: details, as: UTF8.self)
  }
}
