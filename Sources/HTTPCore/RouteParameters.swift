/// The values that a path gave to the parameters of a pattern.
public struct RouteParameters: Sendable, Hashable {
  private var entries: [QueryItem] = []

  init() {}

  init(names: [String], values: [String]) {
    entries = zip(names, values).map { QueryItem(name: $0, value: $1) }
  }

  /// The value of a parameter, or nil if the pattern has none of that name.
  public subscript(_ name: String) -> String? { entries.first { $0.name == name }?.value }

  /// How many there are.
  public var count: Int { entries.count }
}
