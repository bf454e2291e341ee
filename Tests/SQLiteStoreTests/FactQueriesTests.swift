import Licensing
import Testing

@testable import SQLiteStore

/// Finding the records that a question names.
@Suite struct FactQueriesTests {
  private let folder: TemporaryFolder
  private let connection: Connection
  private let queries: FactQueries

  init() throws {
    folder = try TemporaryFolder()
    connection = try RegistryFile(path: folder.file("registry.sqlite")).openOrCreate()
    try connection.take(
      Samples.catalogue + [
        Samples.customer("C-1", name: "One", domains: #"["one.example","shared.example","mail.example"]"#),
        Samples.customer("C-2", name: "Two", domains: #"["two.example","shared.example"]"#),
        Samples.customer("C-3", name: "Three"),
        Samples.contact("Anna@One.example", of: "C-1"), Samples.contact("both@free.example", of: "C-2"),
        Samples.contact("both@free.example", of: "C-1"), Samples.contact("guest@one.example", of: "C-2"),
        Samples.contract("GA-1", of: "C-1"), Samples.contract("GA-2", of: "C-1", ends: "2025-12-31"),
        Samples.contract("Été-3", of: "C-2"),
        Samples.entitlement("GA-1", "latest"), Samples.entitlement("GA-1", "2025|2026", line: 2),
        Samples.licence("0421-7F3K-99QX", under: "ga-1"), Samples.licence("00000042", under: "Été-3"),
      ])
    queries = try FactQueries(connection)
  }

  private func facts(_ question: Question, publicDomains: Set<String> = []) throws -> Facts {
    let facts = try queries.reading { try queries.facts(for: question, publicMailDomains: publicDomains) }
    #expect(connection.busyStatements == 0)
    return facts
  }

  @Test(arguments: [
    "0421-7F3K-99QX", "04217f3k99qx", " 0421 7F3K 99QX \r\n", "0421-7F3K\n-99QX", "0421\u{A0}7F3K\u{202F}99QX",
    "0421–7F3K—99QX", "0421\u{200B}7F3K\u{AD}99QX", "０４２１-７Ｆ３Ｋ-９９ＱＸ", "\u{FEFF}0421\t7f3k\t99qx",
  ])
  func `A code is found however it is pasted`(_ code: String) throws {
    let found = try facts(Question(licence: code)).identifiers
    #expect(found.licence?.code == "0421-7F3K-99QX")
    #expect(found.licence?.issued == CalendarDay("2025-03-04"))
    #expect(found.licenceContract?.number == "GA-1")
  }

  @Test(arguments: ["42", "O421-7F3K-99QX", "0421-7F3K-99Q", "-", "0421-7F3K-99QX-A"])
  func `Another code is not found`(_ code: String) throws {
    #expect(try facts(Question(licence: code)).identifiers.licence == nil)
  }

  @Test func `Leading zeros count`() throws {
    #expect(try facts(Question(licence: "0000-0042")).identifiers.licence?.contract == "été-3")
    #expect(try facts(Question(licence: "0000042")).identifiers.licence == nil)
  }

  @Test(arguments: ["GA-1", "ga-1", " Ga-1\t", "\u{A0}GA-1\n"])
  func `A contract is found whatever its case and outer spaces`(_ number: String) throws {
    let found = try facts(Question(contract: number))
    #expect(found.identifiers.contract?.number == "GA-1")
    #expect(found.identifiers.contract?.customer == Customer(id: "C-1", name: "One"))
    #expect(found.contracts.map(\.number) == ["GA-1"])
    #expect(
      found.contracts.first?.entitlements == [
        Entitlement(product: "design", releases: .latest, seats: 2),
        Entitlement(product: "design", releases: .listed(["2025", "2026"]), seats: 2),
      ])
  }

  @Test(arguments: ["ÉTÉ-3", "été-3", "e\u{301}te\u{301}-3"])
  func `Accents count, however they are written`(_ number: String) throws {
    #expect(try facts(Question(contract: number)).identifiers.contract?.number == "Été-3")
    #expect(try facts(Question(contract: "ete-3")).identifiers.contract == nil)
  }

  @Test func `A customer is found by its id, with all its contracts`() throws {
    let found = try facts(Question(customer: " c-1 "))
    #expect(found.identifiers.customer == Customer(id: "C-1", name: "One"))
    #expect(Set(found.contracts.map(\.number)) == ["GA-1", "GA-2"])
    #expect(found.contracts.first { $0.number == "GA-2" }?.entitlements == [])
    #expect(try facts(Question(customer: "C-404")).identifiers.customer == nil)
    #expect(try facts(Question(customer: "C-3")).contracts == [])
  }

  @Test(arguments: [
    ("anna@one.example", ["C-1"]), (" ANNA@ONE.EXAMPLE ", ["C-1"]),
    // The domain of one customer, but a contact of another: the contact goes first.
    ("guest@one.example", ["C-2"]),
    // One contact in two customers.
    ("both@free.example", ["C-1", "C-2"]),
    // A domain of one or of two customers.
    ("stranger@one.example", ["C-1"]), ("stranger@Shared.Example", ["C-1", "C-2"]),
    // Exactly the domain.
    ("a@sub.one.example", []), ("a@one.example.org", []), ("a@nexample", []), ("one.example", []), ("a@", []),
    // Public, though a customer claims it.
    ("stranger@mail.example", []),
  ])
  func `An address names the customers of the contact, else those of its domain`(
    _ email: String, _ customers: [String]
  ) throws {
    let found = try facts(Question(email: email), publicDomains: ["mail.example", "free.example"])
    #expect(found.identifiers.emailCustomers.map(\.id) == customers)
  }

  @Test func `Several customers have no contracts to judge`() throws {
    #expect(try facts(Question(email: "both@free.example")).contracts == [])
    #expect(
      try Set(facts(Question(customer: "C-1", email: "both@free.example")).contracts.map(\.number)) == ["GA-1", "GA-2"])
  }

  @Test func `The contract named goes before the licence's, and that before the customer's others`() throws {
    let licence = Question(licence: "0421-7F3K-99QX", customer: "C-1")
    #expect(try facts(licence).contracts.map(\.number) == ["GA-1"])
    let named = Question(licence: "0421-7F3K-99QX", contract: "GA-2")
    #expect(try facts(named).contracts.map(\.number) == ["GA-2"])
    #expect(try facts(Question(contract: "GA-404", customer: "C-1")).contracts == [])
  }

  @Test func `A record that can't be read is an error, and the next question is answered`() throws {
    try connection.execute("UPDATE contracts SET starts = 'soon' WHERE key = 'ga-1'")
    for question in [Question(customer: "C-1"), Question(contract: "GA-1"), Question(licence: "0421-7F3K-99QX")] {
      let error = #expect(throws: StoreError.self) { try facts(question) }
      #expect(error == .corrupt(reason: "contract GA-1 has an unreadable day or status"))
      #expect(connection.busyStatements == 0)
      #expect(try facts(Question(customer: "C-2")).contracts.map(\.number) == ["Été-3"])
    }
  }

  @Test func `What a question says is never SQL`() throws {
    for text in ["' OR 1=1 --", "%", "_", "C-1\0", "*"] {
      let question = Question(licence: text, contract: text, customer: text, email: text)
      let found = try facts(question).identifiers
      #expect(found.licence == nil && found.contract == nil && found.customer == nil && found.emailCustomers.isEmpty)
    }
  }
}
