/// A sentence: words, and the names, dates and numbers that it is about.
///
/// Most of a decision is sentences. They are kept as the parts that they consist of, and become text where they are written.
public struct Sentence: Sendable {
  /// What a sentence is put together from.
  public enum Part: Sendable {
    /// Words of the registry's own: no line breaks and no other controls, no straight quotation marks, no backslashes.
    case words(StaticString)
    /// So many line breaks.
    case breaks(Int)
    /// A name, or another text of any signs.
    case name(String)
    /// A day, as people of a language write it.
    case day(CalendarDay, Language)
    /// A count.
    case number(Int)
  }

  /// The parts in order; a text is all of them with nothing between.
  public private(set) var parts: [Part]

  /// Makes a sentence of no words, with room for some parts.
  init(capacity: Int) {
    parts = []
    parts.reserveCapacity(capacity)
  }

  fileprivate mutating func append(words: StaticString) {
    assert(
      words.description.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }, "words with signs that are no words"
    )
    if words.utf8CodeUnitCount > 0 { parts.append(.words(words)) }
  }

  mutating func append(_ sentence: Sentence) { parts.append(contentsOf: sentence.parts) }

  /// The same in one part, for what is said again and again.
  func settled() -> Sentence {
    var settled = Sentence(capacity: 1)
    if !parts.isEmpty { settled.parts.append(.name(description)) }
    return settled
  }

  static func + (left: Sentence, right: Sentence) -> Sentence {
    var sum = left
    sum.append(right)
    return sum
  }
}

extension Sentence: CustomStringConvertible {
  /// The text.
  public var description: String {
    var text = ""
    for part in parts {
      switch part {
      case .words(let words): text += words.description
      case .breaks(let count): text += String(repeating: "\n", count: count)
      case .name(let name): text += name
      case .day(let day, let language): text += day.text(in: language)
      case .number(let number): text += String(number)
      }
    }
    return text
  }
}

extension Sentence: Hashable {
  /// Whether two say the same in the same words, of whatever parts.
  public static func == (left: Sentence, right: Sentence) -> Bool {
    left.description.utf8.elementsEqual(right.description.utf8)
  }

  /// Feeds the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension Sentence: ExpressibleByStringInterpolation {
  /// A sentence while it is put together.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sentence: Sentence

    /// Makes room for the parts and the words between them.
    public init(literalCapacity: Int, interpolationCount: Int) {
      // A part that is put together already has some of its own.
      sentence = Sentence(capacity: interpolationCount * 2 + 6)
    }

    /// Appends words.
    public mutating func appendLiteral(_ literal: StaticString) { sentence.append(words: literal) }

    /// Appends a name.
    public mutating func appendInterpolation(_ name: String) { sentence.parts.append(.name(name)) }

    /// Appends a part that is put together already.
    public mutating func appendInterpolation(_ part: Sentence) { sentence.append(part) }

    /// Appends a day as it is written in English.
    mutating func appendInterpolation(en day: CalendarDay) { sentence.parts.append(.day(day, .english)) }

    /// Appends a day as it is written in French.
    mutating func appendInterpolation(fr day: CalendarDay) { sentence.parts.append(.day(day, .french)) }

    /// Appends line breaks.
    mutating func appendInterpolation(breaks count: Int) { sentence.parts.append(.breaks(count)) }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) { sentence.parts.append(.number(number)) }
  }

  /// Makes a sentence of words alone.
  public init(stringLiteral words: StaticString) {
    parts = []
    append(words: words)
  }

  /// Makes a sentence of words and parts.
  public init(stringInterpolation parts: StringInterpolation) { self = parts.sentence }
}

extension Language {
  /// The sentence of this language; the other one is not even made.
  func sentence(en english: @autoclosure () -> Sentence, fr french: @autoclosure () -> Sentence) -> Sentence {
    self == .english ? english() : french()
  }
}
