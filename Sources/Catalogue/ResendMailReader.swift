import Formats
import Licensing

/// Reads the texts of the mail that brings a code again.
enum ResendMailReader {
  static let fields = Set(ResendMail.Part.allCases.map(\.rawValue))

  /// The texts of a file; what it does not state is as it always is, and what can't be used is reported.
  static func read(_ source: JSONFieldSource) -> ResendMail {
    mail(source) { part, field, text in
      for fault in ResendMail.faults(of: text, as: part) { source.report(field, told(fault, part)) }
      return true
    }
  }

  /// The texts that the registry holds; what can't be used, such as by an older program's leave, is as it always is.
  static func stored(_ source: JSONFieldSource) -> ResendMail {
    mail(source) { part, _, text in ResendMail.faults(of: text, as: part).isEmpty }
  }

  private static func mail(
    _ source: JSONFieldSource, _ isUsable: (ResendMail.Part, _ field: String, String) -> Bool
  ) -> ResendMail {
    func text(_ part: ResendMail.Part, _ standard: LocalizedText) -> LocalizedText {
      guard let text = source.localized(part.rawValue) else { return standard }
      let field = part.rawValue
      if source.node(field)?.string != nil { return isUsable(part, field, text.english) ? text : standard }
      let isEnglishUsable = isUsable(part, "\(field).en", text.english)
      let isFrenchUsable = isUsable(part, "\(field).fr", text.french)
      return isEnglishUsable && isFrenchUsable ? text : standard
    }
    let standard = ResendMail.standard
    return ResendMail(
      subject: text(.subject, standard.subject), body: text(.body, standard.body),
      licence: text(.licence, standard.licence))
  }

  private static func told(_ fault: ResendMail.Fault, _ part: ResendMail.Part) -> FieldFault {
    let known = part.placeholders.map { "{\($0.rawValue)}" }.joined(separator: ", ")
    let words = Bilingual(en: "only \(known)", fr: "seulement \(known)")
    switch fault {
    case .blank:
      return .missing(en: "a text", fr: "un texte", isFeminine: false)
    case .unknown(let name):
      return FieldFault(
        .unknownWord, Bilingual(en: "'{\(name)}' stands for nothing", fr: "« {\(name)} » ne représente rien"),
        expected: words, hint: Bilingual(en: "known here are \(known)", fr: "sont connus ici \(known)"))
    case .misplaced(let placeholder):
      let name = "{\(placeholder.rawValue)}"
      return FieldFault(
        .conflict,
        Bilingual(en: "'\(name)' has no place in this text", fr: "« \(name) » n’a pas sa place dans ce texte"),
        expected: words,
        hint: placeholder == .licences
          ? Bilingual(en: "'\(name)' belongs into 'body'", fr: "« \(name) » va dans « body »")
          : Bilingual(
            en: "'\(name)' is of one licence, so it belongs into 'licence'",
            fr: "« \(name) » concerne une licence : il va dans « licence »"))
    case .noLicences:
      return FieldFault(
        .missing,
        Bilingual(
          en: "missing: no code would be in the mail without '{licences}' in a paragraph of its own",
          fr: "absent : sans « {licences} » seul dans son paragraphe, le courriel n’aurait aucun code"),
        expected: Bilingual(en: "{licences} between blank lines", fr: "{licences} entre deux lignes vides"),
        hint: Bilingual(
          en: "put \\n\\n{licences}\\n\\n where the licences are to stand",
          fr: "mettez \\n\\n{licences}\\n\\n à l’endroit des licences"))
    case .noCode:
      return FieldFault(
        .missing,
        Bilingual(
          en: "missing: no code would be in the mail without '{code}'",
          fr: "absent : sans « {code} », le courriel n’aurait aucun code"),
        expected: Bilingual(en: "a line with {code}", fr: "une ligne avec {code}"))
    case .codeMayBeLeftOut:
      return FieldFault(
        .conflict,
        Bilingual(
          en: "'{code}' stands on a line that is left out where the seats or the ticket are not known",
          fr: "« {code} » est sur une ligne omise quand les postes ou le ticket sont inconnus"),
        expected: Bilingual(en: "{code} on a line of its own", fr: "{code} sur une ligne à part"),
        hint: Bilingual(en: "put {code} on a line of its own", fr: "mettez {code} sur une ligne à part"))
    }
  }
}
