import Formats

/// What is wrong with the value of a field.
struct FieldFault {
  var code: ProblemCode
  /// What exactly it is, where what reads the format has a code of its own for that.
  var cause: String?
  var text: Bilingual
  /// What could stand there instead.
  var expected: Bilingual?
  /// What to do.
  var hint: Bilingual?

  init(
    _ code: ProblemCode, cause: String? = nil, _ text: Bilingual, expected: Bilingual? = nil, hint: Bilingual? = nil
  ) {
    self.code = code
    self.cause = cause
    self.text = text
    self.expected = expected
    self.hint = hint
  }

  /// A required value that is not there: what it should be, and whether French speaks of it as feminine.
  static func missing(en: String, fr: String, isFeminine: Bool = true, hint: Bilingual? = nil) -> FieldFault {
    FieldFault(
      .missing,
      Bilingual(en: "missing: \(en) is required", fr: "absent : \(fr) est \(isFeminine ? "requise" : "requis")"),
      expected: Bilingual(en: en, fr: fr), hint: hint)
  }
}

extension FieldFault {
  /// A text that a spreadsheet has spoilt.
  init(_ damage: ExcelDamage, hint: Bilingual) {
    self.init(
      .malformed, cause: damage.code, damage.text,
      expected: Bilingual(en: "the text as it was entered", fr: "le texte tel qu’il a été saisi"), hint: hint)
  }

  /// What is wrong with a licence code, whatever format it stands in; `nil` if it may be one.
  ///
  /// What only looks like a date or a number with decimals is damage in a spreadsheet's file alone.
  init?(ofCode code: String) {
    if let damage = ExcelDamage.inspect(code),
      [.scientificNotation, .errorValue, .tooNarrow].contains(damage.kind)
    {
      self.init(damage, hint: damage.advice)
    } else if code.contains("•") {
      self.init(
        .maskedCode,
        Bilingual(
          en: "'\(code.trimmed)' is a code as it is shown, all but its end hidden",
          fr: "« \(code.trimmed) » est un code tel qu’il est affiché, masqué sauf la fin"),
        expected: Bilingual(en: "the whole code", fr: "le code entier"),
        hint: Bilingual(
          en: "write the whole code, as it was issued", fr: "écrivez le code entier, tel qu’il a été délivré"))
    } else {
      return nil
    }
  }
}

extension Bilingual {
  /// What to do about a text that should be a whole number.
  static let wholeNumber = Bilingual(
    en: "write digits alone, as 12, without unit or decimals",
    fr: "écrivez des chiffres seuls, comme 12, sans unité ni décimales")
}
