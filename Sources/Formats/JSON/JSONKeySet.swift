/// The keys of the object being read, to find one that comes twice in constant time.
///
/// Keys that differ only in how accents are composed count as equal, as they do for `JSONNode`'s subscript.
struct JSONKeySet {
  /// Up to here a comparison with every member is quicker than hashing.
  private static let fewMembers = 8
  private var positions: [String: SourcePosition] = [:]

  /// Takes a key, or returns the position of the one that is there already.
  mutating func insert(_ key: String, at position: SourcePosition, _ members: [JSONMember]) -> SourcePosition? {
    if members.count < Self.fewMembers {
      return members.first { $0.key == key }?.keyPosition
    }
    if positions.isEmpty {
      for member in members { positions[member.key] = member.keyPosition }
    }
    if let first = positions[key] { return first }
    positions[key] = position
    return nil
  }
}
