public import Licensing
import SQLiteStore

extension Registry {
  /// Asks for licence codes to be sent again, and returns what became of it once that is durable.
  ///
  /// Whatever becomes of it is recorded; an approved one has left its message in the outbox, for ``MessageSender``.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - actor: through which token or program.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - now: the present.
  ///   - language: of the messages.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read or written; then nothing is recorded.
  public func requestResend(
    _ request: ResendRequest, actor: String, requestID: String? = nil, now: UTCInstant, language: Language = .english
  ) throws -> ResendRecord {
    try writing(actor: actor, requestID: requestID, now: now, language: language) { try $0.request(request) }
  }

  /// Approves, rejects or cancels a resend, or has a failed one tried again, and returns it once that is durable.
  ///
  /// - Parameters:
  ///   - action: what is to be done.
  ///   - id: the resend's id.
  ///   - note: what the person who does it says about it.
  ///   - actor: who does it.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - now: the present.
  ///   - language: of the messages.
  /// - Throws: ``ResendRefused`` if that is not possible; `SQLiteError` or `StoreError` if the file can't be read or
  ///   written. Then nothing is changed.
  public func act(
    _ action: ResendAction, onResend id: String, note: String? = nil, actor: String, requestID: String? = nil,
    now: UTCInstant, language: Language = .english
  ) throws -> ResendRecord {
    try writing(actor: actor, requestID: requestID, now: now, language: language) {
      try $0.act(action, onResend: id, note: note)
    }
  }

  /// Asks for licence codes to be sent again, once for a request that may be repeated.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - actor: through which token or program.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - now: the present.
  ///   - language: of the messages.
  ///   - repeatable: the request; `nil` if it may not be repeated.
  ///   - answer: the answer to what became of it, which is kept with it.
  ///   - finished: called with the answer once it is durable, or with what went wrong.
  public func requestResend(
    _ request: ResendRequest, actor: String, requestID: String?, now: UTCInstant, language: Language,
    once repeatable: RepeatableRequest?, answer: @escaping @Sendable (ResendRecord) -> KeptAnswer,
    finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void
  ) {
    write(once: repeatable, finished: finished) { connection, catalogue in
      let procedure = ResendProcedure(
        connection: connection, catalogue: catalogue, now: now, language: language, actor: actor, requestID: requestID)
      return answer(try procedure.request(request))
    }
  }

  /// Does something with a resend, once for a request that may be repeated.
  ///
  /// - Parameters:
  ///   - action: what is to be done.
  ///   - id: the resend's id.
  ///   - note: what the person who does it says about it.
  ///   - actor: who does it.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - now: the present.
  ///   - language: of the messages.
  ///   - repeatable: the request; `nil` if it may not be repeated.
  ///   - answer: the answer to what became of it, which is kept with it.
  ///   - finished: called with the answer once it is durable, or with what went wrong, such as ``ResendRefused``.
  public func act(
    _ action: ResendAction, onResend id: String, note: String?, actor: String, requestID: String?, now: UTCInstant,
    language: Language, once repeatable: RepeatableRequest?, answer: @escaping @Sendable (ResendRecord) -> KeptAnswer,
    finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void
  ) {
    write(once: repeatable, finished: finished) { connection, catalogue in
      let procedure = ResendProcedure(
        connection: connection, catalogue: catalogue, now: now, language: language, actor: actor, requestID: requestID)
      return answer(try procedure.act(action, onResend: id, note: note))
    }
  }

  /// Takes a request in without looking at it, so that neither the answer nor its time tells what exists.
  ///
  /// It is looked at by ``lookAtWaitingResends(until:clock:)``, at a time that has nothing to do with when it came: looked at at once, it
  /// would make the next answer wait, and that wait would tell what it named.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - actor: through which token.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - now: the present.
  ///   - language: of the messages.
  ///   - repeatable: the request; `nil` if it may not be repeated.
  ///   - answer: the answer, which is kept with it.
  ///   - finished: called with the answer once the request is durable, or with what went wrong.
  public func acceptResend(
    _ request: ResendRequest, actor: String, requestID: String?, now: UTCInstant, language: Language,
    once repeatable: RepeatableRequest?, answer: KeptAnswer,
    finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void
  ) {
    let waiting = WaitingResend(request: request, actor: actor, requestID: requestID, at: now, language: language)
    write(once: repeatable, answer: answer, { try $0.insert(waiting) }, finished: finished)
  }

  private func writing(
    actor: String, requestID: String?, now: UTCInstant, language: Language,
    _ body: @escaping @Sendable (ResendProcedure) throws -> ResendRecord
  ) throws -> ResendRecord {
    try result { connection, catalogue in
      try body(
        ResendProcedure(
          connection: connection, catalogue: catalogue, now: now, language: language, actor: actor,
          requestID: requestID))
    }
  }
}

extension RegistryReader {
  /// The resend with an id.
  public func resend(id: String) throws -> ResendRecord? {
    try queries.reading { try connection.resend(id: id) }
  }

  /// Resends, newest first; those in one state oldest first, as a queue is worked off.
  ///
  /// - Parameters:
  ///   - state: only those in this state.
  ///   - customer: only those of the customer with this id.
  ///   - beyond: the id of the last one of the page before.
  ///   - limit: how many at most.
  public func resends(
    state: ResendState? = nil, customer: String? = nil, beyond: String? = nil, limit: Int = 100
  ) throws -> [ResendRecord] {
    try queries.reading {
      try connection.resends(state: state, customer: customer, beyond: beyond, limit: limit)
    }
  }
}
