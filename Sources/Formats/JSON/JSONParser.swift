/// Reads a JSON or JSON5 text by recursive descent, never deeper than its limit.
///
/// The text is checked to be UTF-8 before anything else, so that the rest need not.
struct JSONParser {
  let bytes: [UInt8]
  let grammar: JSONGrammar
  let limits: JSONLimits
  /// The byte that comes next.
  var index = 0
  private var nesting = 0
  private var tracker = PositionTracker()
  private var tracked = 0

  init(_ bytes: [UInt8], _ grammar: JSONGrammar, _ limits: JSONLimits) throws(JSONSyntaxError) {
    self.bytes = bytes
    self.grammar = grammar
    self.limits = limits
    if bytes.count > limits.bytes { throw .tooLarge(limit: limits.bytes) }
    if bytes.starts(with: TextEncoding.utf8WithBOM.byteOrderMark) {
      if grammar == .strict { throw .byteOrderMark }
      index = 3
      tracked = 3
    }
    if let fault = UTF8Validator.firstFault(bytes.span) { throw .invalidUTF8(at: position(of: fault)) }
  }

  /// Reads the whole text: one value, with nothing but white space and comments around it.
  mutating func parseText() throws(JSONSyntaxError) -> JSONNode {
    try skipSpace()
    if index == bytes.count { throw .empty(at: position(of: index), grammar) }
    let node = try parseValue()
    try skipSpace()
    if index < bytes.count { throw .trailingContent(at: position(of: index), scalar(at: index)) }
    return node
  }

  private mutating func parseValue() throws(JSONSyntaxError) -> JSONNode {
    let start = position(of: index)
    guard let byte = peek() else { throw .unexpectedEnd(at: start) }
    switch byte {
    case UInt8(ascii: "{"): return JSONNode(.object(try parseObject(start)), at: start)
    case UInt8(ascii: "["): return JSONNode(.array(try parseArray(start)), at: start)
    case UInt8(ascii: "\""): return JSONNode(.string(try parseString(start)), at: start)
    case UInt8(ascii: "'"):
      if grammar == .strict { throw .singleQuote(at: start) }
      return JSONNode(.string(try parseString(start)), at: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "I"), UInt8(ascii: "N"):
      if let number = try parseNumber(start) { return JSONNode(.number(number), at: start) }
    default: break
    }
    return JSONNode(try parseLiteral(start), at: start)
  }

  private mutating func parseLiteral(_ start: SourcePosition) throws(JSONSyntaxError) -> JSONNode.Value {
    let word = bareWord()
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "": throw .unexpectedCharacter(at: start, scalar(at: index))
    default: throw .unknownLiteral(at: start, word, grammar)
    }
  }

  private mutating func parseArray(_ start: SourcePosition) throws(JSONSyntaxError) -> [JSONNode] {
    try descend(start)
    defer { nesting -= 1 }
    var elements: [JSONNode] = []
    while true {
      try skipSpace()
      if take("]") { return elements }
      if elements.isEmpty, peek() == UInt8(ascii: ",") {
        throw .unexpectedCharacter(at: position(of: index), ",")
      }
      if peek() == nil { throw .unclosed("[", openedAt: start, at: position(of: index)) }
      do {
        elements.append(try parseValue())
      } catch {
        throw error.inside(String(elements.count))
      }
      if try parseSeparator("[", "]", start) { return elements }
    }
  }

  private mutating func parseObject(_ start: SourcePosition) throws(JSONSyntaxError) -> [JSONMember] {
    try descend(start)
    defer { nesting -= 1 }
    var members: [JSONMember] = []
    var keys = JSONKeySet()
    while true {
      try skipSpace()
      if take("}") { return members }
      if peek() == nil { throw .unclosed("{", openedAt: start, at: position(of: index)) }
      let keyPosition = position(of: index)
      let key = try parseKey(keyPosition)
      if let first = keys.insert(key, at: keyPosition, members) {
        throw .duplicateKey(key, at: keyPosition, first: first).inside(key)
      }
      try skipSpace()
      guard take(":") else {
        let place = position(of: index)
        throw peek() == nil
          ? .unclosed("{", openedAt: start, at: place) : .missingColon(after: key, at: place)
      }
      try skipSpace()
      if peek() == nil { throw .unclosed("{", openedAt: start, at: position(of: index)) }
      let value: JSONNode
      do {
        value = try parseValue()
      } catch {
        throw error.inside(key)
      }
      members.append(JSONMember(key: key, keyPosition: keyPosition, value: value))
      if try parseSeparator("{", "}", start) { return members }
    }
  }

  /// Reads what follows an element; true if it closes the array or object.
  private mutating func parseSeparator(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ start: SourcePosition
  ) throws(JSONSyntaxError) -> Bool {
    try skipSpace()
    if take(close) { return true }
    let place = position(of: index)
    guard peek() != nil else { throw .unclosed(open, openedAt: start, at: place) }
    guard take(",") else { throw .missingComma(at: place, scalar(at: index), close) }
    guard grammar == .strict else { return false }
    try skipSpace()
    if peek() == UInt8(ascii: close) { throw .trailingComma(at: place) }
    return false
  }

  private mutating func parseKey(_ start: SourcePosition) throws(JSONSyntaxError) -> String {
    switch peek() {
    case UInt8(ascii: "\""): return try parseString(start)
    case UInt8(ascii: "'") where grammar == .json5: return try parseString(start)
    default:
      guard grammar == .json5, let name = try parseIdentifier() else {
        throw .invalidKey(at: start, scalar(at: index), grammar)
      }
      return name
    }
  }

  private mutating func descend(_ start: SourcePosition) throws(JSONSyntaxError) {
    guard nesting < limits.nesting else { throw .tooDeep(at: start, limit: limits.nesting) }
    nesting += 1
    index += 1
  }
}

extension JSONParser {
  /// The byte that comes next, or nil at the end.
  func peek(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  /// Steps over an ASCII character if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// The position of a byte; asking in ascending order makes it linear over the whole text.
  mutating func position(of offset: Int) -> SourcePosition {
    if offset > tracked {
      let bytes = bytes
      tracker.advance(over: bytes.span.extracting(tracked..<offset))
      tracked = offset
    }
    return tracker.position
  }

  /// The scalar at a byte that begins one; U+0000 at the end.
  func scalar(at offset: Int) -> Unicode.Scalar {
    var decoder = UTF8()
    var iterator = bytes[min(offset, bytes.count)...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return "\0" }
    return scalar
  }
}
