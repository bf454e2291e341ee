import Hashing
import Licensing

extension Connection {
  /// Those of some decisions that are what the audit record tells.
  func soundDecisions(among ids: [String]) throws -> Set<String> {
    let (seal, restated) = (try DecisionSeal(self), try restated(.seals))
    let told = try statement(
      """
      SELECT d.value ->> '$.seal' FROM decisions r JOIN events e ON e.sequence = r.event,
        json_each(\(Connection.readableDetails), '$.decisions') d
      WHERE r.id = ?1 AND e.action = '\(DecisionSeal.action)' AND d.value ->> '$.id' = ?1
      """)
    return try Set(
      ids.filter { id in
        told.bind(1, id)
        defer { told.reset() }
        guard let decision = try decision(id: id), try told.step() else { return false }
        return seal.digest(of: decision).description == restated[id] ?? told.text(0)
      })
  }

  /// The seals of some decisions as they are now.
  func seals(ofDecisions ids: Set<String>) throws -> [String: String] {
    let seal = try DecisionSeal(self)
    var seals: [String: String] = [:]
    for id in ids { seals[id] = try decision(id: id).map { seal.digest(of: $0).description } }
    return seals
  }
}
