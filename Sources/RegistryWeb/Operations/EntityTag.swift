import Hashing

/// The strong tag of a representation (RFC 9110, section 8.8.3): two have one tag if they are the same bytes.
struct EntityTag: Equatable {
  /// What `If-Match` and `If-None-Match` may hold.
  static let list = Schema.any([
    .constant("*"), .text(pattern: ##"^(W/)?"[!#-~]*"(, ?(W/)?"[!#-~]*")*$"##),
  ])

  /// A tag as it may stand in them.
  static let example = #""626502b6a9a4c7ab7737fb575f0be8f1""#

  /// As it stands in `ETag`, with its quotes.
  let text: String

  /// The tag of some bytes.
  init(of bytes: [UInt8]) {
    text = "\"\(SHA256.digest(of: bytes).description.prefix(32))\""
  }

  /// Whether the tag is among those of an `If-Match` or `If-None-Match`.
  ///
  /// - Parameters:
  ///   - field: the field's value: `*`, or tags with commas between them.
  ///   - weakly: whether a tag that is marked as weak counts as well, as in `If-None-Match`.
  func matches(_ field: String, weakly: Bool) -> Bool {
    let text = self.text
    return EntityTag.tags(field).contains { tag in
      tag == "*" || tag == text || (weakly && tag.hasPrefix("W/") && tag.dropFirst(2) == text)
    }
  }

  /// Whether the values of a field are `*` alone, or tags (RFC 9110, sections 8.8.3 and 13.1).
  static func areTags(_ fields: [String]) -> Bool {
    let all = fields.flatMap(tags).filter { !$0.isEmpty }
    return all == ["*"] || !all.isEmpty && all.allSatisfy(isTag)
  }

  private static func isTag(_ text: Substring) -> Bool {
    let opaque = (text.hasPrefix("W/") ? text.dropFirst(2) : text).utf8
    return opaque.count >= 2 && opaque.first == 0x22 && opaque.last == 0x22
      && opaque.dropFirst().dropLast().allSatisfy { $0 == 0x21 || 0x23...0x7E ~= $0 || $0 >= 0x80 }
  }

  /// The tags of a field; a comma inside quotes parts none.
  private static func tags(_ field: String) -> [Substring] {
    var isQuoted = false
    return field.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }.map { $0.drop { $0 == " " || $0 == "\t" }.trimmingSpaces }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
