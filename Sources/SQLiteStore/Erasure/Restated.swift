/// What an erasure of a person tells anew, since it changed what was recorded: a list in the details of its event.
enum Restated: String {
  /// The digests of imports, by their ids.
  case imports
  /// The seals of decisions, by their ids.
  case seals

  /// The member that has the digest.
  fileprivate var digest: String { self == .imports ? "digest" : "seal" }
}

extension Connection {
  /// The digests that erasures tell anew, as the last one to tell of each does.
  func restated(_ list: Restated) throws -> [String: String] {
    let select = try oneOff(
      """
      SELECT l.value ->> '$.id', l.value ->> '$.\(list.digest)'
      FROM events e, json_each(\(Connection.readableDetails), '$.\(list.rawValue)') l
      WHERE e.action = 'contact.erased' ORDER BY e.sequence
      """)
    var digests: [String: String] = [:]
    while try select.step() { digests[select.text(0)] = select.text(1) }
    return digests
  }
}
