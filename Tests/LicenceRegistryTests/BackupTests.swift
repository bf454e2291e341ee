import Foundation
import LicenceRegistry
import Licensing
import Synchronization
import Testing

@testable import SQLiteStore

/// Backups of a registry in use, and putting them back.
@Suite struct BackupTests {
  private static let now = UTCInstant(seconds: 1_772_190_000)

  @Test func `A backup under writing load is of one moment, and sound`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let registry = bench.registry
    let isOver = Mutex(false)
    let (started, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      var count = 0
      while !isOver.withLock({ $0 }) {
        count += 1
        let text = "id;name\r\nC-1;Martin \(count)\r\nN-\(count);Neuf \(count)\r\n"
        _ = try? CatalogueImport([Bench.file(("c.csv", text))], into: registry).apply(at: Self.now, actor: "test")
        if count == 1 { started.signal() }
      }
      ended.signal()
    }
    started.wait()
    var copies: [String] = []
    for number in 0..<3 {
      copies.append(bench.folder.file("backup-\(number).sqlite"))
      let report = try registry.backUp(to: copies[number])
      #expect(report.broken == nil)
    }
    isOver.withLock { $0 = true }
    ended.wait()
    for copy in copies {
      let restored = try Registry(path: copy)
      let report = try restored.verify()
      #expect(report.isSound, "\(report)")
      // The name of C-1 and the customers that were added belong to one moment.
      let connection = try restored.file.connect(.read)
      let added = try connection.count(.customer) - 1
      #expect(try connection.texts("SELECT name FROM customers WHERE key = 'c-1'") == ["Martin \(added)"])
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
    #expect(!left.contains { $0.hasSuffix(".part") })
  }

