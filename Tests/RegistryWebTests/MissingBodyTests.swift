import Testing

/// Requests that need a body and come without one.
@Suite("Missing bodies")
struct MissingBodyTests {
  @Test("a POST without a body and without a length is told that it needs one")
  func lengthRequired() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let fields = ["content-type": "application/json"]
      let reply = try await client.send(
        Transport.Request(method: "POST", target: "/v1/eligibility", fields: fields))
      #expect(reply.status == 411)
      #expect(try reply.json()["code"] as? String == "request.body_missing")
    }
  }
}
