extension JSONSyntaxError {
  /// What is wrong with a number.
  enum NumberFault {
    case noDigits, noExponent, leadingZero, plusSign, hexadecimal, notFinite, bareDot
    case followed(Unicode.Scalar)

    var text: Bilingual {
      switch self {
      case .noDigits: Bilingual(en: "This number has no digits.", fr: "Ce nombre n’a pas de chiffres.")
      case .noExponent:
        Bilingual(en: "The exponent has no digits.", fr: "L’exposant n’a pas de chiffres.")
      case .leadingZero:
        Bilingual(en: "A number does not begin with a spare 0.", fr: "Un nombre ne commence pas par un 0 superflu.")
      case .plusSign:
        Bilingual(en: "A JSON number has no plus sign.", fr: "Un nombre JSON n’a pas de signe plus.")
      case .hexadecimal:
        Bilingual(en: "JSON has no hexadecimal numbers.", fr: "JSON n’a pas de nombres hexadécimaux.")
      case .notFinite:
        Bilingual(en: "JSON has neither Infinity nor NaN.", fr: "JSON n’a ni Infinity ni NaN.")
      case .bareDot:
        Bilingual(
          en: "A JSON number has digits on both sides of the point.",
          fr: "Un nombre JSON a des chiffres des deux côtés du point.")
      case .followed(let scalar):
        Bilingual(
          en: "\(Excerpt.of(scalar)) follows the number directly.",
          fr: "\(Excerpt.of(scalar)) suit directement le nombre.")
      }
    }

    var advice: Bilingual? {
      switch self {
      case .leadingZero, .followed:
        Bilingual(
          en: "If it is a code, put it in quotes.", fr: "Si c’est un code, mettez-le entre guillemets.")
      default: nil
      }
    }
  }

  static func invalidNumber(at position: SourcePosition, _ fault: NumberFault) -> JSONSyntaxError {
    JSONSyntaxError(
      .invalidNumber, at: position, en: fault.text.en, fr: fault.text.fr, advice: fault.advice)
  }

  static func comment(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .comment, at: position, en: "JSON has no comments.", fr: "JSON n’a pas de commentaires.")
  }

  static func unterminatedComment(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .unterminatedComment, at: position, en: "The comment that begins here never ends.",
      fr: "Le commentaire qui commence ici ne se termine jamais.",
      advice: Bilingual(en: "Close it with */.", fr: "Fermez-le par */."))
  }

  static func unterminatedString(
    at position: SourcePosition, _ quote: UInt8, isLineEnd: Bool
  ) -> JSONSyntaxError {
    let mark = Unicode.Scalar(quote)
    return JSONSyntaxError(
      .unterminatedString, at: position,
      en: isLineEnd
        ? "The string that begins here is not closed on its line."
        : "The string that begins here is never closed.",
      fr: isLineEnd
        ? "La chaîne qui commence ici n’est pas fermée sur sa ligne."
        : "La chaîne qui commence ici n’est jamais fermée.",
      advice: Bilingual(
        en: "Close it with \(mark), or write a line break as \\n.",
        fr: "Fermez-la par \(mark), ou écrivez un saut de ligne \\n."))
  }

  static func controlCharacter(at position: SourcePosition, _ scalar: Unicode.Scalar) -> JSONSyntaxError {
    let escape = scalar == "\t" ? "\\t" : "\\u00" + Excerpt.byte(UInt8(scalar.value & 0xFF)).dropFirst(2)
    return JSONSyntaxError(
      .controlCharacter, at: position,
      en: "The control character \(Excerpt.of(scalar)) stands inside a string.",
      fr: "Le caractère de contrôle \(Excerpt.of(scalar)) se trouve dans une chaîne.",
      advice: Bilingual(en: "Write it as \(escape).", fr: "Écrivez-le \(escape)."))
  }

  static func invalidEscape(at position: SourcePosition, _ scalar: Unicode.Scalar?) -> JSONSyntaxError {
    guard let scalar else {
      return JSONSyntaxError(
        .invalidEscape, at: position, en: "The escape lacks hexadecimal digits.",
        fr: "Il manque des chiffres hexadécimaux à l’échappement.",
        advice: Bilingual(
          en: "\\u takes four of them, \\x two; a backslash is written \\\\.",
          fr: "\\u en demande quatre, \\x deux ; une barre oblique inverse s’écrit \\\\."))
    }
    return JSONSyntaxError(
      .invalidEscape, at: position, en: "A backslash before \(Excerpt.of(scalar)) means nothing.",
      fr: "Une barre oblique inverse devant \(Excerpt.of(scalar)) n’a pas de sens.",
      advice: Bilingual(
        en: "A backslash itself is written \\\\.", fr: "Une barre oblique inverse s’écrit \\\\."))
  }

  static func loneSurrogate(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .loneSurrogate, at: position, en: "This escape is half of a surrogate pair, and no character.",
      fr: "Cet échappement est la moitié d’une paire de substitution, et non un caractère.",
      advice: Bilingual(
        en: "Write both halves, or the character itself.",
        fr: "Écrivez les deux moitiés, ou le caractère lui-même."))
  }
}
