import Licensing
import Testing

@testable import SQLiteStore

/// The schema as SQLite itself sees it, and the migrations that make it.
@Suite struct SchemaTests {
  private let folder: TemporaryFolder
  private let file: RegistryFile
  private let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    file = RegistryFile(path: folder.file("registry.sqlite"))
    connection = try file.openOrCreate()
  }

  private func names(_ sql: String, on connection: Connection? = nil) throws -> [String] {
    let select = try (connection ?? self.connection).oneOff(sql)
    var names: [String] = []
    while try select.step() { names.append(select.text(0)) }
    return names
  }

  @Test func `Every table is STRICT`() throws {
    let tables = "FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    #expect(try names("SELECT name \(tables)").count >= RecordKind.allCases.count)
    #expect(try names("SELECT name \(tables) AND strict = 0").isEmpty)
  }

  @Test(arguments: [
    ("PRAGMA journal_mode", "wal"), ("PRAGMA foreign_keys", "1"), ("PRAGMA synchronous", "2"),
    ("PRAGMA trusted_schema", "0"), ("PRAGMA application_id", "\(0x4C52_4547)"),
    ("PRAGMA user_version", "\(Migration.all.count)"), ("PRAGMA integrity_check", "ok"),
  ])
  func `A writer's settings`(_ pragma: String, _ value: String) throws {
    #expect(try connection.text(pragma) == value)
    #expect(try file.open(.write).text(pragma) == value)
  }

  @Test(arguments: [("PRAGMA query_only", "1"), ("PRAGMA foreign_keys", "1"), ("PRAGMA journal_mode", "wal")])
  func `A reader's settings`(_ pragma: String, _ value: String) throws {
    #expect(try file.open(.read).text(pragma) == value)
  }

  @Test(arguments: RecordKind.allCases)
  func `The table of a kind has the kind's fields as columns, and its key as key`(_ kind: RecordKind) throws {
    let columns = "FROM pragma_table_info('\(kind.rawValue)')"
    #expect(try Set(names("SELECT name \(columns)")) == Set(kind.fields.map(\.name)))
    let keys = kind.fields.filter(\.isKey).map(\.name)
    #expect(try names("SELECT name \(columns) WHERE pk > 0 ORDER BY pk") == keys)
  }

  @Test func `Migrations have names of their own, and the file lists those that it went through`() throws {
    let all = Migration.all.map(\.name)
    #expect(Set(all).count == all.count)
    #expect(all.first == "records")
    #expect(try names("SELECT name FROM migration ORDER BY number") == all)
    _ = try file.openOrCreate()
    _ = try file.open(.write)
    #expect(try names("SELECT name FROM migration ORDER BY number") == all)
  }

  @Test(arguments: 0..<Migration.all.count)
  func `An older file keeps its records and goes through the rest`(_ version: Int) throws {
    let older = RegistryFile(path: folder.file("older.sqlite"))
    do {
      let connection = try Connection(path: older.path, access: .write, creating: true)
      for (index, migration) in Migration.all.prefix(version).enumerated() {
        try connection.execute(migration.sql)
        try connection.execute("INSERT INTO migration VALUES (\(index + 1), '\(migration.name)')")
      }
      if version > 0 { try connection.execute("INSERT INTO vendors VALUES ('v', 'V', '{}')") }
      try connection.execute("PRAGMA application_id = \(RegistryFile.applicationID)")
      try connection.execute("PRAGMA user_version = \(version)")
    }
    let opened = try older.open(.read)
    #expect(try names("SELECT name FROM migration ORDER BY number", on: opened) == Migration.all.map(\.name))
    #expect(try opened.integer("PRAGMA user_version") == Migration.all.count)
    #expect(try opened.integer("SELECT count(*) FROM vendors") == min(version, 1))
    let schema = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"
    #expect(try names(schema, on: opened) == names(schema))
  }

  @Test func `Decisions of before are as they were, in their order`() throws {
    let old = RegistryFile(path: folder.file("old.sqlite"))
    let place = try #require(Migration.all.firstIndex { $0.name == "decisionRows" })
    do {
      let connection = try Connection(path: old.path, access: .write, creating: true)
      for (index, migration) in Migration.all.prefix(place).enumerated() {
        try connection.execute(migration.sql)
        try connection.execute("INSERT INTO migration VALUES (\(index + 1), '\(migration.name)')")
      }
      try connection.execute("PRAGMA application_id = \(RegistryFile.applicationID); PRAGMA user_version = \(place)")
      for id in ["dec_2", "dec_1", "dec_3"] {
        try connection.execute(
          """
          INSERT INTO decisions VALUES
            ('\(id)', '2026-02-27T16:59:00Z', 'eligible', 't-\(id)', 'ga-1', 'test', '{}', '{"id":"\(id)"}', '{}')
          """)
      }
    }
    let opened = try old.open(.write)
    let found = try opened.decisions(ticket: nil, contract: "GA-1", before: nil, limit: 10)
    #expect(found.map(\.id) == ["dec_3", "dec_2", "dec_1"])
    #expect(try opened.decisions(ticket: "T-dec_2", contract: nil, before: nil, limit: 10).map(\.id) == ["dec_2"])
    #expect(try opened.decision(id: "dec_1")?.answer == Array(#"{"id":"dec_1"}"#.utf8))
    // Ids stay unique.
    #expect(throws: SQLiteError.self) {
      try opened.writing { try opened.record([found[0]], at: UTCInstant(seconds: 0)) }
    }
  }

  @Test func `A migration that fails leaves the file as it was`() throws {
    let odd = RegistryFile(path: folder.file("odd.sqlite"))
    do {
      let connection = try Connection(path: odd.path, access: .write, creating: true)
      try connection.execute("CREATE TABLE licences (odd TEXT)")
      try connection.execute("PRAGMA application_id = \(RegistryFile.applicationID)")
    }
    #expect(throws: SQLiteError.self) { try odd.open(.write) }
    let connection = try Connection(path: odd.path, access: .read)
    #expect(try names("SELECT name FROM sqlite_schema", on: connection) == ["licences"])
    #expect(try connection.integer("PRAGMA user_version") == 0)
  }

  @Test(arguments: [
    "INSERT INTO products VALUES ('p', 'nobody', 'P', '[]')",
    "INSERT INTO releases VALUES ('nothing', '1', 1, NULL, 0, NULL, '[]', '[]', '[]', NULL)",
    "INSERT INTO contacts VALUES ('nobody', 'a@b.example', 'a@b.example', NULL, 0, NULL)",
    "INSERT INTO entitlements VALUES ('none', 'nothing', 1, 'latest', NULL)",
    "INSERT INTO licences VALUES ('K', 'k', 'none', 'nothing', '1', 'network', 1, 'active', NULL)",
  ])
  func `A record that names a missing one is not committed`(_ sql: String) throws {
    let error = #expect(throws: SQLiteError.self) { try connection.writing { try connection.execute(sql) } }
    #expect(error?.code == 787)
    for kind in RecordKind.allCases { #expect(try connection.count(kind) == 0) }
    // The connection is of use again.
    try connection.writing { try connection.execute("INSERT INTO vendors VALUES ('v', 'V', '{}')") }
    #expect(connection.busyStatements == 0)
  }

  @Test(arguments: [
    "INSERT INTO vendors VALUES (NULL, 'V', '{}')", "INSERT INTO vendors VALUES ('v', x'56', '{}')",
    "INSERT INTO releases VALUES ('p', '1', 'first', NULL, 0, NULL, '[]', '[]', '[]', NULL)",
    "INSERT INTO releases VALUES ('p', '1', 1, NULL, 2, NULL, '[]', '[]', '[]', NULL)",
    "INSERT INTO contracts VALUES ('k', 'K', 'c', 'p', '2025-01-01', '2025-12-31', 'paused', NULL)",
    "INSERT INTO licences VALUES ('K', 'k', 'c', 'p', '1', 'floating', 1, 'active', NULL)",
  ])
  func `A value of the wrong type or range is refused at once`(_ sql: String) throws {
    let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
    #expect(error?.primaryCode == 19)
  }

  @Test func `The domains of customers follow their lists`() throws {
    let domains = "SELECT domain || ' ' || customer FROM customer_domain ORDER BY 1"
    try connection.execute("INSERT INTO customers VALUES ('c', 'C', 'N', NULL, NULL, '[\"a.example\",\"b.example\"]')")
    try connection.execute("INSERT INTO customers VALUES ('d', 'D', 'N', NULL, NULL, '[\"b.example\"]')")
    #expect(try names(domains) == ["a.example c", "b.example c", "b.example d"])
    try connection.execute("UPDATE customers SET domains = '[\"z.example\",\"a.example\"]' WHERE key = 'c'")
    #expect(try names(domains) == ["a.example c", "b.example d", "z.example c"])
    try connection.execute("DELETE FROM customers WHERE key = 'c'")
    #expect(try names(domains) == ["b.example d"])
  }

  @Test func `Whatever changes the catalogue gives it a new revision, and nothing else does`() throws {
    let queries = try FactQueries(connection)
    var last = try queries.revisions().catalogue
    for sql in [
      "INSERT INTO vendors VALUES ('v', 'V', '{}')", "UPDATE vendors SET name = 'W'", "DELETE FROM vendors",
      "INSERT INTO publicMailDomains VALUES ('a.example')", "DELETE FROM publicMailDomains",
    ] {
      try connection.execute(sql)
      let revision = try queries.revisions().catalogue
      #expect(revision > last, "\(sql)")
      last = revision
    }
    try connection.execute("INSERT INTO customers VALUES ('c', 'C', 'N', NULL, NULL, '[]')")
    try connection.execute("UPDATE vendors SET name = 'X'")
    #expect(try queries.revisions().catalogue == last)
  }
}
