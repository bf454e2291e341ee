extension ResendMail {
  /// A part of a line: text, or a word in braces.
  enum Piece: Hashable {
    case text(Substring)
    case word(String)
  }

  /// A line taken apart at its words in braces.
  static func pieces(of line: some StringProtocol) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(line)
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      if start > rest.startIndex { pieces.append(.text(rest[..<start])) }
      pieces.append(.word(String(rest[rest.index(after: start)..<end])))
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? pieces : pieces + [.text(rest)]
  }

  /// The lines of a text, ended as they are on any system.
  static func lines(of text: String) -> [Substring] {
    // Swift takes a carriage return and a line feed for one character.
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }

  /// A text filled in, its lines ended by `\n`.
  ///
  /// - Parameters:
  ///   - text: one of the texts.
  ///   - values: what the placeholders stand for; a line with one that has no value is left out.
  public static func filled(_ text: String, _ values: [Placeholder: String]) -> String {
    lines(of: text).compactMap { line -> String? in
      var filled = ""
      for piece in pieces(of: line) {
        switch piece {
        case .text(let text): filled += text
        case .word(let name):
          guard let placeholder = Placeholder(rawValue: name) else {
            filled += "{\(name)}"
            continue
          }
          guard let value = values[placeholder] else { return nil }
          filled += value
        }
      }
      return filled
    }.joined(separator: "\n")
  }

  /// A part of a body between blank lines.
  public enum Paragraph: Sendable, Hashable {
    /// Where the licences stand.
    case licences
    /// A text to be filled in.
    case text(String)
  }

  /// The paragraphs of a body.
  public static func paragraphs(of body: String) -> [Paragraph] {
    var paragraphs: [[Substring]] = [[]]
    for line in lines(of: body) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { lines in
      let text = lines.joined(separator: "\n")
      return TextFolding.trimmed(text) == "{\(Placeholder.licences.rawValue)}" ? .licences : .text(text)
    }
  }
}
