/// A sentence with the names and dates that it is about, as UTF-8.
///
/// Most of a decision is sentences, and most of them go into JSON: they are put together in the form in which they are
/// written, in one buffer with room for all.
public struct Sentence: Sendable, Hashable {
  /// The text in UTF-8.
  public private(set) var utf8: [UInt8]

  /// Makes a sentence of no words, with room for some.
  init(capacity: Int) {
    utf8 = []
    utf8.reserveCapacity(capacity)
  }

  mutating func append(_ text: String) { utf8.append(contentsOf: text.utf8) }

  /// Appends a day as people of a language write it.
  mutating func append(_ day: CalendarDay, in language: Language) {
    let digits = day.digits(in: language)
    utf8.append(addingCapacity: digits.count) { room in
      for place in digits.indices { room.append(digits[place]) }
    }
  }

  mutating func append(_ sentence: Sentence) { utf8.append(contentsOf: sentence.utf8) }

  static func + (left: Sentence, right: Sentence) -> Sentence {
    var sum = left
    sum.append(right)
    return sum
  }
}

extension Sentence: CustomStringConvertible {
  /// The text.
  public var description: String { String(decoding: utf8, as: UTF8.self) }
}

extension Sentence: ExpressibleByStringInterpolation {
  /// A sentence while it is put together.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sentence: Sentence

    /// Makes room for the words and, by guess, for the parts.
    public init(literalCapacity: Int, interpolationCount: Int) {
      // Names, dates and numbers are seldom longer than this.
      sentence = Sentence(capacity: literalCapacity + interpolationCount * 40)
    }

    /// Appends words.
    public mutating func appendLiteral(_ literal: String) { sentence.append(literal) }

    /// Appends a name or a date.
    public mutating func appendInterpolation(_ part: String) { sentence.append(part) }

    /// Appends a part that is put together already.
    public mutating func appendInterpolation(_ part: Sentence) { sentence.append(part) }

    /// Appends a day as it is written in English.
    mutating func appendInterpolation(en day: CalendarDay) { sentence.append(day, in: .english) }

    /// Appends a day as it is written in French.
    mutating func appendInterpolation(fr day: CalendarDay) { sentence.append(day, in: .french) }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) { sentence.append(String(number)) }
  }

  /// Makes a sentence of words alone.
  public init(stringLiteral text: String) { utf8 = Array(text.utf8) }

  /// Makes a sentence of words and parts.
  public init(stringInterpolation parts: StringInterpolation) { self = parts.sentence }
}

extension Language {
  /// The sentence of this language; the other one is not even made.
  func sentence(en english: @autoclosure () -> Sentence, fr french: @autoclosure () -> Sentence) -> Sentence {
    self == .english ? english() : french()
  }
}
