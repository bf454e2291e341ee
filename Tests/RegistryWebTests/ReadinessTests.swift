import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// `/readyz` where writing fails.
@Suite("Readiness")
struct ReadinessTests {
  @Test("what can't be written is not ready, until it can be")
  func unwritable() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      #expect(try await client.get("/readyz").status == 200)
      // What room the file has of its own is given back first.
      try test.registry.file.connect(.write).execute("VACUUM")
      try test.registry.writer.write { try $0.execute("PRAGMA max_page_count = 1") }
      // A failure of one write alone is none of the registry's.
      #expect(throws: (any Error).self) { try test.registry.writer.write { try $0.execute("nonsense") } }
      #expect(try await client.get("/readyz").status == 200)
      let large = """
        INSERT INTO publicMailDomains SELECT hex(randomblob(400)) FROM contracts, licences, json_each('[1,2,3,4,5,6,7,8,9]')
        """
      #expect(throws: (any Error).self) { try test.registry.writer.write { try $0.execute(large) } }
      let refused = try await client.get("/readyz")
      #expect(refused.status == 503 && refused.fields["retry-after"] != nil)
      #expect(try refused.json()["code"] as? String == "registry.full")
      #expect(try await client.get("/v1/customers").status == 200)
      test.registry.writer.write({ try $0.execute("PRAGMA max_page_count = 1000000") }, finished: { _ in })
      var status = 503
      for _ in 0..<1000 where status != 200 { status = try await client.get("/readyz").status }
      #expect(status == 200)
    }
  }
}
