import Formats
import Licensing

/// The header of a CSV file: which kind of record it holds, and which column is which field.
struct CSVHeader {
  let kind: RecordKind
  /// The column of each field that the file has, by the field's name.
  let columns: [String: Int]

  /// The fields that a kind's file may have, required ones first marked with `true` (DESIGN, section 3).
  static let fields: [(kind: RecordKind, fields: [(name: String, isRequired: Bool)])] = {
    func fields(_ required: [String], _ others: [String]) -> [(String, Bool)] {
      required.map { ($0, true) } + others.map { ($0, false) }
    }
    return [
      (.product, fields(["id", "vendor", "name"], ["aliases"])),
      (
        .release,
        fields(
          ["product", "name", "sequence"],
          ["released", "preview", "aliases", "internal", "builds", "endOfSupport", "source"])
      ),
      (.update, fields(["product", "release", "name"], ["released", "aliases", "builds", "source"])),
      (.customer, fields(["id", "name"], ["country", "locale", "domains"])),
      (.contact, fields(["customer", "email"], ["name", "mayReceiveCodes", "locale"])),
      (
        .contract, fields(["number", "customer", "programme", "starts", "ends"], ["status", "terminatedOn"])
      ),
      (.entitlement, fields(["contract", "product", "releases"], ["line", "seats"])),
      (.licence, fields(["code", "contract", "product", "release"], ["kind", "seats", "state", "issued"])),
    ]
  }()

  /// Recognises a header row; `nil` (and problems) if it is none of the kinds, or several.
  init?(_ row: CSVRow, file: String, _ problems: ProblemLog) {
    // The sign of `N° client` parts words as a space does.
    let cells = row.fields.map { TextFolding.phrase(String($0.text.map { "°º".contains($0) ? " " : $0 })) }
    var best: (kind: RecordKind, columns: [String: Int], unknown: [Int], missing: [String])?
    for (kind, fields) in CSVHeader.fields {
      var columns: [String: Int] = [:]
      var unknown: [Int] = []
      for (index, cell) in cells.enumerated() where !cell.isEmpty {
        let field = fields.first { field in
          columns[field.name] == nil && CSVHeader.titles(of: field.name, kind).contains(cell)
        }
        if let field { columns[field.name] = index } else { unknown.append(index) }
      }
      let missing = fields.filter { $0.isRequired && columns[$0.name] == nil }.map(\.name)
      let candidate = (kind, columns, unknown, missing)
      guard let current = best else {
        best = candidate
        continue
      }
      // The one with the fewest faults, and among equals one that is complete.
      let faults = (unknown.count + missing.count, missing.count)
      if faults < (current.unknown.count + current.missing.count, current.missing.count) { best = candidate }
    }
    guard let best else { return nil }
    let kindName = best.kind.rawValue
    if !best.missing.isEmpty {
      let missing = best.missing.joined(separator: ", ")
      problems.add(
        Problem(
          file: file, position: row.fields.first?.position,
          text: Bilingual(
            en: "the header fits no kind of record; nearest: \(kindName), without \(missing)",
            fr: "l’en-tête ne correspond à aucun type ; le plus proche : \(kindName), sans \(missing)"),
          hint: CSVHeader.hint(best.kind)))
      return nil
    }
    for index in best.unknown {
      let cell = row.fields[index]
      let title = cell.text.trimmed
      let twin = best.columns.first { CSVHeader.titles(of: $0.key, best.kind).contains(cells[index]) }
      let first = twin.map { row.fields[$0.value].text.trimmed } ?? ""
      problems.add(
        Problem(
          file: file, position: cell.position, field: kindName,
          text: twin == nil
            ? Bilingual(en: "unknown column '\(title)'", fr: "colonne inconnue « \(title) »")
            : Bilingual(
              en: "the column '\(title)' stands twice: '\(first)' is the same field",
              fr: "la colonne « \(title) » figure deux fois : « \(first) » est le même champ"),
          hint: CSVHeader.hint(best.kind)))
    }
    guard best.unknown.isEmpty else { return nil }
    kind = best.kind
    columns = best.columns
  }

