public import Licensing
import SQLiteStore

/// For how long the registry keeps what is about persons and no longer needed.
public struct Retention: Sendable, Hashable {
  /// What was forgotten.
  public struct Forgotten: Sendable, Hashable {
    /// Texts of mails.
    public var mails: Int
    /// Answers under idempotency keys.
    public var keys: Int
    /// Decisions.
    public var decisions: Int
  }

  /// Days for which the text of a mail is kept once it was sent, failed or called off.
  public var mailDays: Int
  /// Hours for which the answer under an idempotency key is kept, and counts.
  public var keyHours: Int
  /// Days for which decisions are kept; `nil`: for ever.
  public var decisionDays: Int?

  /// The periods where none are set.
  public static let standard = Retention()

  /// Makes periods.
  public init(mailDays: Int = 30, keyHours: Int = 24, decisionDays: Int? = nil) {
    self.mailDays = mailDays
    self.keyHours = keyHours
    self.decisionDays = decisionDays
  }
}

extension Registry {
  /// Forgets what is older than its period; an event tells of decisions and mails.
  ///
  /// - Parameters:
  ///   - retention: the periods.
  ///   - now: the present.
  ///   - actor: who does it.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read or written.
  public func forget(
    _ retention: Retention, now: UTCInstant, actor: String = "retention"
  ) throws -> Retention.Forgotten {
    @Sendable func before(hours: Int) -> UTCInstant { UTCInstant(seconds: now.seconds - Int64(hours) * 3600) }
    return try result { connection, catalogue in
      // What is counted is counted over a programme's days, and over one for agents.
      let days = catalogue.programmes.values.map(\.resend.days).max() ?? Programme.ResendLimits().days
      let (mails, keys, decisions) = try connection.forget(
        mails: before(hours: retention.mailDays * 24), keys: before(hours: retention.keyHours),
        decisions: retention.decisionDays.map { before(hours: $0 * 24) }, counts: before(hours: max(2, days) * 24),
        actor: actor, now: now)
      return Retention.Forgotten(mails: mails, keys: keys, decisions: decisions)
    }
  }
}
