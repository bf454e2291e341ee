import Licensing
import Testing

@testable import SQLiteStore

/// What files say beside the registry, compared with it and taken over.
@Suite struct StagingTests {
  private let folder: TemporaryFolder
  private let connection: Connection
  private let staging: Staging

  init() throws {
    folder = try TemporaryFolder()
    connection = try RegistryFile(path: folder.file("registry.sqlite")).openOrCreate()
    try connection.take(Samples.catalogue)
    staging = try Staging(connection)
  }

  private func at(_ line: Int, file: Int = 0) -> Staging.Position {
    Staging.Position(file: file, line: line, column: 3)
  }

  private func counts(_ kind: RecordKind) throws -> [Int] {
    let counts = try staging.counts(kind)
    return [counts.added, counts.changed, counts.unchanged]
  }

  @Test func `A record is taken once; the second answers where the first stands`() throws {
    let first = Samples.customer("C-1", name: "First")
    #expect(try staging.add(first, at: at(7)) == nil)
    let double = try #require(try staging.add(Samples.customer("c-1", name: "Second"), at: at(9)))
    #expect(double.position == at(7))
    #expect(double.record == first)
    #expect(try staging.staged(.customer, key: first.key)?.record == first)
    #expect(try staging.staged(.customer, key: [.text("c-2")])?.record == nil)
    #expect(connection.busyStatements == 0)
  }

  @Test func `A record as it will be is the files', else the registry's`() throws {
    let key = Samples.release("2025", 0).key
    #expect(try staging.isPlanned(.release, key: key))
    _ = try staging.add(Samples.release("2025", 5), at: at(1))
    #expect(try staging.isPlanned(.release, key: key))
    #expect(try staging.staged(.release, key: key)?.record == Samples.release("2025", 5))
    #expect(try staging.stored(.release, key: key) == Samples.release("2025", 1))
    #expect(try !staging.isPlanned(.release, key: [.text("design"), .text("1999")]))
    let all = try staging.planned(.release).sorted { $0.record.label < $1.record.label }
    #expect(all.map(\.record) == [Samples.release("2025", 5), Samples.release("2026", 2)])
    #expect(all.map(\.position) == [at(1), nil])
  }

  @Test func `A replaced record stands where it is put`() throws {
    _ = try staging.add(Samples.release("2025", 5), at: at(1))
    try staging.replace(Samples.release("2025", 6), at: at(1))
    try staging.replace(Samples.release("2026", 7), at: at(2))
    #expect(try staging.staged(.release, key: Samples.release("2025", 0).key)?.record["sequence"] == .integer(6))
    #expect(try counts(.release) == [0, 2, 0])
  }

  @Test func `What is just so in the registry is counted without a look at it again`() throws {
    let (same, other) = (Samples.release("2025", 1), Samples.release("2026", 2))
    _ = try staging.add(same, at: at(1), over: try staging.stored(.release, key: same.key))
    #expect(staging.unchangedCount(.release) == 1)
    #expect(try counts(.release) == [0, 0, 1])
    // One that was not looked up may be the same all the same.
    _ = try staging.add(other, at: at(2))
    #expect(staging.unchangedCount(.release) == nil)
    #expect(try counts(.release) == [0, 0, 2])
  }

  @Test(arguments: [true, false])
  func `What was counted no longer holds once a staged record is another, or gone`(isReplaced: Bool) throws {
    let same = Samples.release("2025", 1)
    _ = try staging.add(same, at: at(1), over: try staging.stored(.release, key: same.key))
    if isReplaced {
      try staging.replace(Samples.release("2025", 6), at: at(1))
      #expect(try counts(.release) == [0, 1, 0])
    } else {
      try staging.unstage(same)
      #expect(try counts(.release) == [0, 0, 0])
    }
  }

  @Test func `Added, changed and unchanged are counted, and the changes told`() throws {
    _ = try staging.add(Samples.release("2025", 1), at: at(1))
    _ = try staging.add(Samples.release("2026", 2, aliases: #"["26"]"#), at: at(2))
    _ = try staging.add(Samples.release("2027", 3), at: at(3))
    #expect(try counts(.release) == [1, 1, 1])
    #expect(try counts(.product) == [0, 0, 0])
    var changes: [Staging.Change] = []
    try staging.forEachChange(.release) { change in
      changes.append(change)
      return true
    }
    #expect(changes.map(\.label) == ["design 2026", "design 2027"])
    #expect(changes.map(\.changedFields) == [["aliases"], []])
    #expect(changes.map { $0.old == nil } == [false, true])
    var first = 0
    try staging.forEachChange(.release) { _ in
      first += 1
      return false
    }
    #expect(first == 1)
    #expect(connection.busyStatements == 0)
  }

  @Test func `A value that comes or goes is a change`() throws {
    var record = Samples.release("2025", 1)
    record.values[3] = .text("2024-05-20")
    _ = try staging.add(record, at: at(1))
    #expect(try counts(.release) == [0, 1, 0])
    try staging.applyAll()
    let staging = try Staging(connection)
    _ = try staging.add(Samples.release("2025", 1), at: at(1))
    #expect(try staging.counts(.release).changed == 1)
  }

  @Test func `Kinds without data are added once`() throws {
    let domain = Record(.publicMailDomain, [.text("mail.example")])
    _ = try staging.add(domain, at: at(1))
    #expect(try counts(.publicMailDomain) == [1, 0, 0])
    try staging.applyAll()
    #expect(try counts(.publicMailDomain) == [0, 0, 1])
    try staging.applyAll()
    #expect(try connection.count(.publicMailDomain) == 1)
  }

  @Test func `Applying takes over everything, and again changes nothing`() throws {
    let records = [
      Samples.customer("C-1", domains: #"["a.example"]"#), Samples.contact("a@a.example", of: "C-1"),
      Samples.contract("GA-1", of: "C-1"), Samples.entitlement("GA-1", "latest"),
      Samples.licence("AB-1", under: "GA-1"),
    ]
    try connection.take(records)
    for record in records { #expect(try connection.records(record.kind) == [record]) }
    let revision = try FactQueries(connection).revisions().catalogue
    try connection.take(records + Samples.catalogue)
    for record in records { #expect(try connection.records(record.kind) == [record]) }
    #expect(try FactQueries(connection).revisions().catalogue == revision)
  }

  @Test func `Applying something that names a missing record changes nothing`() throws {
    _ = try staging.add(Samples.customer("C-1"), at: at(1))
    _ = try staging.add(Samples.licence("AB-1", under: "GA-404"), at: at(2))
    #expect(throws: SQLiteError.self) { try staging.applyAll() }
    #expect(try connection.count(.customer) == 0)
    #expect(connection.busyStatements == 0)
  }

  @Test func `Staging does not lock the registry`() throws {
    let other = try RegistryFile(path: folder.file("registry.sqlite")).connect(.write)
    try staging.gather {
      _ = try staging.add(Samples.customer("C-1"), at: at(1))
      try other.writing { try other.execute("INSERT INTO vendors VALUES ('v', 'V', '{}')") }
    }
    try staging.applyAll()
    #expect(try other.count(.customer) == 1)
  }
}
