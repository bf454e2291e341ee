import Formats

/// A page under construction: what is added as text is escaped, and nothing else gets in.
struct HTMLText {
  private(set) var text = ""

  /// Adds a start tag, an end tag, or what is marked up already in our own source.
  mutating func add(markup: StaticString) { text += markup.description }

  /// Adds text.
  mutating func add(_ plain: String) { text += HTMLEscapes.escaped(plain) }

  /// Adds an element with text in it.
  mutating func element(_ name: StaticString, _ plain: String) {
    text += "<\(name)>\(HTMLEscapes.escaped(plain))</\(name)>"
  }

  /// Adds an element with an id, that a link can lead to.
  mutating func element(_ name: StaticString, id: String, _ plain: String) {
    text += "<\(name) id=\"\(HTMLEscapes.escaped(id))\">\(HTMLEscapes.escaped(plain))</\(name)>"
  }

  /// Adds a link to a place on the page.
  mutating func link(to id: String, _ plain: String) {
    text += "<a href=\"#\(HTMLEscapes.escaped(id))\">\(HTMLEscapes.escaped(plain))</a>"
  }

  /// Adds paragraphs in which `code` and **weight** are marked as in Markdown.
  mutating func paragraphs(_ marked: String) {
    var rest = Substring(marked)
    while !rest.isEmpty {
      let end = rest.firstRange(of: "\n\n")
      text += "<p>"
      inline(String(end.map { rest[..<$0.lowerBound] } ?? rest))
      text += "</p>"
      rest = end.map { rest[$0.upperBound...] } ?? ""
    }
  }

  /// Adds text in which `code` and **weight** are marked as in Markdown.
  mutating func inline(_ marked: String) {
    for (place, part) in marked.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      if place % 2 == 1 {
        element("code", String(part))
        continue
      }
      for (place, part) in part.split(separator: "**", omittingEmptySubsequences: false).enumerated() {
        if place % 2 == 1 { element("strong", String(part)) } else { add(String(part)) }
      }
    }
  }
}
