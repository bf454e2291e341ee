/// Members of an object with texts as values that are the same every time: encoded once, copied whenever they are written.
public struct JSONFragment: Sendable {
  let members: [(key: String, value: String)]
  let bytes: [UInt8]

  /// Encodes members.
  public init(_ members: [(key: String, value: String)]) {
    self.members = members
    var writer = JSONWriter(capacity: 128)
    writer.beginObject()
    for (key, value) in members { writer.member(key, value) }
    writer.endObject()
    bytes = Array(writer.bytes.dropFirst().dropLast())
  }
}
