import Licensing
import SQLiteStore

extension CodeMask {
  /// A question with the codes hidden that stand in other fields than that for a code; nothing if there are none.
  ///
  /// What the decision recognised is a record's own name, and is not looked at, so that most questions cost nothing here.
  ///
  /// - Parameters:
  ///   - question: what was asked.
  ///   - decision: what was decided on it.
  ///   - facts: what its identifiers name.
  func masked(_ question: Question, _ decision: Decision, _ facts: IdentifierFacts) throws -> Question? {
    var kept = question
    if facts.contract == nil { kept.contract = try masked(kept.contract) }
    if facts.customer == nil { kept.customer = try masked(kept.customer) }
    if isDoubtful(kept.email, unless: !facts.emailCustomers.isEmpty), let email = kept.email,
      try connection.customers(ofContact: email).isEmpty
    {
      kept.email = try masked(email)
    }
    if isDoubtful(kept.product, unless: decision.product != nil) { kept.product = try masked(kept.product) }
    if decision.version?.isExact != true { kept.version = try masked(kept.version) }
    if !isRecognised(.topic, decision) { kept.topic = try masked(kept.topic) }
    if !isRecognised(.incident, decision) { kept.incident = try masked(kept.incident) }
    kept.ticket = try masked(kept.ticket)
    return kept == question ? nil : kept
  }

  private func masked(_ text: String?) throws -> String? { try text.map { try masked($0) } }

  /// Whether a text has to be looked at: one that was recognised only if it has digits, as next to every
  /// code has.
  private func isDoubtful(_ text: String?, unless isRecognised: Bool) -> Bool {
    guard let text else { return false }
    return !isRecognised || text.utf8.contains { (0x30...0x39).contains($0) || $0 >= 0x80 }
  }

  private func isRecognised(_ rule: Rule, _ decision: Decision) -> Bool {
    guard let status = decision.result(of: rule)?.code.status else { return false }
    return status == .pass || status == .fail
  }
}
