import Hashing
import Licensing

extension SealCheck {
  /// Compares recorded decisions with the events that tell of them.
  mutating func checkDecisions() throws {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.told;
      CREATE TABLE temp.told (
        id TEXT PRIMARY KEY, event INTEGER NOT NULL, decidedAt TEXT NOT NULL, outcome TEXT NOT NULL, seal TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.told
      SELECT d.value ->> '$.id', e.sequence, d.value ->> '$.decidedAt', d.value ->> '$.outcome', d.value ->> '$.seal'
      FROM events e, json_each(\(Connection.readableDetails), '$.decisions') d WHERE e.action = '\(DecisionSeal.action)';
      """)
    let retention = try retention()
    try checkKeptDecisions(hasForgotten: !retention.isEmpty)
    try checkMissingDecisions(retention)
    try connection.execute("DROP TABLE temp.told")
  }

  private mutating func checkKeptDecisions(hasForgotten: Bool) throws {
    let seal = try DecisionSeal(connection)
    let restated = try connection.restated(.seals)
    let before = try connection.integer(
      """
      SELECT coalesce(\(Connection.readableDetails) ->> '$.unsealed', 0) FROM events
      WHERE action = '\(DecisionSeal.action)' ORDER BY sequence LIMIT 1
      """)
    var unsealed = 0
    let columns = Connection.decisionColumns.split(separator: ", ").map { "d.\($0)" }.joined(separator: ", ")
    let rows = try connection.oneOff(
      """
      SELECT \(columns), d.event, t.event, t.decidedAt, t.outcome, t.seal
      FROM decisions d LEFT JOIN temp.told t ON t.id = d.id ORDER BY d.rowid
      """)
    while try rows.step() {
      let decision = Connection.decision(rows)
      let subject = "decisions/\(decision.id)"
      let event = rows.optionalInteger(9)
      guard let told = rows.optionalInteger(10) else {
        // Those from before there were such events are as many as the first one tells.
        if event == nil, before.map({ unsealed < $0 }) ?? true {
          unsealed += 1
        } else {
          report.faults.append(.init(subject: subject, reason: .unrecorded))
        }
        continue
      }
      let isTold = event == told && decision.decidedAt == rows.text(11) && decision.outcome == rows.text(12)
      if isTold, seal.digest(of: decision).description == restated[decision.id] ?? rows.text(13) {
        report.decisions += 1
      } else {
        report.faults.append(.init(subject: subject, reason: .changed))
      }
    }
    report.unsealedDecisions = unsealed
    if let before, unsealed < before, !hasForgotten {
      report.faults.append(.init(subject: "decisions", reason: .missing))
    }
  }

  /// The ends of periods: the number of each event, and before when the decisions were that it tells to be forgotten.
  private func retention() throws -> [(event: Int, before: String)] {
    let select = try connection.oneOff(
      """
      SELECT sequence, \(Connection.readableDetails) ->> '$.decisionsBefore' AS before FROM events
      WHERE action = '\(Connection.retentionAction)' AND before IS NOT NULL ORDER BY sequence
      """)
    var events: [(event: Int, before: String)] = []
    while try select.step() { events.append((select.integer(0), select.text(1))) }
    return events
  }

  /// Decisions that are gone must be older than what was forgotten since when their time was over.
  private mutating func checkMissingDecisions(_ retention: [(event: Int, before: String)]) throws {
    // In the order of events, each end of a period counts for those before it.
    var ends = retention[...]
    var latest: [String] = []
    for end in retention.reversed() { latest.append(max(end.before, latest.last ?? "")) }
    latest.reverse()
    let missing = try connection.oneOff(
      """
      SELECT t.id, t.event, t.decidedAt FROM temp.told t
      WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.id = t.id) ORDER BY t.event, t.id
      """)
    while try missing.step() {
      let event = missing.integer(1)
      ends = ends.drop { $0.event < event }
      guard ends.isEmpty || latest[ends.startIndex] <= missing.text(2) else { continue }
      report.faults.append(.init(subject: "decisions/\(missing.text(0))", reason: .missing))
    }
  }
}
