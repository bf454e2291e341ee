import Testing

@testable import SQLiteStore

/// All of a transaction is committed, or nothing is.
@Suite struct TransactionTests {
  private struct Stop: Error {}

  private let folder: TemporaryFolder
  private let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("plain.sqlite"), access: .write, creating: true)
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (x INTEGER PRIMARY KEY) STRICT")
  }

  private func add(_ number: Int) throws {
    let insert = try connection.statement("INSERT INTO t VALUES (?1)")
    insert.bind(1, number)
    try insert.run()
  }

  private var numbers: [Int] {
    get throws {
      let select = try connection.statement("SELECT x FROM t ORDER BY x")
      var numbers: [Int] = []
      while try select.step() { numbers.append(select.integer(0)) }
      return numbers
    }
  }

  @Test func `What ends well is there for others`() throws {
    let result = try connection.writing {
      try add(1)
      try add(2)
      return "done"
    }
    #expect(result == "done")
    let other = try Connection(path: folder.file("plain.sqlite"), access: .read)
    #expect(try other.integer("SELECT count(*) FROM t") == 2)
  }

  @Test func `What throws leaves nothing, and the connection is of use again`() throws {
    #expect(throws: Stop.self) {
      try connection.writing {
        try add(1)
        throw Stop()
      }
    }
    #expect(throws: SQLiteError.self) {
      try connection.writing {
        try add(1)
        try add(1)
      }
    }
    #expect(try numbers == [])
    try connection.writing { try add(3) }
    #expect(try numbers == [3])
    #expect(connection.busyStatements == 0)
  }

  @Test func `A nested part takes back only itself`() throws {
    try connection.writing {
      try add(1)
      #expect(throws: Stop.self) {
        try connection.nested {
          try add(2)
          throw Stop()
        }
      }
      try connection.nested { try add(3) }
      #expect(throws: SQLiteError.self) {
        try connection.nested {
          try add(4)
          try add(1)
        }
      }
      try add(5)
    }
    #expect(try numbers == [1, 3, 5])
  }

  @Test func `Nested parts stand inside one another`() throws {
    try connection.writing {
      try connection.nested {
        try add(1)
        #expect(throws: Stop.self) {
          try connection.nested {
            try add(2)
            throw Stop()
          }
        }
        try add(3)
      }
      try? connection.nested {
        try connection.nested { try add(4) }
        throw Stop()
      }
    }
    #expect(try numbers == [1, 3])
  }

  @Test func `What the whole throws takes back the nested parts too`() throws {
    #expect(throws: Stop.self) {
      try connection.writing {
        try connection.nested { try add(1) }
        throw Stop()
      }
    }
    #expect(try numbers == [])
  }

  @Test func `Reading sees one state, whatever others commit meanwhile`() throws {
    let reader = try Connection(path: folder.file("plain.sqlite"), access: .read)
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM t") == 0)
      try connection.writing { try add(1) }
      #expect(try reader.integer("SELECT count(*) FROM t") == 0)
    }
    #expect(try reader.integer("SELECT count(*) FROM t") == 1)
    #expect(throws: Stop.self) { try reader.reading { throw Stop() } }
    #expect(try reader.reading { try reader.integer("SELECT count(*) FROM t") } == 1)
    #expect(reader.busyStatements == 0)
  }

  @Test func `A rollback ends what a query still reads`() throws {
    try connection.writing {
      try add(1)
      try add(2)
    }
    let select = try connection.statement("SELECT x FROM t")
    #expect(throws: Stop.self) {
      try connection.writing {
        try add(3)
        _ = try select.step()
        throw Stop()
      }
    }
    select.reset()
    #expect(try numbers == [1, 2])
  }
}
