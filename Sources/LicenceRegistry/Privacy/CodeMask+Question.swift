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
    var kept: Question?
    if let text = question.contract, facts.contract == nil, let hidden = try hidden(text) {
      kept = question
      kept?.contract = hidden
    }
    if let text = question.customer, facts.customer == nil, let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.customer = hidden
    }
    if let text = question.email, isDoubtful(text, unless: !facts.emailCustomers.isEmpty),
      let hidden = try hidden(text), try connection.customers(ofContact: text).isEmpty
    {
      kept = kept ?? question
      kept?.email = hidden
    }
    if let text = question.product, isDoubtful(text, unless: decision.product != nil), let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.product = hidden
    }
    if let text = question.version, decision.version?.isExact != true, let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.version = hidden
    }
    if let text = question.topic, !isRecognised(.topic, decision), let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.topic = hidden
    }
    if let text = question.incident, !isRecognised(.incident, decision), let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.incident = hidden
    }
    if let text = question.ticket, let hidden = try hidden(text) {
      kept = kept ?? question
      kept?.ticket = hidden
    }
    return kept
  }

  /// Whether a text has to be looked at: one that was recognised only if it has digits, as next to every code has.
  private func isDoubtful(_ text: String, unless isRecognised: Bool) -> Bool {
    !isRecognised || text.utf8.contains { (0x30...0x39).contains($0) || $0 >= 0x80 }
  }

  private func isRecognised(_ rule: Rule, _ decision: Decision) -> Bool {
    // These rules are the last.
    guard let place = decision.rules.lastIndex(where: { $0.code.rule == rule }) else { return false }
    let status = decision.rules[place].code.status
    return status == .pass || status == .fail
  }
}
