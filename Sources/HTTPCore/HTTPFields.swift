/// The fields of a message's head, in order; names are told in lower case and found whatever the case asked for.
///
/// A value cannot carry a control byte: each byte below space other than tab, and DEL, is replaced by a space when the
/// value is stored, so text from a record can never start a second field or a second response. A name that is not a
/// token is our own bug and traps.
///
/// They are kept as the bytes of their lines, and where these stand: a head that was received is copied whole, one that is
/// sent is copied whole, and a text is made only of what is asked for.
public struct HTTPFields: Sendable {
  /// One field.
  public struct Field: Sendable, Hashable {
    /// In lower case.
    public let name: String
    /// Without spaces around it.
    public let value: String
  }

  /// The fields as they go over the wire, each with the end of its line.
  private(set) var lines: [UInt8] = []
  /// Where in `lines` they stand.
  private var places: [FieldLine] = []

  /// Makes an empty list.
  public init() {}

  /// Makes a list of lines that the parser has checked.
  init(_ lines: [UInt8], at places: [FieldLine]) {
    self.lines = lines
    self.places = places
  }

  /// The first value under a name, or nil.
  public subscript(_ name: String) -> String? {
    first(name).map { text(places[$0].value) }
  }

  /// All values under a name, in order.
  public func values(_ name: String) -> [String] {
    var values: [String] = []
    var next = first(name)
    while let index = next {
      values.append(text(places[index].value))
      next = first(name, from: index + 1)
    }
    return values
  }

  /// Whether there is a field of this name.
  public func contains(_ name: String) -> Bool { first(name) != nil }

  /// Adds a field after the others.
  public mutating func append(_ name: String, _ value: String) {
    precondition(ByteSet.token.isMadeOf(name.utf8.span), "\"\(name)\" is not a field name")
    let start = lines.count
    lines.append(addingCapacity: name.utf8.count + value.utf8.count + 4) { line in
      for byte in name.utf8 { line.append(Byte.lowered(byte)) }
      line.append(Byte.colon)
      line.append(Byte.space)
      for byte in value.utf8 { line.append(Byte.isFieldText(byte) ? byte : Byte.space) }
      line.append(Byte.carriageReturn)
      line.append(Byte.lineFeed)
    }
    let nameEnd = start + name.utf8.count
    places.append(FieldLine(name: start..<nameEnd, value: nameEnd + 2..<lines.count - 2))
  }

  /// Replaces all fields of a name by one.
  public mutating func set(_ name: String, _ value: String) {
    remove(name)
    append(name, value)
  }

  /// Removes all fields of a name.
  public mutating func remove(_ name: String) {
    guard contains(name) else { return }
    var kept = HTTPFields()
    for field in self where !field.name.utf8.span.spells(name) { kept.append(field.name, field.value) }
    self = kept
  }

  /// Whether a field has one of the names that a test picks out.
  func contains(where isMeant: (Span<UInt8>) -> Bool) -> Bool {
    let (places, bytes) = (places.span, lines.span)
    for index in places.indices where isMeant(bytes.extracting(places[index].name)) { return true }
    return false
  }

  /// The first field of a name, in whatever case that is given, at a position or after it.
  private func first(_ name: String, from start: Int = 0) -> Int? {
    let (places, bytes, wanted) = (places.span, lines.span, name.utf8.span)
    var index = start
    while index < places.count {
      // Most are told apart by their lengths.
      if places[index].name.count == wanted.count, bytes.extracting(places[index].name).spells(wanted) { return index }
      index += 1
    }
    return nil
  }

  /// A part of the lines as text; the parser has seen to it that all is UTF-8.
  private func text(_ range: Range<Int>) -> String { String(decoding: lines[range], as: UTF8.self) }
}

extension HTTPFields: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { places.startIndex }
  /// The position after the last.
  public var endIndex: Int { places.endIndex }
  /// The field at a position.
  public subscript(position: Int) -> Field {
    let name = lines[places[position].name].map(Byte.lowered)
    return Field(name: String(decoding: name, as: UTF8.self), value: text(places[position].value))
  }
}

extension HTTPFields: Hashable {
  /// Whether both have the same fields in the same order, however they were written.
  public static func == (one: HTTPFields, other: HTTPFields) -> Bool { one.elementsEqual(other) }

  /// Mixes the fields in.
  public func hash(into hasher: inout Hasher) {
    for field in self { hasher.combine(field) }
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// Makes a list of names and values; a name may stand more than once.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
