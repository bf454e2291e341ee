import Foundation
import Testing

@testable import SQLiteStore

/// The pages of a commit go to the log in few pieces, and nothing else about commits is different.
@Suite struct GatheredCommitTests {
  /// A registry with a table to fill, and its writer.
  private static func bench() throws -> (folder: TemporaryFolder, file: RegistryFile, writer: Connection) {
    let folder = try TemporaryFolder()
    let file = RegistryFile(path: folder.file("registry.sqlite"))
    let writer = try file.openOrCreate()
    try writer.execute("CREATE TABLE piles (id INTEGER PRIMARY KEY, pile TEXT NOT NULL)")
    return (folder, file, writer)
  }

  private static func pile(_ count: Int, of sign: String, on connection: Connection) throws {
    for _ in 0..<count {
      try connection.execute("INSERT INTO piles (pile) VALUES (printf('%.*c', 3000, '\(sign)'))")
    }
  }

  /// How many piles of each sign another connection finds.
  private static func piles(_ file: RegistryFile) throws -> [String: Int] {
    let reader = try file.connect(.read)
    #expect(try reader.text("PRAGMA integrity_check") == "ok")
    let select = try reader.oneOff("SELECT substr(pile, 1, 1), count(*), min(length(pile)) FROM piles GROUP BY 1")
    var found: [String: Int] = [:]
    while try select.step() { found[select.text(0)] = select.integer(2) == 3000 ? select.integer(1) : -1 }
    return found
  }

  @Test func `A registry that came without a log has one once it is opened to be written`() throws {
    let (folder, file, writer) = try Self.bench()
    defer { withExtendedLifetime(folder) {} }
    try writer.closeLog()
    #expect(try writer.text("PRAGMA journal_mode") == "delete")
    let other = try file.connect(.write)
    #expect(try other.text("PRAGMA journal_mode") == "wal")
    try other.writing { try Self.pile(40, of: "a", on: other) }
    #expect(try Self.piles(file) == ["a": 40])
  }

  @Test(arguments: [1, 40, 63, 64, 200])
  func `Commits of any size are seen by others at once`(_ count: Int) throws {
    let (folder, file, writer) = try Self.bench()
    defer { withExtendedLifetime(folder) {} }
    for round in 1...4 {
      try writer.writing { try Self.pile(count, of: "a", on: writer) }
      #expect(try Self.piles(file) == ["a": round * count])
      if round == 2 { _ = try writer.integer("PRAGMA wal_checkpoint(TRUNCATE)") }
    }
  }

  @Test func `What did not fit into memory and was taken back leaves nothing behind`() throws {
    let (folder, file, writer) = try Self.bench()
    defer { withExtendedLifetime(folder) {} }
    let other = try file.connect(.write)
    struct Stop: Error {}
    try writer.execute("PRAGMA cache_size = 10")
    for round in 1...3 {
      #expect(throws: Stop.self) {
        try writer.writing {
          try Self.pile(300, of: "a", on: writer)
          throw Stop()
        }
      }
      try other.writing { try Self.pile(20, of: "b", on: other) }
      try writer.writing {
        try Self.pile(5, of: "c", on: writer)
        #expect(throws: Stop.self) {
          try writer.nested {
            try Self.pile(300, of: "d", on: writer)
            throw Stop()
          }
        }
      }
      #expect(try Self.piles(file) == ["b": 20 * round, "c": 5 * round])
    }
  }

  #if os(Linux)
    @Test func `Many pages are written with few calls of the system`() async {
      // In a process of its own: other tests write too.
      await #expect(processExitsWith: .success) {
        func calls() throws -> Int {
          let counts = try String(contentsOfFile: "/proc/self/io", encoding: .utf8)
          let line = try #require(counts.split(separator: "\n").first { $0.hasPrefix("syscw: ") })
          return try #require(Int(line.dropFirst(7)))
        }
        let (folder, file, writer) = try GatheredCommitTests.bench()
        defer { withExtendedLifetime(folder) {} }
        try writer.writing { try GatheredCommitTests.pile(1, of: "a", on: writer) }
        let before = try calls()
        try writer.writing { try GatheredCommitTests.pile(60, of: "a", on: writer) }
        #expect(try calls() - before < 10)
        #expect(try GatheredCommitTests.piles(file) == ["a": 61])
      }
    }
  #endif

  @Test func `A commit that does not fit on the disk is taken back whole`() async {
    // In a process of its own, whose files may not grow.
    await #expect(processExitsWith: .success) {
      let (folder, file, writer) = try GatheredCommitTests.bench()
      defer { withExtendedLifetime(folder) {} }
      try writer.writing { try GatheredCommitTests.pile(10, of: "a", on: writer) }
      _ = signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit()
      #if canImport(Glibc)
        let what = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      #else
        let what = RLIMIT_FSIZE
      #endif
      unsafe try #require(getrlimit(what, &limit) == 0)
      let unlimited = limit.rlim_cur
      limit.rlim_cur = rlim_t(file.logBytes + 30_000)
      unsafe try #require(setrlimit(what, &limit) == 0)
      #expect(throws: SQLiteError.self) {
        try writer.writing { try GatheredCommitTests.pile(50, of: "b", on: writer) }
      }
      limit.rlim_cur = unlimited
      unsafe try #require(setrlimit(what, &limit) == 0)
      #expect(try GatheredCommitTests.piles(file) == ["a": 10])
      try writer.writing { try GatheredCommitTests.pile(50, of: "c", on: writer) }
      #expect(try GatheredCommitTests.piles(file) == ["a": 10, "c": 50])
    }
  }
}
