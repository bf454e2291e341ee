import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Licence codes sent again, over HTTP.
@Suite("Resends")
struct ResendAPITests {
  private let test: TestRegistry
  private static let body = #"{"licence":"0421 7f3k 99qx a1b2","requestedBy":"A@ete.example","ticket":"T-1"}"#

  /// The test's registry with limits that do not stand in the way; its contact was added just now.
  init() throws {
    test = try TestRegistry()
    let programme = """
      { programmes: [{ id: "advantage", name: "Advantage", resend: { perLicence: 5000, perCustomer: 5000, perAgent: 5000 },
        desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }] }
      """
    let file = CatalogueFile(name: "p.json5", format: .json5, bytes: Array(programme.utf8))
    try CatalogueImport([file], into: test.registry).apply(at: TestRegistry.now, actor: "test")
  }

  private func review() throws -> ResendRecord {
    try test.registry.requestResend(
      ResendRequest(licence: "0421-7F3K-99QX-A1B2", requestedBy: "a@ete.example"), actor: "token:x/tok_x",
      now: TestRegistry.now)
  }

  /// A resend in a state.
  private func resend(in state: ResendState) throws -> String {
    let (registry, now) = (test.registry, TestRegistry.now)
    let id = try review().id
    func act(_ action: ResendAction) throws { _ = try registry.act(action, onResend: id, actor: "cli:boss", now: now) }
    func send(_ words: String...) throws { _ = try MessageSender(registry, .command(words)).sendDue { now } }
    switch state {
    case .review: break
    case .approved: try act(.approve)
    case .rejected: try act(.reject)
    case .cancelled: try act(.cancel)
    case .sent:
      try act(.approve)
      try send("/bin/true")
    case .failed:
      try act(.approve)
      try send("/bin/sh", "-c", "exit 67")
    }
    #expect(try registry.makeReader().resend(id: id)?.state == state)
    return id
  }

