public import Hashing
public import Licensing
import SQLiteStore
import Synchronization

/// A request that a client may send again without having it done twice: its key, and what tells it from others.
public struct RepeatableRequest: Sendable, Hashable {
  /// The client's key.
  public var key: String
  /// The id of the client's token; every client has its own keys.
  public var token: String
  /// Tells the request from others.
  public var fingerprint: Digest
  /// When it came.
  public var now: UTCInstant
  /// For how many hours answers are kept.
  public var hours: Int

  /// Makes a request of its parts.
  public init(
    key: String, token: String, fingerprint: Digest, now: UTCInstant, hours: Int = Retention.standard.keyHours
  ) {
    self.key = key
    self.token = token
    self.fingerprint = fingerprint
    self.now = now
    self.hours = hours
  }

  /// Answers from before do not count.
  private var since: UTCInstant { UTCInstant(milliseconds: now.milliseconds - Int64(hours) * 3_600_000) }

  /// The answer that it got before, if it came before.
  ///
  /// - Throws: ``RepeatedKey`` if the key came with another request.
  func answer(from connection: Connection) throws -> KeptAnswer? {
    guard let kept = try connection.keptAnswer(key: key, token: token, since: since) else { return nil }
    guard Digest(hexadecimal: kept.fingerprint) == fingerprint else { throw RepeatedKey() }
    return kept.answer
  }

  /// Keeps its answer, in the transaction of what it does.
  func keep(_ answer: KeptAnswer, on connection: Connection) throws {
    try connection.keep(
      answer, key: key, token: token, fingerprint: fingerprint.description, now: now, since: since)
  }
}

/// A key came with another request than before.
public struct RepeatedKey: Error, Sendable {}

extension RegistryReader {
  /// The answer that a request got before, if it came before and that is still kept.
  ///
  /// - Throws: ``RepeatedKey`` if its key came with another request; `SQLiteError` if the file can't be read.
  public func answer(to request: RepeatableRequest) throws -> KeptAnswer? {
    try request.answer(from: connection)
  }
}

extension Registry {
  /// Writes once for a request: where it was answered before, nothing is done and the answer is that one.
  ///
  /// - Parameters:
  ///   - request: the request; `nil` if it may not be repeated.
  ///   - answer: the answer once `perform` is done.
  ///   - perform: what is to be done, in one transaction with keeping the answer.
  ///   - finished: called once that is durable, or with what went wrong.
  func write(
    once request: RepeatableRequest?, answer: KeptAnswer, _ perform: @escaping @Sendable (Connection) throws -> Void,
    finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void
  ) {
    let box = Answer(answer)
    writer.write({ connection in
      if let request, let before = try request.answer(from: connection) {
        box.answer.withLock { $0 = before }
        return
      }
      try perform(connection)
      try request?.keep(answer, on: connection)
    }) { error in
      finished(error.map { .failure($0) } ?? .success(box.answer.withLock { $0 } ?? answer))
    }
  }

  /// Writes once for a request, with an answer that is only known when it is done.
  func write(
    once request: RepeatableRequest?, finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void,
    _ perform: @escaping @Sendable (Connection, ProductCatalogue) throws -> KeptAnswer
  ) {
    let box = Answer(nil)
    writing({ connection, catalogue in
      if let request, let before = try request.answer(from: connection) {
        box.answer.withLock { $0 = before }
        return
      }
      let answer = try perform(connection, catalogue)
      try request?.keep(answer, on: connection)
      box.answer.withLock { $0 = answer }
    }) { error in
      let answer = box.answer.withLock { $0 }
      finished(error.map { .failure($0) } ?? answer.map { .success($0) } ?? .failure(NothingWritten()))
    }
  }

  /// Keeps the record of a decision once for a request, and calls `finished` with its answer once that is durable.
  ///
  /// - Parameters:
  ///   - record: the decision.
  ///   - request: the request.
  ///   - answer: the answer to it.
  ///   - finished: called with the answer, which is the first one of a repeated request, or with what went wrong.
  public func record(
    _ record: DecisionRecord, once request: RepeatableRequest, answer: KeptAnswer,
    finished: @escaping @Sendable (Result<KeptAnswer, any Error>) -> Void
  ) {
    write(once: request, answer: answer, { try $0.record([record], at: request.now) }, finished: finished)
  }

  /// Whether an error means that another program or a large change has the registry for too long.
  public static func isBusy(_ error: any Error) -> Bool {
    guard let error = error as? SQLiteError else { return false }
    return error.isBusy
  }
}

/// An answer that a write may replace.
private final class Answer: Sendable {
  let answer: Mutex<KeptAnswer?>

  init(_ answer: KeptAnswer?) {
    self.answer = Mutex(answer)
  }
}

/// The writer said that it was done, and had not done it: a mistake of this program.
private struct NothingWritten: Error {}