  private static func hint(_ kind: RecordKind) -> Bilingual {
    let names = fields.first { $0.kind == kind }?.fields.map { $0.isRequired ? "\($0.name)*" : $0.name } ?? []
    let list = names.joined(separator: ", ")
    return Bilingual(
      en: "columns of \(kind.rawValue): \(list) (* required)", fr: "colonnes de \(kind.rawValue) : \(list) (* requises)"
    )
  }

  /// The folded header texts that name a field of a kind.
  private static func titles(of field: String, _ kind: RecordKind) -> Set<String> {
    var titles: Set<String> = [TextFolding.phrase(field), TextFolding.phrase(field.spaced)]
    titles.formUnion(french[field] ?? [])
    titles.formUnion(frenchByKind[kind]?[field] ?? [])
    return titles
  }

  private static let french: [String: Set<String>] = [
    "vendor": ["editeur", "fournisseur", "constructeur"],
    "aliases": ["alias", "autres noms", "synonymes"],
    "product": ["produit", "logiciel", "id produit"],
    "sequence": ["sequence", "ordre", "rang"],
    "released": ["sortie", "sortie le", "date de sortie", "parution", "publie le", "date de parution"],
    "preview": ["preversion", "apercu", "avant premiere"],
    "internal": ["interne", "versions internes", "version interne", "numero interne"],
    "builds": ["build", "compilation", "compilations"],
    "endOfSupport": ["fin de support", "fin du support", "fin de prise en charge"],
    "source": ["origine"],
    "country": ["pays"],
    "locale": ["langue"],
    "domains": ["domaine", "domaines", "domaines mail", "domaine mail", "domaine internet"],
    "customer": ["client", "code client", "id client", "numero client", "n client"],
    "email": [
      "mail", "e mail", "courriel", "adresse mail", "adresse e mail", "adresse electronique", "adresse de courriel",
    ],
    "mayReceiveCodes": [
      "recoit les codes", "peut recevoir les codes", "codes", "recoit codes", "peut recevoir des codes",
      "habilite codes",
      "autorise codes", "habilite", "renvoi de code",
    ],
    "programme": ["program"],
    "starts": ["debut", "date de debut", "du", "date debut", "commence le"],
    "ends": ["fin", "date de fin", "au", "echeance", "date fin", "date d echeance", "finit le"],
    "status": ["statut", "etat"],
    "terminatedOn": ["resilie le", "date de resiliation", "resiliation", "date resiliation"],
    "contract": ["contrat", "numero de contrat", "n contrat", "numero contrat", "no contrat"],
    "line": ["ligne", "no ligne", "numero de ligne"],
    "seats": ["postes", "nombre de postes", "poste", "nb postes", "sieges", "quantite"],
    "code": [
      "code licence", "code de licence", "licence", "cle", "cle de licence", "numero de licence", "n de serie",
      "numero de serie",
    ],
    "kind": ["type", "genre", "nature", "type de licence"],
    "state": ["etat", "statut"],
    "issued": [
      "emis le", "emise le", "date d emission", "emission", "delivre le", "delivree le", "date de delivrance",
    ],
  ]

  private static let frenchByKind: [RecordKind: [String: Set<String>]] = [
    .product: ["id": ["identifiant", "code", "code produit"], "name": ["nom", "libelle", "designation", "produit"]],
    .release: ["name": ["nom", "version"]],
    .update: ["release": ["version"], "name": ["nom", "mise a jour", "correctif"]],
    .customer: [
      "id": ["identifiant", "code", "code client", "numero", "n client", "numero client"],
      "name": ["nom", "raison sociale", "societe", "client"],
    ],
    .contact: ["name": ["nom", "nom complet", "contact"]],
    .contract: ["number": ["numero", "n", "no", "contrat", "numero de contrat", "n contrat", "numero contrat"]],
    .entitlement: ["releases": ["versions", "version", "versions incluses"]],
    .licence: ["release": ["version"]],
  ]
}

extension String {
  /// `mayReceiveCodes` as `may Receive Codes`.
  fileprivate var spaced: String {
    reduce(into: "") { $0 += $1.isUppercase ? " \($1)" : "\($1)" }
  }
}
