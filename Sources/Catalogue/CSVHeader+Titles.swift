import Formats
import Licensing

extension CSVHeader {
  /// The folded header texts that name a field of a kind.
  static func titles(of field: String, _ kind: RecordKind) -> Set<String> {
    var titles: Set<String> = [TextFolding.phrase(field), TextFolding.phrase(field.spaced)]
    titles.formUnion(english[field] ?? [])
    titles.formUnion(englishByKind[kind]?[field] ?? [])
    titles.formUnion(french[field] ?? [])
    titles.formUnion(frenchByKind[kind]?[field] ?? [])
    return Set(titles.map(canonical))
  }

  /// A folded title without the ways of writing it: `n contrat`, `no de contrat` and `numéro du contrat` are one.
  static func canonical(_ phrase: String) -> String {
    let words = phrase.split(separator: " ")
    guard words.count > 1 else { return phrase }
    let kept = words.enumerated().filter { index, word in index == 0 || !articles.contains(String(word)) }
    return kept.map { ["n", "no", "num", "nr"].contains($0.element) ? "numero" : String($0.element) }.joined(
      separator: " ")
  }

  private static let articles: Set<String> = ["de", "du", "des", "d", "la", "le", "les", "l"]

  private static let english: [String: Set<String>] = [
    "vendor": ["publisher", "editor"], "aliases": ["alias", "other names", "also known as"],
    "product": ["product id", "software"], "sequence": ["order", "rank"],
    "released": ["release date", "date released", "released on"],
    "internal": ["internal versions", "internal version"],
    "builds": ["build", "build numbers"], "endOfSupport": ["end of life", "support ends", "supported until"],
    "locale": ["language"], "domains": ["domain", "mail domains", "mail domain", "e mail domains"],
    "customer": ["customer id", "customer number", "client id", "company"],
    "email": ["mail", "e mail", "e mail address", "email address", "mail address"],
    "mayReceiveCodes": ["receives codes", "can receive codes", "codes"], "programme": ["program", "plan"],
    "starts": ["start", "start date", "from", "starts on", "valid from", "begin"],
    "ends": ["end", "end date", "to", "until", "ends on", "valid until", "expires", "expiry", "expiry date"],
    "status": ["state"], "terminatedOn": ["termination date", "terminated", "cancelled on"],
    "contract": ["contract number", "contract no", "contract id"], "line": ["line number", "line no"],
    "seats": ["quantity", "users", "number of seats", "qty"],
    "code": [
      "licence code", "license code", "licence key", "license key", "licence", "license", "key", "serial number",
      "serial", "activation code",
    ],
    "kind": ["type", "licence type", "license type"], "state": ["status"],
    "issued": ["issued on", "issue date", "date issued"],
  ]

  private static let englishByKind: [RecordKind: [String: Set<String>]] = [
    .product: ["id": ["product id", "code", "identifier"], "name": ["product name", "title"]],
    .release: ["name": ["version", "release", "release name"]],
    .update: ["release": ["version"], "name": ["update", "patch", "service pack", "update name"]],
    .customer: [
      "id": ["customer id", "customer", "customer number", "identifier", "code"],
      "name": ["customer name", "company", "company name"],
    ],
    .contact: ["name": ["full name", "contact", "contact name"]],
    .contract: ["number": ["contract number", "contract", "contract no", "no", "id"]],
    .entitlement: ["releases": ["release", "versions", "version", "included versions", "included releases"]],
    .licence: ["release": ["version"]],
  ]

  private static let french: [String: Set<String>] = [
    "vendor": ["editeur", "fournisseur", "constructeur", "editeur du logiciel", "marque"],
    "aliases": ["alias", "autres noms", "synonymes"],
    "product": ["produit", "logiciel", "id produit"],
    "sequence": ["sequence", "ordre", "rang"],
    "released": [
      "sortie", "sortie le", "date de sortie", "parution", "publie le", "publiee le", "date de parution", "parue le",
      "date de publication",
    ],
    "preview": ["preversion", "apercu", "avant premiere"],
    "internal": ["interne", "versions internes", "version interne", "numero interne"],
    "builds": ["build", "compilation", "compilations"],
    "endOfSupport": ["fin de support", "fin du support", "fin de prise en charge"],
    "source": ["origine"],
    "country": ["pays", "code pays"],
    "locale": ["langue", "langue de correspondance"],
    "domains": ["domaine", "domaines", "domaines mail", "domaine mail", "domaine internet"],
    "customer": [
      "client", "code client", "id client", "numero client", "n client", "no client", "identifiant client",
      "ref client",
      "reference client", "numero de client",
    ],
    "email": [
      "mail", "e mail", "courriel", "adresse mail", "adresse e mail", "adresse electronique", "adresse de courriel",
    ],
    "mayReceiveCodes": [
      "recoit les codes", "peut recevoir les codes", "codes", "recoit codes", "peut recevoir des codes",
      "habilite codes",
      "autorise codes", "habilite", "renvoi de code",
    ],
    "programme": ["programme de maintenance", "programme de support", "formule", "offre"],
    "starts": ["debut", "date de debut", "du", "date debut", "commence le"],
    "ends": ["fin", "date de fin", "au", "echeance", "date fin", "date d echeance", "finit le"],
    "status": ["statut", "etat"],
    "terminatedOn": ["resilie le", "date de resiliation", "resiliation", "date resiliation"],
    "contract": ["contrat", "numero de contrat", "n contrat", "numero contrat", "no contrat"],
    "line": ["ligne", "no ligne", "numero de ligne"],
    "seats": [
      "postes", "nombre de postes", "poste", "nb postes", "nb de postes", "sieges", "quantite", "qte", "utilisateurs",
    ],
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
