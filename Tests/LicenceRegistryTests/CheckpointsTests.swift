import Dispatch
import Foundation
import Licensing
import Synchronization
import Testing

@testable import LicenceRegistry
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

  @Test func `The log stays shorter than what is written, and nothing is missing`() throws {
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
    // Some 26,000 pages were written.
    #expect(size.log < 17_000 * 4096, "the log has \(size.log) bytes")
    let connection = try bench.registry.file.connect(.read)
    #expect(try connection.integer("SELECT count(*) FROM decisions") == 12_000)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `A reader of an old state keeps it until it is done`() throws {
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

  @Test func `A commit that finds a long log, or makes one, copies it before it is answered`() throws {
    let other = try bench.registry.file.connect(.write)
    other.countLog()
    try other.writing { try other.record((0..<2000).map(Self.record), at: Self.now) }
    #expect(other.logPages > 2000)
    // The first that this registry's own connection sees of it; another one holds the file open all the while.
    try bench.registry.record([Self.record(2000)], now: Self.now)
    try bench.registry.record([Self.record(2001)], now: Self.now)
    try other.writing { try other.record([Self.record(2002)], at: Self.now) }
    #expect(other.logPages < 100, "the log has \(other.logPages) pages")
  }

  @Test func `A registry that is let go of has its files closed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("registry.sqlite")
    do {
      let registry = try Registry(path: path, creating: true)
      for group in 0..<100 {
        try registry.record((0..<20).map { Self.record(group * 20 + $0) }, now: Self.now)
      }
    }
    // The last connection that is closed takes the log away.
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  /// Each line is a commit: how many pages the log has with it, how many the file has by then, whether a copy is under way,
  /// and who copies next.
  @Test func `Who copies the log`() {
    let commits: [(pages: Int, copied: Int, isCopying: Bool, step: Checkpoints.Step)] = [
      (499, 0, false, .none),
      // Five hundred pages are copied beside; nothing more meanwhile.
      (520, 0, false, .beside), (700, 0, true, .none), (990, 520, false, .none),
      // At a thousand until few are left.
      (1010, 520, false, .beside), (1200, 520, true, .none), (1230, 1010, false, .beside), (1280, 1230, false, .now),
      // The log has begun anew.
      (40, 1280, false, .none), (530, 0, false, .beside), (600, 530, false, .none),
      // A large commit copies itself.
      (1100, 530, false, .now), (30, 1100, false, .none),
      // Copying is slower than what is added: the commits help in the end, even while it is under way.
      (400, 0, true, .none), (800, 0, true, .none), (1250, 0, true, .none), (1700, 0, true, .none),
      (1800, 0, false, .beside), (16_000, 0, true, .now), (16_010, 0, true, .now), (16_020, 16_010, false, .now),
      // The log is long, and each commit is: many are few.
      (20, 16_020, false, .none), (400, 0, true, .none), (800, 0, true, .none), (1200, 0, true, .none),
      (1600, 0, true, .none), (2000, 1700, false, .beside), (2400, 2100, true, .none), (2800, 2500, true, .none),
      (3200, 3001, false, .now),
    ]
    var pace = Checkpoints.Pace()
    for (number, commit) in commits.enumerated() {
      (pace.copied, pace.isCopying) = (commit.copied, commit.isCopying)
      #expect(pace.step(after: commit.pages) == commit.step, "commit \(number) with \(commit.pages) pages")
    }
  }

  @Test func `A disk that does not sync leaves the log to the commits`() {
    var pace = Checkpoints.Pace()
    pace.isLeftToCommits = true
    let pages = [400, 800, 999, 1000, 1010, 20, 510, 990, 1020]
    let steps: [Checkpoints.Step] = [.none, .none, .none, .now, .now, .none, .none, .none, .now]
    #expect(pages.map { pace.step(after: $0) } == steps)
  }

  /// Copies the log on a thread of its own until it is told to end.
  private final class Copier: Sendable {
    private let mustEnd = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    init(_ file: RegistryFile) {
      DispatchQueue(label: "copier").async {
        let connection = try? file.connectForCheckpoints()
        while !self.mustEnd.load(ordering: .acquiring) { _ = connection?.checkpoint() }
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
