extension JSONSyntaxError {
  static func empty(at position: SourcePosition, _ grammar: JSONGrammar) -> JSONSyntaxError {
    JSONSyntaxError(
      .empty, at: position, en: "There is nothing here: a \(grammar.name) text is one value.",
      fr: "Il n’y a rien ici : un texte \(grammar.name) est une valeur.")
  }

  static func tooLarge(limit: Int) -> JSONSyntaxError {
    JSONSyntaxError(
      .tooLarge, at: .start, en: "The text is longer than \(limit) bytes.",
      fr: "Le texte dépasse \(limit) octets.")
  }

  static func tooDeep(at position: SourcePosition, limit: Int) -> JSONSyntaxError {
    JSONSyntaxError(
      .tooDeep, at: position, en: "More than \(limit) arrays and objects stand inside one another here.",
      fr: "Plus de \(limit) tableaux et objets sont imbriqués ici.")
  }

  static func invalidUTF8(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .invalidUTF8, at: position, en: "The bytes here are not UTF-8.",
      fr: "Les octets à cet endroit ne sont pas de l’UTF-8.",
      advice: Bilingual(en: "Save the text as UTF-8.", fr: "Enregistrez le texte en UTF-8."))
  }

  static var byteOrderMark: JSONSyntaxError {
    JSONSyntaxError(
      .byteOrderMark, at: .start, en: "A byte order mark stands before the JSON text.",
      fr: "Une marque d’ordre des octets précède le texte JSON.",
      advice: Bilingual(en: "Send UTF-8 without it.", fr: "Envoyez de l’UTF-8 sans cette marque."))
  }

  static func unexpectedEnd(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .unexpectedEnd, at: position, en: "The text ends where a value should be.",
      fr: "Le texte se termine là où une valeur est attendue.")
  }

  static func unclosed(
    _ bracket: Unicode.Scalar, openedAt start: SourcePosition, at position: SourcePosition
  ) -> JSONSyntaxError {
    JSONSyntaxError(
      .unexpectedEnd, at: position,
      en: "The text ends before the '\(bracket)' of line \(start.line), column \(start.column) is closed.",
      fr: "Le texte se termine avant que le '\(bracket)' de la ligne \(start.line), "
        + "colonne \(start.column) soit fermé.",
      related: start)
  }

  static func trailingContent(at position: SourcePosition, _ found: Unicode.Scalar) -> JSONSyntaxError {
    JSONSyntaxError(
      .trailingContent, at: position, en: "The value has ended, yet \(Excerpt.of(found)) follows.",
      fr: "La valeur est terminée, pourtant \(Excerpt.of(found)) suit.",
      advice: Bilingual(
        en: "Put several values into an array.", fr: "Placez plusieurs valeurs dans un tableau."))
  }

  static func unexpectedCharacter(
    at position: SourcePosition, _ found: Unicode.Scalar
  ) -> JSONSyntaxError {
    JSONSyntaxError(
      .unexpectedCharacter, at: position, en: "\(Excerpt.of(found)) stands where a value should be.",
      fr: "\(Excerpt.of(found)) se trouve là où une valeur est attendue.")
  }

  static func singleQuote(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .unexpectedCharacter, at: position, en: "\"'\" stands where a value should be.",
      fr: "\"'\" se trouve là où une valeur est attendue.",
      advice: Bilingual(
        en: "JSON puts strings in double quotes.", fr: "JSON écrit les chaînes entre guillemets doubles."))
  }

  static func unknownLiteral(
    at position: SourcePosition, _ word: String, _ grammar: JSONGrammar
  ) -> JSONSyntaxError {
    let lowercase = word.lowercased()
    let literal = ["true", "false", "null"].first { $0 == lowercase } ?? (lowercase == "none" ? "null" : nil)
    let advice =
      if let literal {
        Bilingual(en: "Write \(literal).", fr: "Écrivez \(literal).")
      } else {
        Bilingual(en: "Put text in quotes.", fr: "Mettez le texte entre guillemets.")
      }
    return JSONSyntaxError(
      .unknownLiteral, at: position, en: "\(Excerpt.of(word)) is not a value of \(grammar.name).",
      fr: "\(Excerpt.of(word)) n’est pas une valeur \(grammar.name).", advice: advice)
  }

  static func missingComma(
    at position: SourcePosition, _ found: Unicode.Scalar, _ close: Unicode.Scalar
  ) -> JSONSyntaxError {
    JSONSyntaxError(
      .missingComma, at: position, en: "\(Excerpt.of(found)) stands where ',' or '\(close)' should be.",
      fr: "\(Excerpt.of(found)) se trouve là où ',' ou '\(close)' est attendu.",
      advice: found == "-" || found == "."
        ? Bilingual(
          en: "Put a date or a version in quotes: it is a text.",
          fr: "Mettez une date ou une version entre guillemets : c’est un texte.")
        : nil)
  }

  static func trailingComma(at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .trailingComma, at: position, en: "A comma stands before the closing bracket.",
      fr: "Une virgule précède le crochet ou l’accolade fermante.",
      advice: Bilingual(
        en: "JSON allows no trailing comma: remove it.", fr: "JSON n’admet pas de virgule finale : supprimez-la."))
  }

  static func missingColon(after key: String, at position: SourcePosition) -> JSONSyntaxError {
    JSONSyntaxError(
      .missingColon, at: position, en: "A ':' should follow the key \(Excerpt.of(key)).",
      fr: "Un ':' est attendu après la clé \(Excerpt.of(key)).")
  }

  static func invalidKey(
    at position: SourcePosition, _ found: Unicode.Scalar, _ grammar: JSONGrammar
  ) -> JSONSyntaxError {
    JSONSyntaxError(
      .invalidKey, at: position, en: "\(Excerpt.of(found)) begins no key.",
      fr: "\(Excerpt.of(found)) ne commence pas une clé.",
      advice: grammar == .strict
        ? Bilingual(en: "JSON puts keys in double quotes.", fr: "JSON écrit les clés entre guillemets doubles.")
        : Bilingual(
          en: "Put a key that is not a plain name in quotes.",
          fr: "Mettez entre guillemets une clé qui n’est pas un simple nom."))
  }

  static func invalidKeyEscape(at position: SourcePosition, _ scalar: Unicode.Scalar) -> JSONSyntaxError {
    JSONSyntaxError(
      .invalidKey, at: position, en: "\(Excerpt.of(scalar)) may not stand here in a key without quotes.",
      fr: "\(Excerpt.of(scalar)) n’est pas admis ici dans une clé sans guillemets.")
  }

  static func duplicateKey(
    _ key: String, at position: SourcePosition, first: SourcePosition
  ) -> JSONSyntaxError {
    JSONSyntaxError(
      .duplicateKey, at: position,
      en: "The key \(Excerpt.of(key)) stands already at line \(first.line), column \(first.column).",
      fr: "La clé \(Excerpt.of(key)) se trouve déjà ligne \(first.line), colonne \(first.column).",
      related: first)
  }
}
