/// A route table, checked when it is made, that finds the route of a path.
///
/// A literal segment wins over a parameter, and the first pattern that fits the whole path decides: if it lacks the
/// method, the answer is 405 even where a less literal pattern has it. A parameter takes any segment that is not empty.
/// HEAD is answered by the route for GET where there is none for HEAD. A table with a malformed pattern or two routes
/// for the same requests is our own bug and traps.
public struct Router: Sendable {
  /// A class, so that looking for one copies nothing.
  fileprivate final class Entry: Sendable {
    let method: HTTPMethod
    let place: Int
    let pattern: String
    let parameterNames: [String]

    init(_ route: Route, place: Int, parameterNames: [String]) {
      method = route.method
      self.place = place
      pattern = route.pattern
      self.parameterNames = parameterNames
    }
  }

  fileprivate struct Node: Sendable {
    /// A few texts, which are compared faster than one is hashed.
    var literals: [(text: [UInt8], node: Int)] = []
    var parameter: Int?
    var entries: [Entry] = []
  }

  private var nodes = [Node()]

  /// Makes a table.
  public init(_ routes: [Route]) {
    for (place, route) in routes.enumerated() { add(route, place) }
  }

  private mutating func add(_ route: Route, _ place: Int) {
    let pattern: RoutePattern
    do {
      pattern = try RoutePattern(route.pattern)
    } catch {
      preconditionFailure("route \(route.method.rawValue) \(route.pattern): \(error.reason)")
    }
    var node = 0
    for part in pattern.parts {
      let next: Int
      switch part {
      case .literal(let text):
        if let known = nodes[node].next(text.utf8.span) {
          next = known
        } else {
          next = nodes.count
          nodes[node].literals.append((Array(text.utf8), next))
        }
      case .parameter:
        next = nodes[node].parameter ?? nodes.count
        nodes[node].parameter = next
      }
      if next == nodes.count { nodes.append(Node()) }
      node = next
    }
    if let other = nodes[node].entries.first(where: { $0.method == route.method }) {
      preconditionFailure(
        "route \(route.method.rawValue) \(route.pattern) answers the same requests as \(other.pattern)")
    }
    nodes[node].entries.append(Entry(route, place: place, parameterNames: pattern.parameterNames))
  }

  /// Finds what answers a method on the path of a target.
  public func match(_ method: HTTPMethod, _ target: RequestTarget) -> RouteMatch {
    var values: [String] = []
    let path = target.decodedPath
    guard let node = path.withBytes({ find($0, separator: path.separator, from: 0, &values) }) else {
      return .notFound
    }
    guard let entry = nodes[node].entry(method) ?? (method == .head ? nodes[node].entry(.get) : nil) else {
      return .methodNotAllowed(allow: allowed(nodes[node].entries))
    }
    let parameters =
      values.isEmpty ? RouteParameters() : RouteParameters(names: entry.parameterNames, values: values)
    return .found(entry.place, parameters: parameters, pattern: entry.pattern)
  }

  private func allowed(_ entries: [Entry]) -> [HTTPMethod] {
    HTTPMethod.allCases.filter { method in
      entries.contains { $0.method == method || method == .head && $0.method == .get } || method == .options
    }
  }

  /// The node at the end of a path; where none is left, the node itself.
  private func find(_ path: Span<UInt8>, separator: UInt8, from node: Int, _ values: inout [String]) -> Int? {
    guard !path.isEmpty else { return nodes[node].entries.isEmpty ? nil : node }
    let segmentEnd = path.segmentEnd(separator)
    let (segment, rest) = (path.extracting(1..<segmentEnd), path.extracting(segmentEnd...))
    if let next = nodes[node].next(segment), let found = find(rest, separator: separator, from: next, &values) {
      return found
    }
    guard let next = nodes[node].parameter, !segment.isEmpty else { return nil }
    values.append(segment.text)
    if let found = find(rest, separator: separator, from: next, &values) { return found }
    values.removeLast()
    return nil
  }
}

extension Router.Node {
  /// The node behind a literal segment.
  fileprivate func next(_ segment: Span<UInt8>) -> Int? {
    let literals = literals.span
    for index in literals.indices where segment.isSame(literals[index].text) { return literals[index].node }
    return nil
  }

  /// What answers a method here.
  fileprivate func entry(_ method: HTTPMethod) -> Router.Entry? {
    for entry in entries where entry.method == method { return entry }
    return nil
  }
}
