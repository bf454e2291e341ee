import Foundation
import Testing

@testable import SQLiteStore

/// Opening a file: a registry is recognised, anything else is a clear error and is left as it was.
@Suite struct RegistryFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var file: RegistryFile { RegistryFile(path: folder.file("registry.sqlite")) }

  @Test(arguments: [Connection.Access.read, .write])
  func `A missing file is said to be missing and is not made`(_ access: Connection.Access) throws {
    #expect(throws: StoreError.missing(path: file.path)) { try file.open(access) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `A registry is made once and opened again`() throws {
    do {
      let made = try file.openOrCreate()
      try made.execute("INSERT INTO vendors VALUES ('v', 'V', '{}')")
      #expect(made.busyStatements == 0)
    }
    for access in [Connection.Access.read, .write] {
      let opened = try file.open(access)
      #expect(try opened.integer("SELECT count(*) FROM vendors") == 1)
      #expect(opened.busyStatements == 0)
    }
    #expect(try file.openOrCreate().integer("SELECT count(*) FROM vendors") == 1)
  }

  @Test func `A reader can't write`() throws {
    _ = try file.openOrCreate()
    let reader = try file.open(.read)
    let error = #expect(throws: SQLiteError.self) {
      try reader.execute("INSERT INTO vendors VALUES ('v', 'V', '{}')")
    }
    #expect(error?.primaryCode == 8)
  }

  @Test func `An empty file is an empty database and becomes a registry`() throws {
    _ = try folder.write([], to: "registry.sqlite")
    #expect(try file.openOrCreate().integer("SELECT count(*) FROM vendors") == 0)
  }

  @Test(arguments: [("ab", 1), ("SQLite format 3", 1), ("code;contrat\n", 1), ("code;contrat\n", 2000)])
  func `A text file is foreign and stays as it was`(_ line: String, _ count: Int) throws {
    let text = String(repeating: line, count: count)
    _ = try folder.write(Array(text.utf8), to: "registry.sqlite")
    for open in [{ try file.open(.read) }, { try file.open(.write) }, { try file.openOrCreate() }] {
      let error = #expect(throws: StoreError.self) { _ = try open() }
      #expect(error == .foreign(path: file.path, reason: "it is no SQLite database"))
    }
    #expect(try folder.bytes(of: "registry.sqlite") == Array(text.utf8))
  }

  @Test(arguments: [
    "CREATE TABLE recipe (name TEXT)", "PRAGMA application_id = 252006674",
    "CREATE TABLE vendors (id TEXT); PRAGMA user_version = 2",
  ])
  func `Another program's database is foreign and stays as it was`(_ sql: String) throws {
    try Connection(path: file.path, access: .write, creating: true).execute(sql)
    let before = try folder.bytes(of: "registry.sqlite")
    for open in [{ try file.open(.read) }, { try file.openOrCreate() }] {
      let error = #expect(throws: StoreError.self) { _ = try open() }
      #expect(error == .foreign(path: file.path, reason: "it is another program's database"))
    }
    #expect(try folder.bytes(of: "registry.sqlite") == before)
  }

  @Test func `A newer registry is refused with both versions`() throws {
    let known = Migration.all.count
    try file.openOrCreate().execute("PRAGMA user_version = \(known + 1)")
    for open in [{ try file.open(.read) }, { try file.openOrCreate() }] {
      let error = #expect(throws: StoreError.self) { _ = try open() }
      #expect(error == .newer(path: file.path, version: known + 1, known: known))
    }
  }

  @Test func `A registry with a version that no program writes is foreign`() throws {
    try file.openOrCreate().execute("PRAGMA user_version = -1")
    let error = #expect(throws: StoreError.self) { try file.open(.read) }
    guard case .foreign = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `A damaged registry is foreign`() throws {
    do {
      let made = try file.openOrCreate()
      try made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    var bytes = try folder.bytes(of: "registry.sqlite")
    for index in 100..<min(bytes.count, 4096) { bytes[index] = 0xFF }
    _ = try folder.write(bytes, to: "registry.sqlite")
    let error = #expect(throws: StoreError.self) { try file.open(.read) }
    guard case .foreign(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.hasPrefix("it is damaged"))
  }

  @Test func `A folder, and a file in a folder that is not there, can't be opened`() throws {
    for path in [folder.path, folder.file("missing/registry.sqlite")] {
      let error = #expect(throws: StoreError.self) { try RegistryFile(path: path).openOrCreate() }
      #expect(error == .inaccessible(path: path, reason: "unable to open database file"))
    }
    #expect(throws: StoreError.self) { try RegistryFile(path: folder.path).open(.read) }
  }

  @Test(arguments: ["", ":memory:"])
  func `A path that names no file is refused`(_ path: String) throws {
    // Every connection to such a path would be a database of its own.
    for open in [RegistryFile(path: path).openOrCreate, { try RegistryFile(path: path).open(.read) }] {
      let error = #expect(throws: StoreError.self) { _ = try open() }
      #expect(error == .inaccessible(path: path, reason: "that is not the path of a file"))
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `A folder that can't be written gives no registry`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    let error = #expect(throws: StoreError.self) { try file.openOrCreate() }
    #expect(error == .inaccessible(path: file.path, reason: "unable to open database file"))
  }

  @Test func `Many who make a registry at once all get the one`() async throws {
    for round in 0..<8 {
      let file = RegistryFile(path: folder.file("registry\(round).sqlite"))
      try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<6 {
          group.addTask { try file.openOrCreate().integer("SELECT count(*) FROM migration") }
        }
        for try await count in group { #expect(count == Migration.all.count) }
      }
    }
  }

  @Test func `Opening, failing to open and closing leave no descriptor behind`() throws {
    for _ in 0..<3 {
      let made = try file.openOrCreate()
      _ = try FactQueries(made)
      _ = try file.open(.read)
    }
    _ = try folder.write(Array("text".utf8), to: "text")
    for _ in 0..<3 { _ = try? RegistryFile(path: folder.file("text")).open(.read) }
    if let open = folder.openDescriptors { #expect(open == 0) }
  }

  @Test(arguments: [
    StoreError.missing(path: "/a"), .inaccessible(path: "/a", reason: "r"), .foreign(path: "/a", reason: "r"),
    .newer(path: "/a", version: 9, known: 2), .corrupt(reason: "r"),
  ])
  func `Every error is a sentence`(_ error: StoreError) {
    #expect(error.description.hasSuffix("."))
    #expect(!error.description.contains("StoreError"))
  }
}
