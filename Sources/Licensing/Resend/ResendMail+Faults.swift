extension ResendMail {
  /// Which of the texts one is.
  public enum Part: String, Sendable, CaseIterable {
    /// What the mail is about.
    case subject
    /// The mail.
    case body
    /// What it says of each licence.
    case licence

    /// What may stand in this text.
    public var placeholders: [Placeholder] {
      Placeholder.allCases.filter { placeholder in
        switch self {
        case .subject: placeholder != .licences && !placeholder.isOfOneLicence
        case .body: !placeholder.isOfOneLicence
        case .licence: placeholder != .licences
        }
      }
    }
  }

  /// Why a text can't be used.
  public enum Fault: Sendable, Hashable {
    /// There is nothing in it.
    case blank
    /// A word in braces that stands for nothing.
    case unknown(String)
    /// Something that has no place in this text.
    case misplaced(Placeholder)
    /// A body that leaves the licences out, or has them inside a paragraph: no code would be in the mail.
    case noLicences
    /// A text for a licence without its code.
    case noCode
    /// A text for a licence whose code is left out with something else that may be missing.
    case codeMayBeLeftOut
  }

  /// What is wrong with a text; empty if it can be used.
  ///
  /// - Parameters:
  ///   - text: the text, in one language.
  ///   - part: which one it is.
  public static func faults(of text: String, as part: Part) -> [Fault] {
    guard !text.allSatisfy(\.isWhitespace) else { return [.blank] }
    var faults: [Fault] = []
    func add(_ fault: Fault) { if !faults.contains(fault) { faults.append(fault) } }
    let lines = lines(of: text).map { line in
      pieces(of: line).compactMap { piece -> String? in if case .word(let name) = piece { name } else { nil } }
    }
    for name in lines.joined() {
      guard let placeholder = Placeholder(rawValue: name) else {
        add(.unknown(name))
        continue
      }
      if !part.placeholders.contains(placeholder) { add(.misplaced(placeholder)) }
    }
    switch part {
    case .subject: break
    case .body:
      let paragraphs = paragraphs(of: text)
      let isInside = paragraphs.contains { paragraph in
        if case .text(let text) = paragraph { text.contains("{\(Placeholder.licences.rawValue)}") } else { false }
      }
      if isInside || !paragraphs.contains(.licences) { add(.noLicences) }
    case .licence:
      let withCode = lines.filter { $0.contains(Placeholder.code.rawValue) }
      let isSure = withCode.contains { !$0.contains { Placeholder(rawValue: $0)?.mayBeMissing == true } }
      if withCode.isEmpty { add(.noCode) } else if !isSure { add(.codeMayBeLeftOut) }
    }
    return faults
  }
}
