import Foundation
import Testing

@testable import SQLiteStore

/// A reader keeps its map of the file when others write, and still reads what is there.
@Suite struct LastingMapTests {
  private let folder: TemporaryFolder
  private let file: RegistryFile
  private let writer: Connection

  init() throws {
    folder = try TemporaryFolder()
    file = RegistryFile(path: folder.file("registry.sqlite"))
    writer = try file.openOrCreate()
    try writer.execute("CREATE TABLE piles (id INTEGER PRIMARY KEY, height INTEGER NOT NULL, pile TEXT NOT NULL)")
  }

  /// What the reader finds, and what it must be.
  private func check(_ reader: Connection, _ heights: [Int]) throws {
    let select = try reader.oneOff("SELECT height, length(pile), substr(pile, -2) FROM piles ORDER BY id")
    var found: [Int] = []
    var lengths: [Int] = []
    while try select.step() {
      found.append(select.integer(0))
      lengths.append(select.text(2) == "xx" ? select.integer(1) : -1)
    }
    #expect(found == heights && lengths == heights)
  }

  @Test func `A file that grows, changes, shrinks and grows again is read as it is`() throws {
    let reader = try file.connect(.read)
    var heights: [Int] = []
    for round in 0..<60 {
      try writer.writing {
        for number in 0..<5 {
          let height = (round * 977 + number * 3001) % 20_000 + 2
          heights.append(height)
          try writer.execute("INSERT INTO piles (height, pile) VALUES (\(height), printf('%.*c', \(height), 'x'))")
        }
        if round % 7 == 3 {
          try writer.execute("UPDATE piles SET height = max(height / 2, 2), pile = substr(pile, 1, max(height / 2, 2))")
          heights = heights.map { max($0 / 2, 2) }
        }
      }
      // What is checkpointed is read through the map, the rest from the log.
      if round % 3 == 0 { _ = try writer.integer("PRAGMA wal_checkpoint(TRUNCATE)") }
      if round % 20 == 19 {
        heights.removeFirst(heights.count - 3)
        try writer.execute("DELETE FROM piles WHERE id <= (SELECT max(id) FROM piles) - 3; VACUUM")
        _ = try writer.integer("PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try check(reader, heights)
    }
    // A state that is held stays as it was, whatever is cut off the file's end.
    try reader.reading {
      try check(reader, heights)
      try writer.execute("DELETE FROM piles WHERE id > (SELECT min(id) FROM piles); VACUUM")
      _ = try writer.integer("PRAGMA wal_checkpoint(PASSIVE)")
      try check(reader, heights)
    }
    try check(reader, [heights[0]])
    #expect(try reader.text("PRAGMA integrity_check") == "ok")
  }

  @Test func `A page that claims more cells than it has room for is damage, not read beyond its end`() throws {
    try writer.execute("CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID")
    try writer.writing {
      for number in 0..<3000 { try writer.execute("INSERT INTO names VALUES (printf('%040d', \(number)))") }
    }
    _ = try writer.integer("PRAGMA wal_checkpoint(TRUNCATE)")
    let url = URL(filePath: file.path)
    var bytes = try Data(contentsOf: url)
    var damaged = 0
    for page in stride(from: 4096, to: bytes.count, by: 4096) where [2, 10].contains(bytes[page]) {
      (bytes[page + 3], bytes[page + 4]) = (0xFF, 0xFF)
      damaged += 1
    }
    try bytes.write(to: url)
    #expect(damaged > 30)
    let reader = try file.connect(.read)
    let error = #expect(throws: SQLiteError.self) {
      let select = try reader.oneOff("SELECT name FROM names WHERE name = ?1")
      select.bind(1, String(repeating: "0", count: 40))
      _ = try select.step()
    }
    // SQLITE_CORRUPT
    #expect(error?.primaryCode == 11)
  }
}
