import Formats

/// What is wrong with the value of a field.
struct FieldFault {
  var code: ProblemCode
  var text: Bilingual
  /// What could stand there instead.
  var expected: Bilingual?
  /// What to do.
  var hint: Bilingual?

  init(_ code: ProblemCode, _ text: Bilingual, expected: Bilingual? = nil, hint: Bilingual? = nil) {
    self.code = code
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

extension Bilingual {
  /// What to do about a text that should be a whole number.
  static let wholeNumber = Bilingual(
    en: "write digits alone, as 12, without unit or decimals",
    fr: "écrivez des chiffres seuls, comme 12, sans unité ni décimales")
}
