import Formats
import HTTPCore

/// A page of records, and where the next begins.
struct Page<Item> {
  let items: [Item]
  /// Behind which the next page begins; nothing on the last page.
  let next: String?
  /// The query parameter that takes it.
  let parameter: String

  /// Makes a page.
  init(_ items: some Sequence<Item>, next: String?, by parameter: String = "after") {
    self.items = Array(items)
    self.next = next
    self.parameter = parameter
  }

  /// The answer: the items, and a link to the next page that asks as this one was asked for.
  func response(to exchange: Exchange, _ write: (inout JSONWriter, Item) throws -> Void) rethrows -> HTTPResponse {
    try response(to: exchange.request, write)
  }

  /// The same for a request that is answered later.
  func response(to request: HTTPRequest, _ write: (inout JSONWriter, Item) throws -> Void) rethrows -> HTTPResponse {
    var writer = JSONWriter(capacity: 16 * 1024)
    writer.beginObject()
    writer.key("items")
    writer.beginArray()
    for item in items { try write(&writer, item) }
    writer.endArray()
    writer.endObject()
    var response = HTTPResponse(json: writer.bytes)
    response.fields.set("cache-control", "no-store")
    guard let next else { return response }
    let query =
      request.query.filter { $0.name != parameter }
      .map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" } + ["\(parameter)=\(next.percentEncoded)"]
    response.fields.set("link", "<\(request.path)?\(query.joined(separator: "&"))>; rel=\"next\"")
    return response
  }
}

extension String {
  /// The text with all but unreserved characters as percent escapes (RFC 3986, section 2.3).
  var percentEncoded: String {
    let digits = Array("0123456789ABCDEF")
    return utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