  @Test("every state, every action, every role", arguments: ResendState.allCases)
  func table(state: ResendState) async throws {
    let actions: [ResendAction] = [.approve, .reject, .cancel, .retry]
    for role in Role.allCases {
      try await Transport.inProcess.run(test.registry, as: role) { client in
        for action in actions {
          let id = try resend(in: state)
          let reply = try await client.post("/v1/resends/\(id)/\(action.rawValue)", #"{"note":"seen"}"#)
          let right: Right = action == .approve || action == .reject ? .approveResends : .handleResends
          let after = try #require(try test.registry.makeReader().resend(id: id))
          if !role.allows(right) {
            #expect(reply.status == 403 && after.state == state)
          } else if let next = state.after(action) {
            #expect(reply.status == 200 && after.state == next, "\(state) \(action) \(role): \(reply.status)")
            #expect(try reply.json()["note"] as? String == "seen")
          } else {
            #expect(reply.status == 409 && after.state == state)
            #expect(try reply.json()["code"] as? String == "resend.wrong_state")
          }
        }
      }
    }
  }

  @Test("asked, reviewed by someone else, listed and read", arguments: Transport.allCases)
  func lifecycle(transport: Transport) async throws {
    var id = ""
    try await transport.run(test.registry, as: .approver) { client in
      let reply = try await client.post("/v1/resends", Self.body)
      #expect(reply.status == 201)
      let json = try reply.json()
      id = try #require(json["id"] as? String)
      #expect(reply.fields["location"] == "/v1/resends/\(id)")
      #expect(json["state"] as? String == "review")
      #expect(json["code"] as? String == "resend.contact_recently_changed")
      #expect(json["sendTo"] as? String == "a@ete.example")
      #expect(!String(decoding: reply.body, as: UTF8.self).contains("0421"))
      let own = try await client.post("/v1/resends/\(id)/approve", "{}")
      #expect(own.status == 403)
      #expect(try own.json()["code"] as? String == "resend.own_request")
      let list = try await client.get("/v1/resends?state=review").json()
      #expect((list["items"] as? [[String: Any]])?.map { $0["id"] as? String } == [id])
      let one = try await client.get("/v1/resends/\(id)")
      #expect(one.body == reply.body)
      #expect(try await client.get("/v1/resends/\(id)", ["if-none-match": one.fields["etag"] ?? ""]).status == 304)
      #expect(try await client.get("/v1/resends/rsd_none").json()["code"] as? String == "resend.not_found")
    }
    let boss = try test.registry.createToken(
      name: "boss", role: .approver, expires: nil, actor: "test", now: TestRegistry.now)
    try await transport.run(test.registry) { client in
      let approved = try await client.post(
        "/v1/resends/\(id)/approve", "{}", type: "application/json",
        ["authorization": "Bearer \(boss.secret.text)"])
      #expect(approved.status == 200)
      #expect((try approved.json()["message"] as? [String: Any])?["state"] as? String == "queued")
    }
  }

  @Test(
    "every fault of a request is named",
    arguments: [
      (#"{}"#, ["/requestedBy", "/licence"]),
      (#"{"licence":"x","contract":"y","requestedBy":"a@b.c"}"#, ["/contract"]),
      (
        #"{"contract":"y","requestedBy":"nobody","reason":"fun","locale":"de"}"#,
        ["/requestedBy", "/reason", "/locale", "/licence"]
      ),
      (#"{"licence":"x","requestedBy":"a@b.c","sendTo":"me@evil.example"}"#, ["/sendTo"]),
      (#"{"licence":"x","requestedBy":"a@b.c\r\nBcc: me@evil.example"}"#, ["/requestedBy"]),
      (#"{"licence":"x","requestedBy":"a@b.c\nBcc: me@evil.example"}"#, ["/requestedBy"]),
      (#"{"licence":"x","requestedBy":"a@b.c\nBcc: me"}"#, ["/requestedBy"]),
      (#"{"licence":"x","requestedBy":"a@b.c,me@evil.example"}"#, ["/requestedBy"]),
      (#"{"licence":"x","requestedBy":"=?utf-8?q?a?= <a@b.c>"}"#, ["/requestedBy"]),
      (#"{"licence":"x","requestedBy":"a@b.c","ticket":"T\u0000"}"#, ["/ticket"]),
      (#"{"licence":7,"requestedBy":["a@b.c"]}"#, ["/licence", "/requestedBy"]),
    ])
  func faults(body: String, pointers: [String]) async throws {
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.post("/v1/resends", body)
      #expect(reply.status == 400)
      let errors = try #require(try reply.json()["errors"] as? [[String: Any]])
      #expect(errors.compactMap { $0["pointer"] as? String }.sorted() == pointers.sorted(), "\(errors)")
      #expect(try test.registry.makeReader().resends().isEmpty)
    }
  }

  @Test("the same key asks once, and the fourth request for a licence is 429 whether it exists or not")
  func limits() async throws {
    let plain = try TestRegistry()
    for code in ["0421-7F3K-99QX-A1B2", "NO-SUCH-CODE"] {
      try await Transport.inProcess.run(plain.registry) { client in
        let body = #"{"licence":"\#(code)","requestedBy":"a@ete.example"}"#
        let first = try await client.post("/v1/resends", body, type: "application/json", ["idempotency-key": code])
        #expect(
          try await client.post("/v1/resends", body, type: "application/json", ["idempotency-key": code]).body
            == first.body)
        #expect(try await client.post("/v1/resends", body).status == 201)
        #expect(try await client.post("/v1/resends", body).status == 201)
        let limited = try await client.post("/v1/resends", body)
        #expect(limited.status == 429 && limited.fields["retry-after"] != nil)
        #expect(try limited.json()["code"] as? String == "resend.limit_licence")
      }
    }
  }

  /// Two programmes with limits of their own, and people of customers under each.
  private static let twoProgrammes = """
    {
      programmes: [
        { id: "lenient", name: "L", resend: { perLicence: 5, perCustomer: 7, days: 30, contactCoolingDays: 0 },
          desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } },
        { id: "strict", name: "S", resend: { perLicence: 2, perCustomer: 4, days: 10, contactCoolingDays: 0 },
          desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
      customers: [
        { id: "C-L", name: "L", contacts: [{ email: "l@l.example", mayReceiveCodes: true },
                                           { email: "colleague@l.example", mayReceiveCodes: true }] },
        { id: "C-S", name: "S", contacts: [{ email: "s@s.example", mayReceiveCodes: true }] }],
      contracts: [
        { number: "GA-L", customer: "C-L", programme: "lenient", starts: "2025-03-01", ends: "2026-12-31",
          entitlements: [{ product: "advance-design", releases: "latest" }] },
        { number: "GA-S", customer: "C-S", programme: "strict", starts: "2025-03-01", ends: "2026-12-31",
          entitlements: [{ product: "advance-design", releases: "latest" }] }],
      licences: [{ code: "LLLL-1111", contract: "GA-L", product: "advance-design", release: "2026" },
                 { code: "SSSS-2222", contract: "GA-S", product: "advance-design", release: "2026" }],
    }
    """

  @Test(
    "known and unknown codes come to a limit at the same request, with the same words",
    arguments: [
      ("l@l.example", "", 5), ("s@s.example", "", 2), ("nobody@x.example", "", 2),
      // Colleagues have asked for as much as the customer may.
      ("l@l.example", "colleague@l.example", 0),
    ])
  func limitsTellNothing(person: String, before: String, allowed: Int) async throws {
    let named = [
      #""licence":"LLLL-1111""#, #""licence":"SSSS-2222""#, #""licence":"NONE-3333""#,
      #""contract":"GA-L","product":"AD""#, #""contract":"GA-X","product":"AD""#,
    ]
    var sequences: Set<[String]> = []
    for name in named {
      let plain = try TestRegistry()
      try plain.add(Self.twoProgrammes)
      try await Transport.inProcess.run(plain.registry) { client in
        for number in 0..<(before.isEmpty ? 0 : 7) {
          let body = #"{"licence":"GUESS-\#(number)","requestedBy":"\#(before)"}"#
          #expect(try await client.post("/v1/resends", body).status == 201)
        }
        var sequence: [String] = []
        for number in 0..<8 {
          let reply = try await client.post(
            "/v1/resends", "{\(name),\"requestedBy\":\"\(person)\"}", ["accept-language": "fr"])
          #expect((reply.status == 429) == (number >= allowed), "\(name) \(number)")
          guard reply.status == 429 else {
            sequence.append("\(reply.status)")
            continue
          }
          #expect(reply.fields["content-language"] == "fr")
          sequence.append(String(decoding: reply.body, as: UTF8.self))
        }
        sequences.insert(sequence)
      }
    }
    #expect(sequences.count == 1, "\(sequences)")
  }

  @Test(
    "self-service is answered the same whatever exists, and the request is looked at", arguments: Transport.allCases)
  func selfService(transport: Transport) async throws {
    try await transport.run(test.registry, as: .selfService) { client in
      var bodies: Set<Data> = []
      for (code, person) in [
        ("0421-7F3K-99QX-A1B2", "a@ete.example"), ("NO-SUCH-CODE", "a@ete.example"),
        ("0421-7F3K-99QX-A1B2", "thief@evil.example"),
      ] {
        let reply = try await client.post("/v1/resends", #"{"licence":"\#(code)","requestedBy":"\#(person)"}"#)
        #expect(reply.status == 202)
        #expect(reply.fields["location"] == nil)
        bodies.insert(reply.body)
      }
      #expect(bodies.count == 1)
    }
    try test.registry.lookAtWaitingResends { TestRegistry.now }
    let states = try test.registry.makeReader().resends().map(\.state)
    #expect(states.sorted { $0.rawValue < $1.rawValue } == [.rejected, .rejected, .review])
  }
}
