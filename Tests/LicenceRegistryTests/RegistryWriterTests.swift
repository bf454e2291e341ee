import Dispatch
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Many writes share one wait for the disk, and each stands for itself.
@Suite struct RegistryWriterTests {
  private struct Stop: Error, Equatable {}

  private static let now = UTCInstant(seconds: 1_772_200_000)
  private let bench: Bench

  init() throws {
    bench = try Bench()
  }

  private static func record(_ number: Int) -> DecisionRecord {
    DecisionRecord(
      id: "dec_\(number)", decidedAt: "2026-02-27T16:59:00Z", outcome: "eligible", ticket: "T-\(number)",
      contract: nil, actor: "test", question: Array("{}".utf8), answer: Array("{\"number\":\(number)}".utf8),
      facts: Array("{}".utf8))
  }

  /// Writes and waits without holding a thread.
  private func write(_ perform: @escaping @Sendable (Connection) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      bench.registry.writer.write(perform) { error in
        if let error { done.resume(throwing: error) } else { done.resume() }
      }
    }
  }

  @Test func `Two hundred at once are all durable when they are answered`() async throws {
    await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          try await write { try $0.record([Self.record(number)], at: Self.now) }
          // Another connection sees it at once.
          let read = try bench.registry.makeReader().decision(id: "dec_\(number)")
          #expect(read == Self.record(number))
        }
      }
    }
    #expect(try bench.dump().count { $0.hasPrefix("decisions: ") } == 200)
    #expect(bench.registry.writer.waiting == 0)
  }

  @Test func `One that fails takes back only itself`() async throws {
    let results = await withTaskGroup(of: (Int, Bool).self) { group in
      for number in 0..<100 {
        group.addTask {
          do {
            try await write { connection in
              try connection.record([Self.record(number)], at: Self.now)
              // Every tenth stops half-way, every other tenth writes a second time under its own id.
              if number % 10 == 0 { throw Stop() }
              if number % 10 == 5 { try connection.record([Self.record(number)], at: Self.now) }
            }
            return (number, true)
          } catch {
            #expect((error is Stop) == (number % 10 == 0))
            return (number, false)
          }
        }
      }
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    let reader = try bench.registry.makeReader()
    for number in 0..<100 {
      let isGood = number % 5 != 0
      #expect(results[number] == isGood)
      #expect(try (reader.decision(id: "dec_\(number)") != nil) == isGood)
    }
  }

  @Test func `A write that waits throws what stopped it`() throws {
    #expect(throws: Stop()) {
      try bench.registry.writer.write { connection in
        try connection.record([Self.record(1)], at: Self.now)
        throw Stop()
      }
    }
    try bench.registry.writer.write { try $0.record([Self.record(2)], at: Self.now) }
    #expect(try bench.dump().count { $0.hasPrefix("decisions: ") } == 1)
  }

  @Test func `Writes go on while an import is read, and after it`() throws {
    try bench.take(json5: Bench.base)
    let planned = try bench.plan(csv: "id;name\r\nC-2;Dupont\r\n")
    try bench.registry.writer.write { try $0.record([Self.record(1)], at: Self.now) }
    try planned.apply()
    try bench.registry.writer.write { try $0.record([Self.record(2)], at: Self.now) }
    #expect(try bench.records(.customer).count == 2)
    #expect(try bench.dump().count { $0.hasPrefix("decisions: ") } == 2)
  }

  @Test(arguments: [
    // A reference to nothing, which is checked when the whole batch is committed.
    "INSERT INTO contacts VALUES ('nobody', 'a@b.example', 'a@b.example', NULL, 0, NULL)",
    // An error that takes back the whole transaction.
    "INSERT OR ROLLBACK INTO registry_state VALUES (1, 1)",
  ])
  func `One that spoils its batch takes back only itself`(_ sql: String) async throws {
    // While the first write waits, the others gather to one batch.
    let gate = DispatchSemaphore(value: 0)
    bench.registry.writer.write({ _ in gate.wait() }, finished: { _ in })
    let results = await withTaskGroup(of: (Int, Bool).self) { group in
      for number in 0..<9 {
        group.addTask {
          do {
            try await write { connection in
              try connection.record([Self.record(number)], at: Self.now)
              if number == 4 { try connection.execute(sql) }
            }
            return (number, true)
          } catch {
            return (number, false)
          }
        }
      }
      while bench.registry.writer.waiting < 9 { await Task.yield() }
      gate.signal()
      return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    let reader = try bench.registry.makeReader()
    for number in 0..<9 {
      #expect(results[number] == (number != 4))
      #expect(try (reader.decision(id: "dec_\(number)") != nil) == (number != 4))
    }
    #expect(try bench.records(.contact).isEmpty)
  }
}
