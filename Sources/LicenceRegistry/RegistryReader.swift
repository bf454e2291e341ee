import Formats
public import Licensing
public import SQLiteStore

/// Answers questions from one read connection.
///
/// Belongs to one thread at a time; make one for each.
public final class RegistryReader {
  let connection: Connection
  let queries: FactQueries
  let tokens: TokenLookup
  private let cache: CatalogueCache
  private var known: (revision: Int, catalogue: ProductCatalogue)?
  private var ids: LicenceIDs?
  /// Keeps its room from one answer to the next.
  private var writer = JSONWriter()
  /// The answer before, whose room serves the next once it was sent.
  private var answer: [UInt8] = []

  init(_ connection: Connection, _ cache: CatalogueCache) throws {
    self.connection = connection
    self.cache = cache
    queries = try FactQueries(connection)
    tokens = TokenLookup(connection, queries)
  }

  /// A reader of what a transaction that is under way has made of the registry; of no use after it.
  convenience init(inTransactionOf connection: Connection, _ cache: CatalogueCache) throws {
    try self.init(connection, cache)
    queries.joinTransaction()
  }

  /// Runs `body` so that all that it asks of this reader is answered from one state of the registry.
  ///
  /// The state is held until `body` ends, which keeps the file's log from being tidied: not for hours.
  public func onOneState<Result>(_ body: () throws -> Result) throws -> Result {
    try queries.reading(body)
  }

  /// Runs `body` so that all that is asked in it, by however many calls of ``onOneState(_:)``, is answered from one state:
  /// the newest at the first of them.
  public func holdingState(_ body: () -> Void) {
    queries.holdingState(body)
  }

  /// Decides whether a ticket is eligible, on one state of the registry.
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
    try queries.reading {
      let catalogue = try currentCatalogue()
      let facts = try queries.facts(for: question, publicMailDomains: catalogue.publicMailDomains)
      let decision = try Eligibility(catalogue).decision(on: question, facts, now: now, language: language)
      guard let masked = try codeMask.masked(question, decision, facts.identifiers) else { return decision }
      // Decided again rather than mended: what was hidden can't have got into any text.
      let shownFacts = try queries.facts(for: masked, publicMailDomains: catalogue.publicMailDomains)
      var shown = try Eligibility(catalogue).decision(on: masked, shownFacts, now: now, language: language)
      shown.shownQuestion = .masked(masked)
      return shown
    }
  }

  /// A decision as the API answers it, in JSON.
  ///
  /// - Parameter decision: the decision; it need not be this reader's.
  public func json(of decision: Decision) -> [UInt8] {
    writer.reset()
    writer.decision(decision)
    writer.copy(to: &answer)
    return answer
  }

  /// A text with all but the last four characters of each licence code in it hidden, as it may be kept and shown.
  public func masked(_ text: String) throws -> String { try codeMask.masked(text) }

  /// The records that a decision on a question goes by, on one state of the registry.
  public func facts(for question: Question) throws -> Facts {
    try queries.reading {
      try queries.facts(for: question, publicMailDomains: try currentCatalogue().publicMailDomains)
    }
  }

  /// What the registry knows of products and programmes now.
  public func catalogue() throws -> ProductCatalogue {
    try queries.reading { try currentCatalogue() }
  }

  /// How many records of a kind there are.
  public func count(_ kind: RecordKind) throws -> Int {
    try connection.count(kind)
  }

  /// A recorded decision, as it was.
  public func decision(id: String) throws -> DecisionRecord? {
    try connection.decision(id: id)
  }

  /// Recorded decisions on a ticket, a contract or both, newest first.
  ///
  /// - Parameters:
  ///   - ticket: the ticketing tool's number, compared without case and outer spaces; `nil` for any.
  ///   - contract: the contract's number, compared likewise; `nil` for any.
  ///   - before: the id of the last decision of the page before.
  ///   - limit: how many at most.
  public func decisions(
    ticket: String? = nil, contract: String? = nil, before: String? = nil, limit: Int = 100
  ) throws -> [DecisionRecord] {
    // A ticket is kept with the codes in it hidden.
    try connection.decisions(ticket: try ticket.map(masked), contract: contract, before: before, limit: limit)
  }

  /// The events after a number, in order.
  ///
  /// - Parameters:
  ///   - after: the number of the last event already known, 0 for none.
  ///   - subject: only those on one thing; of a record, by its path in the API, those of the imports that changed it, too,
  ///     and of a decision that of all that were recorded with it.
  ///     `nil` for all.
  ///   - limit: how many at most.
  public func events(after: Int = 0, subject: String? = nil, limit: Int = 100) throws -> [RecordedEvent] {
    if let subject, let slash = subject.firstIndex(of: "/"),
      let kind = RecordKind(rawValue: String(subject[..<slash])), RegistryReader.pathKinds.contains(kind),
      let key = try key(kind, id: String(subject[subject.index(after: slash)...]))
    {
      return try connection.events(on: kind, key: key, subject: subject, after: after, limit: limit)
    }
    if let subject, subject.hasPrefix("decisions/") {
      let id = String(subject.dropFirst("decisions/".count))
      return try connection.events(onDecision: id, subject: subject, after: after, limit: limit)
    }
    return try connection.events(after: after, subject: subject, limit: limit)
  }

  /// The kinds of records that are found under their ids.
  private static let pathKinds: Set<RecordKind> = [.customer, .contract, .product, .licence, .programme, .advisory]

  /// The number of the last event; 0 if there is none.
  public func lastEventNumber() throws -> Int { try connection.lastEventNumber() }

  /// Goes through the chain of all events and says how far it holds.
  public func verifyEvents() throws -> ChainReport {
    try connection.verifyEvents()
  }

  /// Checks that the registry answers.
  public func ping() throws {
    try connection.ping()
  }

  /// The catalogue of the state that is being read.
  func currentCatalogue() throws -> ProductCatalogue {
    let revision = try queries.revisions().catalogue
    if let known, known.revision == revision { return known.catalogue }
    let catalogue = try cache.catalogue(revision: revision, on: connection)
    known = (revision, catalogue)
    return catalogue
  }

  private var codeMask: CodeMask { CodeMask(connection: connection) }

  /// The ids of this registry's licences.
  func licenceIDs() throws -> LicenceIDs {
    if let ids { return ids }
    let made = LicenceIDs(secret: try connection.secret("licence-ids"))
    ids = made
    return made
  }
}
