extension Migration {
  /// What waits: when a message came to its end, and how often a request that was taken in unseen could not be looked at.
  static let waiting = Migration(
    name: "waiting",
    sql: """
      -- The text of a message is kept for a while from its end on. Of older ones that were not sent the time is not known:
      -- it is no later than what is taken here.
      ALTER TABLE outbox ADD COLUMN concludedAt TEXT;
      UPDATE outbox SET concludedAt = coalesce(
        sentAt, (SELECT decidedAt FROM resends WHERE id = outbox.resend AND state = 'cancelled'), queuedAt)
      WHERE state IN ('sent', 'failed', 'cancelled');

      ALTER TABLE resend_inbox ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE resend_inbox ADD COLUMN dueAt INTEGER NOT NULL DEFAULT 0;
      """)
}
