import Formats
import Licensing

/// What an event about a token tells besides its id.
enum TokenEventDetails {
  /// The token's name, role and end, as a JSON object.
  static func of(_ token: AccessToken) -> String {
    var writer = JSONWriter(capacity: 128)
    writer.beginObject()
    writer.member("name", token.name)
    writer.member("role", token.role.rawValue)
    writer.member("expires", token.expires?.description)
    writer.endObject()
    return writer.text
  }
}
