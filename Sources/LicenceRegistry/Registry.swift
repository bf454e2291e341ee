public import Licensing
public import SQLiteStore
import Synchronization

/// A licence registry: customer contracts, included products and versions, and licence codes, in one SQLite file.
///
/// ```swift
/// let registry = try Registry(path: "registry.sqlite")
/// let question = Question(contract: "GA-2024-0117", product: "Advance Design", version: "2025 SP1")
/// let decision = try registry.eligibility(of: question, now: now)
/// print(decision.outcome, decision.summary)
/// ```
///
/// Time is always passed in; the registry has no clock.
public final class Registry: Sendable {
  /// The file.
  public let file: RegistryFile
  /// The writer that all writes to this registry share.
  public let writer: RegistryWriter
  /// Who is let in, for all that serve this registry.
  public let access: AccessControl
  let cache = CatalogueCache()
  private let ownReader: Mutex<RegistryReader>

  /// Opens a registry.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - creating: whether to make it if there is none.
  /// - Throws: `StoreError` if there is none, or it is something else, or newer than this program.
  public init(path: String, creating: Bool = false) throws {
    file = RegistryFile(path: path)
    writer = RegistryWriter(creating ? try file.openOrCreate() : try file.open(.write), of: file)
    access = AccessControl(writer)
    ownReader = Mutex(try RegistryReader(try file.connect(.read), cache))
  }

  /// The sizes of the file and of its write-ahead log, in bytes.
  public var size: (file: Int, log: Int) { (file.bytes, file.logBytes) }

  /// A reader of its own for a thread that asks much, such as an event loop.
  public func makeReader() throws -> RegistryReader {
    try RegistryReader(try file.connect(.read), cache)
  }

  /// Decides whether a ticket is eligible.
  ///
  /// Nothing is recorded.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - now: the present; judged unless the question names another time.
  ///   - language: of the messages.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func eligibility(
    of question: Question, now: UTCInstant, language: Language = .english
  ) throws -> Decision {
    try ownReader.withLock { try $0.eligibility(of: question, now: now, language: language) }
  }

  /// Decides whether a ticket is eligible, records the decision, and returns it once the record is durable.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - now: the present; judged unless the question names another time.
  ///   - language: of the messages.
  ///   - actor: who asks, such as the name of an access token; kept with the record.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read or written; then nothing is recorded.
  public func recordedEligibility(
    of question: Question, now: UTCInstant, language: Language = .english, actor: String = "library"
  ) throws -> Decision {
    var decision = try eligibility(of: question, now: now, language: language)
    decision.id = RecordID.make("dec", now: now)
    let record = DecisionRecord(decision, on: question, actor: actor)
    try writer.write { try $0.record([record], at: now) }
    return decision
  }

  /// Keeps the records of decisions, all of them or none, and returns once that is durable.
  ///
  /// - Parameters:
  ///   - records: the decisions.
  ///   - now: the present.
  /// - Throws: `SQLiteError` if the file can't be written; then nothing is recorded.
  public func record(_ records: [DecisionRecord], now: UTCInstant) throws {
    try writer.write { try $0.record(records, at: now) }
  }

  /// Keeps the records of decisions, all of them or none, and calls `finished` once that is durable, or with what went
  /// wrong.
  ///
  /// - Parameters:
  ///   - records: the decisions.
  ///   - now: the present.
  ///   - finished: called once.
  public func record(
    _ records: [DecisionRecord], now: UTCInstant, finished: @escaping @Sendable ((any Error)?) -> Void
  ) {
    writer.write({ try $0.record(records, at: now) }, finished: finished)
  }

  /// Writes with `body`, which gets the catalogue of the same state, and returns what it returns once that is durable.
  func result<Result: Sendable>(
    _ body: @escaping @Sendable (Connection, ProductCatalogue) throws -> Result
  ) throws -> Result {
    let outcome = Mutex<Result?>(nil)
    let cache = cache
    try writer.write { connection in
      let result = try body(connection, try cache.current(on: connection))
      outcome.withLock { $0 = result }
    }
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the writer ran nothing and threw nothing") }
    return result
  }

  /// Writes with `body`, which gets the catalogue of the same state, and calls `finished` once that is durable.
  func writing(
    _ body: @escaping @Sendable (Connection, ProductCatalogue) throws -> Void,
    finished: @escaping @Sendable ((any Error)?) -> Void
  ) {
    let cache = cache
    writer.write({ try body($0, try cache.current(on: $0)) }, finished: finished)
  }
}
