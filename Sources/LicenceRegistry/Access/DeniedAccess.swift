import Formats
import Licensing

/// A sort of denied accesses: what they have in common besides the time.
struct DeniedAccess: Hashable, Sendable {
  /// The reason's stable code.
  var code: String
  /// The method and the route's pattern, never the path that was sent: it may hold anything.
  var route: String
  /// Where it came from.
  var address: String
  /// The token, if the registry knows it.
  var token: AccessToken?
  /// The right that was lacking.
  var right: Right?

  /// All those of a token, or of everybody without one, that a minute has no room for.
  static func others(of token: AccessToken?) -> DeniedAccess {
    DeniedAccess(code: "access.others", route: "", address: "", token: token)
  }

  /// The event that tells of this many of them.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - request: the id of the request, where it is one.
  func event(count: Int, request: String? = nil) -> Event {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    writer.member("code", code)
    writer.member("count", count)
    if !route.isEmpty { writer.member("route", route) }
    if !address.isEmpty { writer.member("address", address) }
    if let right { writer.member("right", right.rawValue) }
    writer.endObject()
    return Event(
      actor: token?.actor ?? "anonymous", action: "access.denied", subject: token.map { "tokens/\($0.id)" } ?? "access",
      request: request, details: writer.text)
  }
}
