import Hashing
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Changes that come twice at once under one key: one is done, and both get its answer.
@Suite struct RepeatedChangeTests {
  private struct InTheWay: Error {}

  private let bench: Bench
  private let answer = KeptAnswer(status: 201, fields: "", body: [1])
  private let now = UTCInstant(seconds: 1_772_190_000)

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private func change(_ body: [UInt8] = [1]) -> ClientChange {
    let once = RepeatableRequest(key: "k", token: "t", fingerprint: SHA256.digest(of: body), now: now)
    return ClientChange(actor: "test", requestID: nil, once: once, now: now)
  }

  /// Applies a change while the plan of the same is made, and tells what becomes of the slower one.
  private func race(
    _ slower: ClientChange, _ faster: ClientChange, plan: () throws -> CatalogueImport,
    check: (RegistryReader) throws -> Void = { _ in }
  ) throws -> ClientChange.Outcome {
    var isFirst = true
    return try bench.registry.apply(
      slower,
      plan: {
        if isFirst {
          isFirst = false
          let outcome = try bench.registry.apply(faster, plan: plan, check: check) { _, _, _ in answer }
          guard case .applied = outcome else { throw InTheWay() }
        }
        return try plan()
      }, check: check
    ) { _, _, _ in KeptAnswer(status: 201, fields: "", body: [2]) }
  }

  private func isAnswered(_ outcome: ClientChange.Outcome) -> Bool {
    if case .answeredBefore(let kept) = outcome { return kept == answer }
    return false
  }

  private let licence = #"{ licences: [{ code: "NEW-1", contract: "GA-1", product: "d", release: "2025" }] }"#

  @Test func `Where all is so already`() throws {
    #expect(isAnswered(try race(change(), change()) { try bench.plan(json5: licence) }))
  }

  @Test func `Where something stands against it by then`() throws {
    let outcome = try race(change(), change(), plan: { try bench.plan(json5: licence) }) { reader in
      let id = try reader.licenceID(ofCode: "NEW-1")
      if try reader.record(.licence, id: id) != nil { throw InTheWay() }
    }
    #expect(isAnswered(outcome))
  }

  @Test func `Where the plan is refused by then`() throws {
    let taken = try #require(try bench.plan(json5: licence).apply(at: now, actor: "test"))
    #expect(isAnswered(try race(change(), change()) { try CatalogueImport(undoing: taken.id, in: bench.registry) }))
  }

  @Test func `Another request under the key is told so`() throws {
    #expect(throws: RepeatedKey.self) { try race(change([2]), change()) { try bench.plan(json5: licence) } }
  }

  @Test func `What went wrong is told where nobody was quicker`() throws {
    let stop: (RegistryReader) throws -> Void = { _ in throw InTheWay() }
    #expect(throws: InTheWay.self) {
      try bench.registry.apply(change(), plan: { try bench.plan(json5: licence) }, check: stop) { _, _, _ in answer }
    }
  }
}
