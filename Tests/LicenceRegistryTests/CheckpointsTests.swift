import Dispatch
import LicenceRegistry
import Licensing
import Synchronization
import Testing

@testable import SQLiteStore

/// The log is copied to the file while commits go on, and begins anew.
@Suite struct CheckpointsTests {
  private static let now = UTCInstant(seconds: 1_772_200_000)
  private let bench: Bench

  init() throws {
    bench = try Bench()
  }

  /// A record that takes a page of the file.
  private static func record(_ number: Int) -> DecisionRecord {
    DecisionRecord(
      id: "dec_\(number)", decidedAt: "2026-02-27T16:59:00Z", outcome: "eligible", ticket: "T-\(number)",
      contract: "GA-\(number * 7919 % 1000)", actor: "test", question: Array("{}".utf8),
      answer: Array("{\"text\":\"\(String(repeating: "x", count: 3000))\"}".utf8), facts: Array("{}".utf8))
  }

  @Test func `Thrice as many pages as the log may have leave it short, and none is missing`() throws {
    let reader = try bench.registry.makeReader()
    for group in 0..<600 {
      try bench.registry.record((0..<20).map { Self.record(group * 20 + $0) }, now: Self.now)
      // Whoever reads meanwhile finds the first and the last, wherever they are by now.
      if group % 50 == 0 {
        #expect(try reader.decision(id: "dec_0") == Self.record(0))
        #expect(try reader.decision(id: "dec_\(group * 20 + 19)") == Self.record(group * 20 + 19))
      }
    }
    let size = bench.registry.size
    #expect(size.log < 4000 * 4096, "the log has \(size.log) bytes")
    #expect(size.file > 12_000 * 4096 - size.log, "the file has \(size.file) bytes")
    let connection = try bench.registry.file.connect(.read)
    #expect(try connection.integer("SELECT count(*) FROM decisions") == 12_000)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `A reader of an old state keeps it, and the log, until it is done`() throws {
    let connection = try bench.registry.file.connect(.read)
    try connection.reading {
      #expect(try connection.integer("SELECT count(*) FROM decisions") == 0)
      for group in 0..<300 {
        try bench.registry.record((0..<20).map { Self.record(group * 20 + $0) }, now: Self.now)
      }
      #expect(try connection.integer("SELECT count(*) FROM decisions") == 0)
    }
    #expect(try connection.integer("SELECT count(*) FROM decisions") == 6000)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
  }

  /// Copies the log on a thread of its own until it is told to end.
  private final class Copier: Sendable {
    private let mustEnd = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    init(_ file: RegistryFile) {
      DispatchQueue(label: "copier").async {
        let connection = try? file.connectForCheckpoints()
        while !self.mustEnd.load(ordering: .acquiring) { connection?.checkpoint() }
        self.ended.signal()
      }
    }

    func end() {
      mustEnd.store(true, ordering: .releasing)
      ended.wait()
    }
  }

  @Test func `Emptying the log waits for who is copying it`() throws {
    let copier = Copier(bench.registry.file)
    defer { copier.end() }
    let connection = try bench.registry.file.connect(.write)
    for _ in 0..<20 { try connection.compact() }
    #expect(bench.registry.file.logBytes == 0)
  }
}
