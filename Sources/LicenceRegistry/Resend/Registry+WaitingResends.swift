import Formats
public import Licensing
import SQLiteStore

/// A request that was taken in unseen and could not be looked at.
public struct WaitingResendFailure: Error, Sendable, CustomStringConvertible {
  /// How often that was.
  public let attempts: Int
  /// Why, this time.
  public let reason: String
  /// When it is looked at again; `nil`: it was given up, which is an event.
  public let next: UTCInstant?

  /// All of it in a sentence.
  public var description: String {
    let then = next.map { "tried again at \($0)" } ?? "given up, its event has what it was"
    return "a request for codes can't be looked at (attempt \(attempts), \(then)): \(reason)"
  }
}

extension Registry {
  /// Looks at the requests that were taken in; a running server does so every few seconds.
  ///
  /// One that can't be looked at, such as by damage in a record that it names, does not hold up those behind it: it is
  /// looked at again as late as a message is handed over again, and given up as a message is.
  ///
  /// - Parameters:
  ///   - isStopped: asked before each request; what is left then waits for the next time.
  ///   - clock: tells the present.
  /// - Returns: those that could not be looked at.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read or written at all.
  @discardableResult
  public func lookAtWaitingResends(
    until isStopped: () -> Bool = { false }, clock: () -> UTCInstant
  ) throws -> [WaitingResendFailure] {
    var failures: [WaitingResendFailure] = []
    while !isStopped() {
      let now = clock()
      switch try result({ try Registry.lookAtWaitingResend($0, $1, now) }) {
      case .none: return failures
      case .done: continue
      case .failed(let failure): failures.append(failure)
      }
    }
    return failures
  }

  /// What looking at the next request came to.
  private enum Look: Sendable {
    case none
    case done
    case failed(WaitingResendFailure)
  }

  private static func lookAtWaitingResend(
    _ connection: Connection, _ catalogue: ProductCatalogue, _ now: UTCInstant
  ) throws -> Look {
    guard let (place, waiting) = try connection.waitingResend(at: now) else { return .none }
    let procedure = ResendProcedure(
      connection: connection, catalogue: catalogue, now: waiting.at, language: waiting.language, actor: waiting.actor,
      requestID: waiting.requestID)
    do {
      try connection.nested {
        try connection.removeWaitingResend(at: place)
        _ = try procedure.request(waiting.request)
      }
      return .done
    } catch  where connection.isInTransaction && !isOfTheFile(error) {
      let failures = waiting.failures + 1
      guard failures <= MessageSender.backOff.count else {
        try connection.removeWaitingResend(at: place)
        var waiting = waiting
        // What can't be read must not stop this, too; a ticket that was not looked at for codes is left out then.
        waiting.request.ticket = try? waiting.request.ticket.map(CodeMask(connection: connection).masked)
        try connection.append(givenUp(waiting, because: "\(error)"), at: now)
        return .failed(WaitingResendFailure(attempts: failures, reason: "\(error)", next: nil))
      }
      let minutes = Int64(MessageSender.backOff[failures - 1])
      let next = UTCInstant(milliseconds: now.milliseconds + minutes * 60_000)
      try connection.postponeWaitingResend(at: place, to: next, failures: failures)
      return .failed(WaitingResendFailure(attempts: failures, reason: "\(error)", next: next))
    }
  }

  /// Whether an error has nothing to do with the one request: the file is in use, full, or not to be written.
  private static func isOfTheFile(_ error: any Error) -> Bool { (error as? SQLiteError)?.isOfTheFile ?? false }

  /// Tells the audit record of a request that nobody will look at, with what a person needs to see to it.
  private static func givenUp(_ waiting: WaitingResend, because reason: String) -> Event {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    writer.member("requestedAt", waiting.at.description)
    writer.member("requestedBy", waiting.request.requestedBy)
    writer.member("licence", waiting.request.licence.map { LicenceCode($0).masked })
    writer.member("ticket", waiting.request.ticket)
    writer.member("attempts", waiting.failures + 1)
    writer.member("failure", reason)
    writer.endObject()
    return Event(
      actor: waiting.actor, action: "resend.given_up", subject: "resends", request: waiting.requestID,
      details: writer.text)
  }
}
