extension Migration {
  /// Under which number the audit record tells of a decision; nothing for those from before it did.
  static let decisionEvents = Migration(name: "decisionEvents", sql: "ALTER TABLE decisions ADD COLUMN event INTEGER;")
}
