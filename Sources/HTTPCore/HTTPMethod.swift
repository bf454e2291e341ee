/// A request method this server knows; any other valid token is answered 501.
public enum HTTPMethod: String, Sendable, Hashable, CaseIterable {
  /// Reads.
  case get = "GET"
  /// Reads the header fields only.
  case head = "HEAD"
  /// Creates, or asks for work to be done.
  case post = "POST"
  /// Replaces.
  case put = "PUT"
  /// Removes.
  case delete = "DELETE"
  /// Asks what may be done.
  case options = "OPTIONS"
  /// Changes in part.
  case patch = "PATCH"
  /// Sends the request back as it came; no route answers it, so that it is known and refused as such.
  case trace = "TRACE"
  /// Asks with a body; known and refused likewise.
  case query = "QUERY"

  /// The method spelt by these bytes; methods are case-sensitive.
  init?(bytes: Span<UInt8>) {
    // Seven letters fit one word, so a method is found by one comparison of numbers.
    guard bytes.count <= 7 else { return nil }
    var word: UInt64 = 0
    for index in bytes.indices { word = word << 8 | UInt64(bytes[index]) }
    switch word {
    case 0x47_4554: self = .get
    case 0x4845_4144: self = .head
    case 0x504F_5354: self = .post
    case 0x50_5554: self = .put
    case 0x4445_4C45_5445: self = .delete
    case 0x4F_5054_494F_4E53: self = .options
    case 0x50_4154_4348: self = .patch
    case 0x54_5241_4345: self = .trace
    case 0x51_5545_5259: self = .query
    default: return nil
    }
  }
}
