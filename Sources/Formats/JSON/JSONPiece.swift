/// A stretch of JSON that is the same in many texts, prepared once from parts that the code does not spell out.
///
/// Like one that stands in the code (see `JSONWriter.piece(_:)`), it begins where the value before it ended, with a comma of
/// its own if one belongs there, and ends behind a bracket, a colon or a value.
public struct JSONPiece: Sendable {
  let bytes: [UInt8]
  /// What the piece leaves for the next value to come after.
  let last: JSONWriter.Previous

  /// Prepares a piece; its strings hold nothing that has to be escaped.
  public init(_ json: String) {
    precondition(!json.isEmpty && !json.contains("\\"), "a piece is plain JSON")
    bytes = Array(json.utf8)
    last = JSONWriter.previous(bytes[bytes.count - 1])
  }

  /// A part of a piece.
  enum Token {
    case opening(UInt8)
    case closing(UInt8)
    case comma
    case key(String)
    case string(String)
    case literal(String)
  }

  /// The parts of a piece, for a writer that lays them out on lines.
  static func tokens(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var rest = bytes[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): tokens.append(.opening(byte))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): tokens.append(.closing(byte))
      case UInt8(ascii: ","): tokens.append(.comma)
      case UInt8(ascii: "\""):
        let text = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        precondition(text.endIndex < rest.endIndex, "a string of a piece is in one piece")
        rest = rest[text.endIndex...]
        let isKey = rest.dropFirst().first == UInt8(ascii: ":")
        if isKey { rest = rest.dropFirst() }
        let string = String(decoding: text, as: UTF8.self)
        tokens.append(isKey ? .key(string) : .string(string))
      default:
        let word = rest.prefix { ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains($0) }
        tokens.append(.literal(String(decoding: word, as: UTF8.self)))
        rest = rest[word.endIndex...]
        continue
      }
      rest = rest.dropFirst()
    }
    return tokens
  }
}

extension JSONWriter {
  /// Writes a stretch of JSON that stands in the code: brackets, keys and fixed values.
  ///
  /// It is copied as it is, which is much quicker than writing its parts one by one. It begins where the value before it
  /// ended, with a comma of its own if one belongs there, and ends behind a bracket, a colon or a value; nothing in it has to
  /// be escaped.
  ///
  /// ```swift
  /// writer.piece(#","customer":{"name":"#)
  /// writer.string(customer.name)
  /// ```
  public mutating func piece(_ json: StaticString) {
    if isPretty { layOut(Array(json.description.utf8)) } else { append(json) }
  }

  /// Writes a stretch of JSON that was prepared.
  public mutating func piece(_ piece: JSONPiece) {
    if isPretty { layOut(piece.bytes) } else { append(piece) }
  }

  private mutating func layOut(_ piece: [UInt8]) {
    for token in JSONPiece.tokens(piece) {
      switch token {
      case .opening(let bracket): open(bracket)
      case .closing(let bracket): close(bracket)
      case .comma: break
      case .key(let text): key(text)
      case .string(let text): string(text)
      case .literal(let text): literal(text)
      }
    }
  }

  /// What a piece leaves for the next value to come after, by its last byte.
  static func previous(_ last: UInt8) -> Previous {
    switch last {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .opening
    case UInt8(ascii: ":"): return .key
    default:
      precondition(last != UInt8(ascii: ","), "a comma begins a piece")
      return .value
    }
  }
}
