import Licensing
import Testing

@testable import SQLiteStore

/// What goes into a statement comes out of it, and a statement is left ready for the next use.
@Suite struct StatementTests {
  private let folder: TemporaryFolder
  private let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("plain.sqlite"), access: .write, creating: true)
    try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x ANY) STRICT")
  }

  @Test(arguments: [
    "", "a", "a\0b", "\0", "l'été", "e\u{301}", "👩🏽‍💻🇫🇷", "\u{FEFF}x", "'; DROP TABLE t; --", "x\r\ny\t",
  ])
  func `A text is stored as it is`(_ text: String) throws {
    try check(text)
  }

  @Test func `A very long text is stored as it is`() throws {
    try check(String(repeating: "é", count: 2_000_000))
  }

  private func check(_ text: String) throws {
    let insert = try connection.statement("INSERT INTO t VALUES (1, ?1)")
    insert.bind(1, text)
    try insert.run()
    let select = try connection.statement("SELECT x, typeof(x), length(CAST(x AS BLOB)) FROM t")
    #expect(try select.step())
    // Bytes, because two texts that differ only in how accents are written are equal to Swift.
    #expect(Array(select.text(0).utf8) == Array(text.utf8))
    #expect(select.optionalText(0) == text)
    #expect(select.text(1) == "text")
    #expect(select.integer(2) == text.utf8.count)
    #expect(try !select.step())
  }

  @Test(arguments: [0, 1, -1, Int.max, Int.min])
  func `A number is stored as it is`(_ number: Int) throws {
    let insert = try connection.statement("INSERT INTO t VALUES (1, ?1)")
    insert.bind(1, number)
    try insert.run()
    #expect(try connection.integer("SELECT x FROM t") == number)
    #expect(try connection.text("SELECT typeof(x) FROM t") == "integer")
  }

  @Test func `Nothing is NULL, and an empty text is not`() throws {
    let insert = try connection.statement("INSERT INTO t VALUES (?1, ?2)")
    for (id, text) in [(1, nil), (2, "")] as [(Int, String?)] {
      insert.bind(1, id)
      insert.bind(2, text)
      try insert.run()
    }
    let select = try connection.statement("SELECT x FROM t ORDER BY id")
    #expect(try select.step())
    #expect(select.isNull(0))
    #expect(select.optionalText(0) == nil)
    #expect(select.optionalInteger(0) == nil)
    #expect(select.text(0) == "")
    #expect(try select.step())
    #expect(!select.isNull(0))
    #expect(select.optionalText(0) == "")
    #expect(try !select.step())
  }

  @Test func `A statement is prepared once and kept`() throws {
    #expect(try connection.statement("SELECT 1") === connection.statement("SELECT 1"))
    #expect(try connection.statement("SELECT 1") !== connection.statement("SELECT 2"))
    #expect(try connection.oneOff("SELECT 1") !== connection.oneOff("SELECT 1"))
  }

  @Test func `A statement is busy from its first row to its end or its reset`() throws {
    try connection.execute("INSERT INTO t VALUES (1, 1), (2, 2)")
    let select = try connection.statement("SELECT x FROM t")
    #expect(!select.isBusy)
    #expect(try select.step())
    #expect(select.isBusy)
    #expect(connection.busyStatements == 1)
    select.reset()
    #expect(connection.busyStatements == 0)
    while try select.step() {}
    #expect(!select.isBusy)
  }

  @Test func `A statement that failed is ready for the next use`() throws {
    let insert = try connection.statement("INSERT INTO t VALUES (?1, ?2)")
    for id in [1, 1, 2] {
      insert.bind(1, id)
      insert.bind(2, "secret")
      if id == 1, try connection.integer("SELECT count(*) FROM t") == 1 {
        let error = try #require(#expect(throws: SQLiteError.self) { try insert.run() })
        #expect(error.primaryCode == 19)
        #expect(error.code == 1555)
        #expect(error.sql == "INSERT INTO t VALUES (?1, ?2)")
        #expect(!error.description.contains("secret"))
      } else {
        try insert.run()
      }
      #expect(connection.busyStatements == 0)
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 2)
  }

  @Test(arguments: ["SELEC 1", "SELECT * FROM nothing", "INSERT INTO t VALUES (1)", "SELECT 1; SELEC 2"])
  func `A statement that can't be prepared says which it was`(_ sql: String) throws {
    let error = try #require(#expect(throws: SQLiteError.self) { try connection.execute(sql) })
    #expect(error.primaryCode == 1)
    #expect(error.description.contains(sql))
    #expect(connection.busyStatements == 0)
  }

  @Test func `One value of a query`() throws {
    #expect(try connection.integer("SELECT x FROM t") == nil)
    #expect(try connection.text("SELECT x FROM t") == nil)
    try connection.execute("INSERT INTO t VALUES (1, 7), (2, 'seven')")
    #expect(try connection.integer("SELECT x FROM t WHERE id = 1") == 7)
    #expect(try connection.text("SELECT x FROM t WHERE id = 2") == "seven")
    #expect(try connection.text("SELECT x FROM t ORDER BY id") == "7")
    #expect(connection.busyStatements == 0)
  }

  @Test func `Field values are bound and read by the kind's fields`() throws {
    let values: [FieldValue] = [.text("d"), .text("k"), .text("E@x"), .none, .integer(1), .text("")]
    try connection.execute("CREATE TABLE c (a, b, c, d, e, f)")
    let insert = try connection.statement("INSERT INTO c VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    insert.bind(values)
    try insert.run()
    let select = try connection.statement("SELECT 'before', * FROM c")
    #expect(try select.step())
    #expect(select.record(.contact, from: 1) == Record(.contact, values))
    select.reset()
  }
}
