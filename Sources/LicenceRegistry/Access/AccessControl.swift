import Dispatch
public import Licensing
import SQLiteStore
import Synchronization

/// What the event loops of a server share about who is let in: denials as events, the brake on wrong tokens, and when
/// tokens were last used.
public final class AccessControl: Sendable {
  private let log: DenialLog
  private let brake = WrongTokenBrake()
  private let uses = Mutex<[String: UTCInstant]>([:])
  private let writer: RegistryWriter
  private let timers = DispatchQueue(label: "licence-registry.access")
  /// How exactly the last use of a token is known, in milliseconds.
  private static let useInterval: Int64 = 300_000

  init(_ writer: RegistryWriter) {
    self.writer = writer
    log = DenialLog(writer)
  }

  /// What becomes of the answer to a request that is not let in.
  public enum Verdict: Sendable, Hashable {
    /// It is sent now.
    case now
    /// It is sent after this many milliseconds; see ``AccessControl/wait(_:group:then:)``.
    case later(milliseconds: Int, group: String)
    /// There were too many wrong tokens; the client may come back after this many seconds.
    case tooMany(retryAfter: Int)
  }

  /// Takes note of a request that is not let in, and says how it is to be answered.
  ///
  /// - Parameters:
  ///   - denial: why it is not let in.
  ///   - route: the method and the pattern of the route.
  ///   - address: where it came from.
  ///   - request: the id of the request.
  ///   - now: the present.
  public func denied(
    _ denial: AccessDenial, route: String, address: String, request: String, now: UTCInstant
  ) -> Verdict {
    var right: Right?
    if case .forbidden(_, let lacking) = denial { right = lacking }
    var token = denial.token
    // When it was last used is nothing that tells denials apart.
    token?.lastUsed = nil
    log.note(
      DeniedAccess(code: denial.code, route: route, address: address, token: token, right: right), request: request,
      now: now)
    guard denial.isGuess else { return .now }
    switch brake.count(address, now: now) {
    case .now: return .now
    case .delay(let milliseconds, let group): return .later(milliseconds: milliseconds, group: group)
    case .tooMany(let retryAfter): return .tooMany(retryAfter: retryAfter)
    }
  }

  /// Calls `body` after the time of a verdict.
  ///
  /// - Parameters:
  ///   - milliseconds: the time.
  ///   - group: the verdict's group.
  ///   - body: sends the answer.
  public func wait(_ milliseconds: Int, group: String, then body: @escaping @Sendable () -> Void) {
    timers.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
      self.brake.release(group)
      body()
    }
  }

  /// Notes that a token is used; written down now and then, not at each request.
  ///
  /// - Parameters:
  ///   - token: the token.
  ///   - now: the present.
  /// - Returns: until when it need not be told again.
  public func used(_ token: AccessToken, now: UTCInstant) -> UTCInstant {
    let (last, isDue) = uses.withLock { uses in
      let last = uses[token.id] ?? token.lastUsed
      if let last, now.milliseconds - last.milliseconds < AccessControl.useInterval { return (last, false) }
      uses[token.id] = now
      return (now, true)
    }
    if isDue { writer.write({ try $0.noteUse(ofToken: token.id, at: now) }) { _ in } }
    return UTCInstant(milliseconds: last.milliseconds + AccessControl.useInterval)
  }

  /// Records the denials that were only counted until now, as when a server ends.
  public func flush() { log.close() }
}
