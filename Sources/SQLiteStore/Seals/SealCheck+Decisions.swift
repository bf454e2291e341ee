import Hashing
import Licensing

extension SealCheck {
  /// Compares recorded decisions with the events that tell of them.
  mutating func checkDecisions() throws {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.told;
      CREATE TABLE temp.told (
        id TEXT PRIMARY KEY, event INTEGER NOT NULL, decidedAt TEXT NOT NULL, seal TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.told
      SELECT d.value ->> '$.id', e.sequence, d.value ->> '$.decidedAt', d.value ->> '$.seal'
      FROM events e, json_each(e.details, '$.decisions') d WHERE e.action = '\(DecisionSeal.action)';
      """)
    try checkKeptDecisions()
    try checkMissingDecisions()
    try connection.execute("DROP TABLE temp.told")
  }

  private mutating func checkKeptDecisions() throws {
    let seal = try DecisionSeal(connection)
    // Decisions from before they were sealed are older than the first event that tells of some.
    let first = try connection.oneOff("SELECT min(at) FROM events WHERE action = '\(DecisionSeal.action)'")
    let beginning = try first.step() ? first.optionalText(0) : nil
    let columns = Connection.decisionColumns.split(separator: ", ").map { "d.\($0)" }.joined(separator: ", ")
    let rows = try connection.oneOff(
      """
      SELECT \(columns), d.event, t.event, t.seal FROM decisions d LEFT JOIN temp.told t ON t.id = d.id
      """)
    while try rows.step() {
      let decision = Connection.decision(rows)
      let subject = "decisions/\(decision.id)"
      guard let told = rows.optionalInteger(10) else {
        let isOlder = rows.isNull(9) && beginning.map { decision.decidedAt <= $0 } ?? true
        if isOlder {
          report.unsealedDecisions += 1
        } else {
          report.faults.append(.init(subject: subject, reason: .unrecorded))
        }
        continue
      }
      if rows.optionalInteger(9) == told, seal.digest(of: decision).description == rows.text(11) {
        report.decisions += 1
      } else if let erasure = erasures[subject], erasure > told {
        report.erasedDecisions += 1
      } else {
        report.faults.append(.init(subject: subject, reason: .changed))
      }
    }
  }

  /// Decisions that are gone must be older than what was forgotten when their time was over.
  private mutating func checkMissingDecisions() throws {
    let missing = try connection.oneOff(
      """
      SELECT t.id FROM temp.told t WHERE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.id = t.id)
        AND NOT EXISTS (
          SELECT 1 FROM events e WHERE e.action = '\(Connection.retentionAction)' AND e.sequence > t.event
            AND e.details ->> '$.decisionsBefore' > t.decidedAt)
      ORDER BY t.id
      """)
    while try missing.step() { report.faults.append(.init(subject: "decisions/\(missing.text(0))", reason: .missing)) }
  }
}
