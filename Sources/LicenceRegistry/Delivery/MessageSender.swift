public import Licensing
import SQLiteStore

/// Hands the messages of the outbox to a mail agent, one after the other.
///
/// Each message is claimed durably, handed over, and marked durably. If the program dies in between, its claim runs out and
/// the message is handed over again under the same `Message-ID`: none is lost, and one is repeated only where the mail
/// agent took it and could not say so. A Maildir is looked into first, so there it is not even repeated.
public final class MessageSender: Sendable {
  /// A step of sending one message, in order.
  public enum Step: String, Sendable, CaseIterable {
    /// The message is claimed, durably.
    case claimed
    /// Maildir only: the message is written and not yet moved to where readers look.
    case written
    /// The mail agent has taken it, and that is not yet marked.
    case taken
    /// That it was taken is marked, durably.
    case marked
  }

  /// What a round of sending did.
  public struct Round: Sendable, Hashable {
    /// How many messages the mail agent took.
    public var sent = 0
    /// How many were given up.
    public var failed = 0
    /// How many will be tried again.
    public var postponed = 0

    /// Makes a round.
    public init(sent: Int = 0, failed: Int = 0, postponed: Int = 0) {
      self.sent = sent
      self.failed = failed
      self.postponed = postponed
    }
  }

  /// Minutes before each further attempt; after the last of them a message has failed.
  public static let backOff = [1, 5, 15, 60, 240]
  /// How long a message stays claimed by a sender that says nothing more of it.
  static let claimSeconds: Int64 = 120

  private let registry: Registry
  private let transport: MailTransport
  private let watcher: (@Sendable (Step) -> Void)?

  /// Makes a sender.
  ///
  /// - Parameters:
  ///   - registry: whose outbox.
  ///   - transport: where the messages go.
  ///   - watcher: told of each step, such as by a test that ends the program there.
  public init(
    _ registry: Registry, _ transport: MailTransport, watcher: (@Sendable (Step) -> Void)? = nil
  ) {
    self.registry = registry
    self.transport = transport
    self.watcher = watcher
  }

  /// Sends what is due, until nothing is.
  ///
  /// - Parameters:
  ///   - isStopped: asked before each message; what is left then waits for the next time.
  ///   - clock: tells the present.
  /// - Throws: `SQLiteError` if the outbox can't be read or written.
  public func sendDue(until isStopped: () -> Bool = { false }, clock: () -> UTCInstant) throws -> Round {
    var round = Round()
    while !isStopped(), let claimed = try claim(now: clock()) {
      guard let message = claimed.message else {
        round.failed += 1
        continue
      }
      watcher?(.claimed)
      let handover = handOver(message)
      if handover == .taken { watcher?(.taken) }
      try conclude(message, handover, now: clock())
      watcher?(.marked)
      switch handover {
      case .taken: round.sent += 1
      case .refused: round.failed += 1
      case .later:
        if message.attempts >= MessageSender.backOff.count + 1 { round.failed += 1 } else { round.postponed += 1 }
      }
    }
    return round
  }

  /// When the next message is due; nothing if none waits.
  public func nextDue() throws -> UTCInstant? {
    try registry.result { connection, _ in try connection.nextDue() }
  }

  /// What claiming came to: a message to be sent, or one that can't be sent any more.
  private struct Claim: Sendable {
    var message: OutboxMessage?
  }

  /// Takes the next message that is due; nothing if none is.
  ///
  /// What has come to stand against it since it was approved, such as a licence that was revoked, ends it here.
  private func claim(now: UTCInstant) throws -> Claim? {
    try registry.result { connection, catalogue -> Claim? in
      guard var message = try connection.dueMessage(at: now) else { return nil }
      guard var resend = try connection.resend(id: message.resend), resend.state == .approved else {
        message.conclude(.cancelled, at: now)
        try connection.update(message)
        return Claim()
      }
      let procedure = MessageSender.procedure(connection, catalogue, now)
      let obstacle = try procedure.obstacle(to: resend)
      if let reason = obstacle?.message ?? message.missingText ?? message.exhaustedText {
        message.conclude(.failed, at: now, because: reason)
        try connection.update(message)
        resend.state = .failed
        try connection.updateDecision(of: resend)
        try procedure.record("resend.failed", resend, failure: obstacle?.code.rawValue ?? reason)
        return Claim()
      }
      message.claim(until: UTCInstant(milliseconds: now.milliseconds + MessageSender.claimSeconds * 1000))
      try connection.update(message)
      return Claim(message: message)
    }
  }

  private func handOver(_ message: OutboxMessage) -> Handover {
    let text = message.message ?? ""
    switch transport {
    case .command(let words):
      let folder = registry.file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      let isRelative = !registry.file.path.hasPrefix("/")
      return SendmailCommand(words: words).deliver(text, by: folder.isEmpty ? (isRelative ? "." : "/") : folder)
    case .maildir(let path):
      return Maildir(path: path).deliver(text, as: "\(message.resend).licence-registry") { watcher?(.written) }
    }
  }

  /// Marks what became of a message, together with its resend.
  private func conclude(_ message: OutboxMessage, _ handover: Handover, now: UTCInstant) throws {
    _ = try registry.result { connection, catalogue -> Bool in
      guard var resend = try connection.resend(id: message.resend), let current = resend.message else { return false }
      // Another sender may have taken it over meanwhile: then only that it was taken is news.
      guard handover == .taken || (current.state == .sending && current.attempts == message.attempts) else {
        return false
      }
      var message = message
      let procedure = MessageSender.procedure(connection, catalogue, now)
      // A mail agent may repeat what it was given.
      switch try handover.masked(by: CodeMask(connection: connection)) {
      case .taken:
        message.conclude(.sent, at: now)
        // Given up meanwhile by another sender, it is sent all the same; one that was called off stays so.
        let state = resend.state.after(.retry) ?? resend.state
        resend.state = state.after(.send) ?? resend.state
      case .later(let reason) where message.attempts <= MessageSender.backOff.count:
        let minutes = Int64(MessageSender.backOff[message.attempts - 1])
        message.postpone(to: UTCInstant(milliseconds: now.milliseconds + minutes * 60_000), because: reason)
      case .later(let reason), .refused(let reason):
        message.conclude(.failed, at: now, because: reason)
        resend.state = resend.state.after(.fail) ?? resend.state
      }
      try connection.update(message)
      resend.message = message
      if message.state != .queued {
        try connection.updateDecision(of: resend)
        try procedure.record("resend.\(message.state.rawValue)", resend, failure: message.failure)
      }
      return true
    }
  }

  private static func procedure(
    _ connection: Connection, _ catalogue: ProductCatalogue, _ now: UTCInstant
  ) -> ResendProcedure {
    ResendProcedure(
      connection: connection, catalogue: catalogue, now: now, language: .english, actor: "sender", requestID: nil)
  }
}

extension OutboxMessage {
  /// Why a message can't be sent whose text is not kept any more.
  fileprivate var missingText: String? { message == nil ? "its text is not kept any more" : nil }

  /// Why a message is given up that was handed over as often as can be, and nobody could say what became of it.
  fileprivate var exhaustedText: String? {
    attempts > MessageSender.backOff.count
      ? "it was handed over \(attempts) times, and what became of it is not known" : nil
  }
}
