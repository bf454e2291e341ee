/// A path with named places: "/v1/decisions/{id}".
struct RoutePattern {
  enum Part: Equatable {
    case literal(String)
    case parameter(String)
  }

  /// Why a pattern is none.
  struct Malformed: Error {
    let reason: String
  }

  let parts: [Part]

  var parameterNames: [String] {
    parts.compactMap { part in
      if case .parameter(let name) = part { name } else { nil }
    }
  }

  init(_ text: String) throws(Malformed) {
    guard text.utf8.first == Byte.slash else { throw Malformed(reason: "a pattern starts with a slash") }
    var parts: [Part] = []
    var names: Set<String> = []
    if text != "/" {
      for segment in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
        guard !segment.isEmpty else { throw Malformed(reason: "a pattern has no empty segments") }
        guard segment.hasPrefix("{") || segment.hasSuffix("}") else {
          guard !segment.contains("{"), !segment.contains("}") else {
            throw Malformed(reason: "a parameter is a whole segment")
          }
          parts.append(.literal(String(segment)))
          continue
        }
        let name = String(segment.dropFirst().dropLast())
        guard segment.hasPrefix("{"), segment.hasSuffix("}"), ByteSet.token.isMadeOf(name.utf8.span) else {
          throw Malformed(reason: "a parameter is a name in braces")
        }
        guard names.insert(name).inserted else { throw Malformed(reason: "parameter \(name) stands twice") }
        parts.append(.parameter(name))
      }
    }
    self.parts = parts
  }
}
