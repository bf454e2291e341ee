import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// The catalogue follows the file: whoever changes it, the next decision sees it.
@Suite struct CatalogueCacheTests {
  private let bench: Bench
  private let now = UTCInstant(seconds: 1_772_200_000)

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private let newer = """
    { products: [{ id: "d", vendor: "v", name: "Design", aliases: ["Ds"],
      releases: [{ name: "2027", released: "2026-01-20" }, { name: "2026", released: "2025-05-20" }, { name: "2025" }] }] }
    """

  private let question = Question(contract: "GA-1", product: "Design", version: "2026")

  @Test func `A new release is seen by the next decision, from every reader and registry`() throws {
    let other = try Registry(path: bench.registry.file.path)
    let reader = try bench.registry.makeReader()
    let readers: [() throws -> Decision] = [
      { try bench.registry.eligibility(of: question, now: now) }, { try other.eligibility(of: question, now: now) },
      { try reader.eligibility(of: question, now: now) },
      { try other.makeReader().eligibility(of: question, now: now) },
    ]
    for decide in readers {
      let decision = try decide()
      #expect(decision.version?.position == "N")
      #expect(decision.version?.current == "2026")
    }
    try bench.take(json5: newer)
    for decide in readers {
      let decision = try decide()
      #expect(decision.version?.position == "N-1")
      #expect(decision.version?.current == "2027")
      #expect(decision.upgrade.to == "2027")
    }
  }

  @Test func `What another tool changes is seen too`() throws {
    #expect(try bench.registry.makeReader().catalogue().product(id: "d")?.product.name == "Design")
    try bench.registry.file.connect(.write).execute("UPDATE products SET name = 'Other' WHERE id = 'd'")
    #expect(try bench.registry.makeReader().catalogue().product(id: "d")?.product.name == "Other")
  }

  @Test func `Customers and contracts are no part of the catalogue, and are always as they are now`() throws {
    let reader = try bench.registry.makeReader()
    let before = try reader.catalogue()
    try bench.take(csv: "number;customer;programme;starts;ends\r\nGA-1;C-1;p;2025-01-01;2025-01-31\r\n")
    #expect(try reader.catalogue() === before)
    #expect(try reader.eligibility(of: question, now: now).result(of: .contract)?.code == .contractExpired)
  }

  @Test func `One revision is read once for all readers`() throws {
    let first = try bench.registry.makeReader().catalogue()
    #expect(try bench.registry.makeReader().catalogue() === first)
    try bench.take(json5: newer)
    #expect(try bench.registry.makeReader().catalogue() !== first)
  }

  @Test func `A record that can't be read is an error that names it`() throws {
    try bench.registry.file.connect(.write).execute("UPDATE vendors SET escalation = '{' WHERE id = 'v'")
    let error = #expect(throws: (any Error).self) { try bench.registry.eligibility(of: question, now: now) }
    #expect(error.map { "\($0)" } == "the registry's vendor v can't be read")
  }

  @Test func `An empty registry answers that nobody is found`() throws {
    let empty = try Bench()
    let decision = try empty.registry.eligibility(of: question, now: now)
    #expect(decision.outcome == .undetermined)
    #expect(decision.result(of: .contract)?.code == .contractNotFound)
    #expect(decision.result(of: .customer)?.code == .customerNotFound)
  }
}