  @Test func `A backup replaces nothing unless told to, and is its owner's alone`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let path = bench.folder.file("b.sqlite")
    try bench.registry.backUp(to: path)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let bytes = try Data(contentsOf: URL(filePath: path))
    try bench.take(csv: "id;name\r\nC-2;Durand\r\n")
    #expect(throws: BackupError.exists(path: path)) { try bench.registry.backUp(to: path) }
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    try bench.registry.backUp(to: path, replacing: true)
    #expect(try Registry(path: path).file.connect(.read).count(.customer) == 2)
  }

  @Test func `A restored registry is as it was, keeps what was there, and lets no revoked token in`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let (token, secret) = try bench.registry.createToken(
      name: "t", role: .reader, expires: nil, actor: "test", now: Self.now)
    let before = try bench.dump()
    let path = bench.folder.file("b.sqlite")
    try bench.registry.backUp(to: path)
    try bench.take(csv: "id;name\r\nC-1;Umbenannt\r\nC-2;Durand\r\n")
    _ = try bench.registry.revokeToken(id: token.id, actor: "test", now: Self.now)
    // Somebody who reads all the while goes on with what was restored.
    let reader = try bench.registry.makeReader()
    #expect(try reader.record(.customer, id: "C-2") != nil)
    let kept = try #require(
      try Registry.restore(path, to: bench.registry.file.path, actor: "cli:test", now: Self.now).kept)
    #expect(try reader.record(.customer, id: "C-2") == nil)
    #expect(throws: AccessDenial.self) { try reader.access(secret.text[...], to: nil, now: Self.now) }
    let unchanged = { (row: String) in !row.hasPrefix("tokens:") && !row.hasPrefix("registry_state:") }
    #expect(try bench.dump().filter(unchanged) == before.filter(unchanged))
    let report = try bench.registry.verify()
    #expect(report.isSound && report.seals.count == 1, "\(report.seals)")
    #expect(try reader.events().suffix(2).map(\.action) == ["registry.restored", "token.revoked"])
    #expect(try Registry(path: kept).makeReader().record(.customer, id: "C-2") != nil)
  }

  @Test func `Whoever reads the events in order misses none after a restoration, and learns what was taken back`()
    throws
  {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let path = bench.folder.file("b.sqlite")
    let backup = try bench.registry.backUp(to: path)
    for number in 0..<3 { try bench.take(csv: "id;name\r\nN-\(number);Neuf\r\n") }
    let reader = try bench.registry.makeReader()
    let last = try reader.lastEventNumber()
    #expect(backup.last == 1 && last == 4)
    let kept = try #require(
      try Registry.restore(path, to: bench.registry.file.path, actor: "cli:test", now: Self.now).kept)
    let next = try reader.events(after: last)
    #expect(next.map(\.sequence) == [5] && next.first?.details == #"{"gap":{"from":2,"to":4}}"#)
    #expect(try reader.events(after: 1).map(\.sequence) == [5])
    // What was there is put back again: nothing that was given is given twice.
    try bench.take(csv: "id;name\r\nN-9;Neuf\r\n")
    _ = try Registry.restore(
      kept, to: bench.registry.file.path, actor: "cli:test", now: UTCInstant(seconds: Self.now.seconds + 1))
    #expect(try reader.events().map(\.sequence) == [1, 2, 3, 4, 7])
    let report = try bench.registry.verify()
    #expect(report.isSound && report.chain.count == 5 && report.chain.last == 7, "\(report.chain)")
    let head = (report.chain.last, report.chain.head)
    try bench.take(csv: "id;name\r\nN-9;Neuf\r\n")
    #expect(try bench.registry.verify(head: head).isSound)
  }

  @Test(arguments: [
    "DELETE FROM events WHERE sequence = 5", "UPDATE events SET sequence = 4 WHERE sequence = 5",
    "UPDATE events SET details = json_set(details, '$.gap.to', 9), sequence = 10 WHERE sequence = 5",
    "DELETE FROM events WHERE sequence = 1",
  ])
  func `No gap is taken but the one that was told`(sql: String) throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let path = bench.folder.file("b.sqlite")
    try bench.registry.backUp(to: path)
    for number in 0..<3 { try bench.take(csv: "id;name\r\nN-\(number);Neuf\r\n") }
    _ = try Registry.restore(path, to: bench.registry.file.path, actor: "cli:test", now: Self.now)
    try bench.take(csv: "id;name\r\nN-9;Neuf\r\n")
    #expect(try bench.registry.verify().isSound)
    try bench.registry.file.connect(.write).execute(sql)
    #expect(try bench.registry.verify().chain.broken != nil)
  }

  @Test func `A registry is no backup of itself, by whatever name`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let path = bench.registry.file.path
    let link = bench.folder.file("link.sqlite")
    try FileManager.default.linkItem(atPath: path, toPath: link)
    for name in [path, link] {
      #expect(throws: BackupError.itself(path: name)) { try bench.registry.backUp(to: name, replacing: true) }
      #expect(throws: BackupError.itself(path: name)) {
        try Registry.restore(name, to: path, actor: "cli:test", now: Self.now)
      }
    }
    #expect(try bench.registry.verify().isSound)
  }

  @Test func `What is recorded during a restoration is in the one file or the other`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let path = bench.folder.file("b.sqlite")
    try bench.registry.backUp(to: path)
    let recorded = Mutex<[String]>([])
    let isOver = Atomic(false)
    let registry = bench.registry
    let hasEnded = DispatchSemaphore(value: 0)
    let writing = Thread {
      while !isOver.load(ordering: .relaxed) {
        let question = Question(contract: "GA-1")
        let decision = try? registry.recordedEligibility(of: question, now: Self.now)
        if let id = decision?.id { recorded.withLock { $0.append(id) } }
      }
      hasEnded.signal()
    }
    writing.start()
    var files = [registry.file.path]
    for number in 1...8 {
      let now = UTCInstant(milliseconds: Self.now.milliseconds + Int64(number) * 1000)
      files.append(try #require(try Registry.restore(path, to: registry.file.path, actor: "cli:test", now: now).kept))
    }
    isOver.store(true, ordering: .relaxed)
    hasEnded.wait()
    let readers = try files.map { try Registry(path: $0).makeReader() }
    let lost = try recorded.withLock { $0 }.filter { id in
      try !readers.contains { try $0.decision(id: id) != nil }
    }
    #expect(lost.isEmpty && recorded.withLock { $0.count } > 0)
  }

  @Test(arguments: [
    "UPDATE customers SET country = 'XX' WHERE key = 'c-1'", "UPDATE imports SET digest = replace(digest, '0', '1')",
    "DELETE FROM tokens", "INSERT INTO customer_domain VALUES ('evil.example', 'c-1')",
    "INSERT INTO publicMailDomains VALUES ('evil.example')",
  ])
  func `What verify finds is not restored unless that is asked for`(sql: String) throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    try bench.take(csv: "id;name\r\nC-1;Martin\r\n")
    _ = try bench.registry.createToken(name: "t", role: .reader, expires: nil, actor: "test", now: Self.now)
    let (path, target) = (bench.folder.file("b.sqlite"), bench.folder.file("new.sqlite"))
    try bench.registry.backUp(to: path)
    try RegistryFile(path: path).connect(.write).execute(sql)
    #expect(throws: BackupError.changed(path: path, findings: 1)) {
      try Registry.restore(path, to: target, actor: "cli:test", now: Self.now)
    }
    #expect(!FileManager.default.fileExists(atPath: target))
    _ = try Registry.restore(path, to: target, evenIfChanged: true, actor: "cli:test", now: Self.now)
    #expect(try !Registry(path: target).verify().isSound)
  }

  @Test func `Into an empty place`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    let (path, target) = (bench.folder.file("b.sqlite"), bench.folder.file("new.sqlite"))
    try bench.registry.backUp(to: path)
    #expect(try Registry.restore(path, to: target, actor: "cli:test", now: Self.now).kept == nil)
    #expect(try Registry(path: target).verify().isSound)
    // How many events came after the backup is not known: their numbers are not given again.
    #expect(try Registry(path: target).makeReader().events(after: 5000).map(\.sequence) == [1_000_002])
    #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
  }

  @Test func `What is damaged, broken or no registry is not restored, and what is there stays`() throws {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    try bench.take(csv: "id;name\r\nC-2;Durand\r\n")
    let before = try bench.dump()
    let path = bench.folder.file("b.sqlite")
    func refused(_ change: (String) throws -> Void) throws {
      try bench.registry.backUp(to: path, replacing: true)
      try change(path)
      #expect(throws: (any Error).self) {
        try Registry.restore(path, to: bench.registry.file.path, actor: "cli:test", now: Self.now)
      }
      #expect(try bench.dump() == before)
    }
    try refused { try Data("no registry".utf8).write(to: URL(filePath: $0)) }
    try refused { path in
      var bytes = try Data(contentsOf: URL(filePath: path))
      let root = try RegistryFile(path: path).connect(.read).texts(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'licences'")
      let start = (try #require(Int(root[0])) - 1) * 4096
      bytes.replaceSubrange(start..<start + 4096, with: Data(repeating: 0xA5, count: 4096))
      try bytes.write(to: URL(filePath: path))
    }
    try refused { path in
      let bytes = try Data(contentsOf: URL(filePath: path))
      try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
    }
    try refused { path in
      try RegistryFile(path: path).connect(.write).execute("UPDATE events SET actor = 'someone' WHERE sequence = 1")
    }
    try refused { path in
      try RegistryFile(path: path).connect(.write).execute("DELETE FROM events WHERE sequence = 1")
    }
    #expect(throws: StoreError.self) {
      try Registry.restore("\(path).none", to: bench.registry.file.path, actor: "cli:test", now: Self.now)
    }
  }
}
