import Formats
import Hashing
import Licensing

/// What an event about a token tells besides its id.
enum TokenEventDetails {
  /// The token's name, role and end, and the seal of its row, as a JSON object.
  static func of(_ token: AccessToken, seal: Digest?) -> String {
    var writer = JSONWriter(capacity: 128)
    writer.beginObject()
    writer.member("name", token.name)
    writer.member("role", token.role.rawValue)
    writer.member("expires", token.expires?.description)
    writer.member("seal", seal?.description)
    writer.endObject()
    return writer.text
  }
}
