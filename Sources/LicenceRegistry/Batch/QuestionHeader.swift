import Catalogue
import Formats
import Licensing

/// The header of a file of questions: which column is which field of a question.
struct QuestionHeader {
  /// The fields of a question, in the order in which they are told.
  enum Field: String, CaseIterable {
    case ticket, licence, contract, customer, email, product, version, topic, incident
    case time = "at"
  }

  /// The column of each field that the file has.
  let columns: [Field: Int]
  /// What is wrong with other columns, which are passed over.
  let problems: [Problem]

  /// Reads a header row.
  init(_ row: CSVRow, file: String) {
    var columns: [Field: Int] = [:]
    var problems: [Problem] = []
    for (index, cell) in row.fields.enumerated() {
      // "N° contrat": the sign is no punctuation, and says nothing.
      let title = TextFolding.phrase(cell.text.filter { $0 != "°" && $0 != "º" })
      if title.isEmpty { continue }
      func report(_ text: Bilingual) {
        problems.append(
          Problem(.unknownColumn, file: file, position: cell.position, text: text, hint: QuestionHeader.known))
      }
      let shown = TextFolding.trimmed(cell.text)
      let named = Field.allCases.first { QuestionHeader.titles(of: $0).contains(title) }
      guard let field = named else {
        report(
          Bilingual(
            en: "unknown column '\(shown)', which is passed over",
            fr: "colonne inconnue « \(shown) », qui est ignorée"))
        continue
      }
      if columns[field] != nil {
        report(
          Bilingual(
            en: "'\(shown)' is the \(field.rawValue) a second time, which is passed over",
            fr: "« \(shown) » désigne une seconde fois le champ \(field.rawValue), ce qui est ignoré"))
      } else {
        columns[field] = index
      }
    }
    self.columns = columns
    self.problems = problems
  }

  private static let known: Bilingual = {
    let english = Field.allCases.map(\.rawValue)
    let french = [
      "ticket", "licence", "contrat", "client", "courriel", "produit", "version", "sujet", "incident", "date",
    ]
    return Bilingual(
      en: "columns of a question: " + english.joined(separator: ", "),
      fr: "colonnes d’une question : " + french.joined(separator: ", "))
  }()

  /// The folded header texts that name a field.
  private static func titles(of field: Field) -> Set<String> {
    Set(titles[field] ?? []).union([field.rawValue])
  }

  private static let titles: [Field: [String]] = [
    .ticket: ["tickets", "ticket id", "ticket number", "n ticket", "numero de ticket", "no ticket", "demande"],
    .licence: [
      "license", "licence code", "license code", "code licence", "code de licence", "cle", "cle de licence",
      "numero de licence",
    ],
    .contract: [
      "contract number", "contrat", "numero de contrat", "n contrat", "no contrat", "numero contrat",
    ],
    .customer: [
      "customer id", "client", "code client", "id client", "numero client", "n client", "identifiant client",
    ],
    .email: [
      "e mail", "mail", "email address", "e mail address", "courriel", "adresse mail", "adresse e mail",
      "adresse electronique", "adresse de courriel",
    ],
    .product: ["produit", "logiciel", "software"],
    .version: ["release", "version installee", "version du logiciel"],
    .topic: ["subject", "sujet", "theme", "objet"],
    .incident: ["advisory", "known incident", "incident connu", "avis"],
    .time: [
      "date", "day", "time", "jour", "le", "asked", "asked on", "opened", "created", "date du ticket", "ouvert le",
      "cree le", "date d ouverture", "date de creation",
    ],
  ]
}
