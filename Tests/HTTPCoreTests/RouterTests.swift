import Testing

@testable import HTTPCore

struct RouterTests {
  private static let routes = [
    (Route(.get, "/"), "root"),
    (Route(.get, "/v1/licences"), "list"),
    (Route(.get, "/v1/licences/{id}"), "one"),
    (Route(.put, "/v1/licences/{id}"), "put"),
    (Route(.post, "/v1/licences/search"), "search"),
    (Route(.post, "/v1/resends/{id}/approve"), "approve"),
    (Route(.get, "/v1/{kind}/{id}/history"), "history"),
    (Route(.head, "/v1/resends"), "head"),
  ]
  private let router = Router(routes.map(\.0))

  private func outcome(_ method: HTTPMethod, _ path: String) throws -> String {
    switch router.match(method, try RequestTarget(path)) {
    case .found(let place, let parameters, let pattern):
      let values = ["id", "kind"].compactMap { name in parameters[name].map { "\(name)=\($0)" } }
      return ([Self.routes[place].1, pattern] + values).joined(separator: " ")
    case .methodNotAllowed(let allow): return "allow " + allow.map(\.rawValue).joined(separator: ",")
    case .notFound: return "not found"
    }
  }

  @Test(arguments: [
    (HTTPMethod.get, "/", "root /"),
    (.get, "/v1/licences", "list /v1/licences"),
    (.head, "/v1/licences", "list /v1/licences"),
    (.get, "/v1/licences/L-1", "one /v1/licences/{id} id=L-1"),
    (.put, "/v1/licences/L%201", "put /v1/licences/{id} id=L 1"),
    (.get, "/v1/%6Cicences", "list /v1/licences"),
    (.get, "/v1/licences/%E2%82%AC%2Ea", "one /v1/licences/{id} id=€.a"),
    (.post, "/v1/licences/search", "search /v1/licences/search"),
    (.get, "/v1/licences/search", "allow POST,OPTIONS"),
    (.delete, "/v1/licences/L-1", "allow GET,HEAD,PUT,OPTIONS"),
    (.options, "/v1/licences", "allow GET,HEAD,OPTIONS"),
    (.get, "/v1/licences/", "not found"),
    (.get, "/v1", "not found"),
    (.get, "/v1/licences/a/b", "not found"),
    (.post, "/v1/resends/7/approve", "approve /v1/resends/{id}/approve id=7"),
    (.get, "/v1/resends", "allow HEAD,OPTIONS"),
    (.get, "/v1/licences/search/history", "history /v1/{kind}/{id}/history id=search kind=licences"),
    (.get, "/v1/resends/7/history", "history /v1/{kind}/{id}/history id=7 kind=resends"),
  ])
  func finds(_ method: HTTPMethod, _ path: String, _ expected: String) throws {
    #expect(try outcome(method, path) == expected)
  }

  @Test func anEscapedSlashStaysInItsSegment() throws {
    var limits = HTTPLimits()
    limits.allowsEncodedSlashes = true
    let target = try RequestTarget("/v1/licences/a%2Fb", limits: limits)
    guard case .found(let place, let parameters, _) = router.match(.get, target) else {
      Issue.record("nothing found")
      return
    }
    #expect(Self.routes[place].1 == "one")
    #expect(parameters["id"] == "a/b")
  }

  @Test(arguments: ["", "a", "/a/", "//", "/a{b}", "/{}", "/{a}/{a}", "/{a", "/a}", "/{a b}"])
  func malformedPatterns(_ text: String) {
    #expect(throws: RoutePattern.Malformed.self) { try RoutePattern(text) }
  }

  @Test func twoRoutesForTheSameRequestsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Router([Route(.get, "/a/{b}"), Route(.get, "/a/{c}")])
    }
  }

  @Test func aMalformedPatternTraps() async {
    await #expect(processExitsWith: .failure) { _ = Router([Route(.get, "a")]) }
  }
}
