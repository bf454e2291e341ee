public import Licensing
import SQLiteStore

/// A change of records on behalf of a client of the API.
public struct ClientChange: Sendable {
  /// Who asks.
  public var actor: String
  /// The id of the request.
  public var requestID: String?
  /// The request, if it may be repeated.
  public var once: RepeatableRequest?
  /// The present.
  public var now: UTCInstant

  /// Tells on whose behalf and when.
  public init(actor: String, requestID: String?, once: RepeatableRequest? = nil, now: UTCInstant) {
    self.actor = actor
    self.requestID = requestID
    self.once = once
    self.now = now
  }

  /// What became of it.
  public enum Outcome: Sendable {
    /// It was done when the request came before; the answer that it got.
    case answeredBefore(KeptAnswer)
    /// It is done and durable; the answer.
    case applied(ImportRecord, KeptAnswer)
    /// Everything is so already.
    case nothing(ImportPlan)
    /// Nothing was changed because of the plan's problems or obstacles.
    case refused(ImportPlan)
  }
}

extension Registry {
  /// Plans a change of records and applies it, so that nothing that others do meanwhile is lost.
  ///
  /// The plan is applied only to the state that it was made on; where that has changed, all is done again, at most a few
  /// times. Whatever else comes of a request that may be repeated, the answer counts that the same one got meanwhile.
  ///
  /// - Parameters:
  ///   - change: on whose behalf.
  ///   - plan: makes the plan.
  ///   - check: throws what stands against it; asked on the state of the plan or a later one.
  ///   - answer: words the answer to the client, with a reader of what the change has made, before anybody else changes it.
  /// - Throws: what `plan`, `check` and `answer` throw; ``RepeatedKey`` if the key came with another request;
  ///   ``ImportOutdated`` if the registry changes all the time; `SQLiteError` if it can't be written.
  public func apply(
    _ change: ClientChange, plan: () throws -> CatalogueImport, check: (RegistryReader) throws -> Void = { _ in },
    answer: (ImportPlan, ImportRecord, RegistryReader) throws -> KeptAnswer
  ) throws -> ClientChange.Outcome {
    let outcome = Result { try attempt(change, plan: plan, check: check, answer: answer) }
    if case .success(.applied) = outcome { return try outcome.get() }
    // What stands in the way may be what the same request has just done.
    if let once = change.once, let kept = try makeReader().answer(to: once) { return .answeredBefore(kept) }
    return try outcome.get()
  }

  private func attempt(
    _ change: ClientChange, plan: () throws -> CatalogueImport, check: (RegistryReader) throws -> Void,
    answer: (ImportPlan, ImportRecord, RegistryReader) throws -> KeptAnswer
  ) throws -> ClientChange.Outcome {
    let reader = try makeReader()
    for attempt in 1... {
      if let once = change.once, let kept = try reader.answer(to: once) { return .answeredBefore(kept) }
      let planned = try plan()
      try check(reader)
      guard planned.plan.isApplicable else { return .refused(planned.plan) }
      guard planned.plan.hasChanges else { return .nothing(planned.plan) }
      do {
        var kept: KeptAnswer?
        let record = try planned.apply(at: change.now, actor: change.actor, request: change.requestID) {
          connection, record in
          // A request that changes no records may have taken the key since.
          guard try change.once?.answer(from: connection) == nil else { throw ImportOutdated() }
          let answer = try answer(planned.plan, record, try RegistryReader(inTransactionOf: connection, cache))
          try change.once?.keep(answer, on: connection)
          kept = answer
        }
        guard let record, let kept else { return .nothing(planned.plan) }
        return .applied(record, kept)
      } catch let error as ImportOutdated {
        guard attempt < 5 else { throw error }
      }
    }
    throw ImportOutdated()
  }

  /// The plan that puts one record, whole, in place of the one under its key.
  ///
  /// - Parameters:
  ///   - file: a catalogue file with the record and its parts.
  ///   - keepingParts: whether parts that the file does not name stay.
  /// - Throws: `SQLiteError` or `StoreError` if the registry can't be read.
  public func planToPut(_ file: CatalogueFile, keepingParts: Bool = false) throws -> CatalogueImport {
    try CatalogueImport([file], into: self, options: ImportOptions(removal: keepingParts ? .none : .unnamedParts))
  }

  /// The plan that removes one record with its parts.
  ///
  /// - Parameters:
  ///   - kind: the record's kind.
  ///   - id: the id under which the API has it.
  /// - Throws: ``RecordMissing`` if there is none; `SQLiteError` or `StoreError` if the registry can't be read.
  public func planToRemove(_ kind: RecordKind, id: String) throws -> CatalogueImport {
    let key = try makeReader().key(kind, id: id)
    guard let key else { throw RecordMissing(name: RecordName(kind, [""])) }
    return try CatalogueImport(removing: [RecordName(kind, [kind == .licence ? key : id])], from: self)
  }
}

extension RegistryReader {
  /// The whole code of the licence with an id, to write a record back that was read with its code masked.
  public func code(ofLicence id: String) throws -> String? {
    guard let key = try key(.licence, id: id) else { return nil }
    return try connection.shownRecord(.licence, key: key).map { $0["code"].description }
  }

  /// The id of the licence with a code, in whatever form the code is written.
  public func licenceID(ofCode code: String) throws -> String {
    try licenceIDs().id(of: LicenceCode(code).key)
  }
}
