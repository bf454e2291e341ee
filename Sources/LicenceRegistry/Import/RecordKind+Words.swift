import Catalogue
public import Licensing

extension RecordKind {
  /// The field that tells a record from others of its kind, as far as the file states one.
  func keyField(in read: ReadRecord) -> String {
    switch self {
    case .vendor, .programme, .product, .advisory, .customer: "id"
    case .release, .update: "name"
    case .publicMailDomain: "domain"
    case .contact: "email"
    case .contract: "number"
    case .entitlement: read.holds("line") ? "line" : "product"
    case .licence: "code"
    }
  }

  /// One record with its article, for French messages.
  var singularFrench: String {
    switch self {
    case .vendor: "l’éditeur"
    case .programme: "le programme"
    case .product: "le produit"
    case .release: "la version"
    case .update: "la mise à jour"
    case .advisory: "l’avis"
    case .publicMailDomain: "le domaine public"
    case .customer: "le client"
    case .contact: "le contact"
    case .contract: "le contrat"
    case .entitlement: "le droit"
    case .licence: "la licence"
    }
  }

  /// Several records, as tables and counts name them.
  ///
  /// - Parameter language: of the name.
  public func plural(_ language: Language) -> String {
    switch self {
    case .vendor: language(en: "vendors", fr: "éditeurs")
    case .programme: language(en: "programmes", fr: "programmes")
    case .product: language(en: "products", fr: "produits")
    case .release: language(en: "releases", fr: "versions")
    case .update: language(en: "updates", fr: "mises à jour")
    case .advisory: language(en: "advisories", fr: "avis")
    case .publicMailDomain: language(en: "publicMailDomains", fr: "domaines publics")
    case .customer: language(en: "customers", fr: "clients")
    case .contact: language(en: "contacts", fr: "contacts")
    case .contract: language(en: "contracts", fr: "contrats")
    case .entitlement: language(en: "entitlements", fr: "droits")
    case .licence: language(en: "licences", fr: "licences")
    }
  }

  /// One record, without its article.
  ///
  /// - Parameter language: of the name.
  public func noun(_ language: Language) -> String {
    switch self {
    case .advisory: language(en: singular, fr: "avis")
    case .update: language(en: singular, fr: "mise à jour")
    case .publicMailDomain: language(en: singular, fr: "domaine public")
    default: language(en: singular, fr: String(plural(.french).dropLast()))
    }
  }

  /// So many records, in words: `1 customer`, `3 licences`.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - number: the count as it is written.
  ///   - language: of the words.
  public func counted(_ count: Int, _ number: String, _ language: Language) -> String {
    // In French, nothing and one are singular.
    let isOne = language == .french ? count < 2 : count == 1
    return "\(number) \(isOne ? noun(language) : plural(language))"
  }

  /// Whether what is said of it agrees in the feminine, in French.
  var isFeminine: Bool { self == .release || self == .update || self == .licence }

  /// A field as people call it.
  ///
  /// - Parameters:
  ///   - field: the field's name in files.
  ///   - language: of the name.
  public func name(ofField field: String, _ language: Language) -> String {
    language(en: field, fr: RecordKind.frenchFields[field] ?? field)
  }

  private static let frenchFields: [String: String] = [
    "vendor": "éditeur", "name": "nom", "aliases": "autres noms", "escalation": "escalade", "definition": "définition",
    "product": "produit", "sequence": "rang", "released": "sortie", "preview": "préversion",
    "endOfSupport": "fin de support", "internal": "versions internes", "builds": "compilations", "source": "origine",
    "release": "version", "domain": "domaine", "country": "pays", "locale": "langue", "domains": "domaines",
    "customer": "client", "email": "courriel", "mayReceiveCodes": "reçoit les codes", "number": "numéro",
    "programme": "programme", "starts": "début", "ends": "fin", "status": "statut", "terminatedOn": "résilié le",
    "contract": "contrat", "line": "ligne", "releases": "versions", "seats": "postes", "kind": "type", "state": "état",
    "issued": "émise le",
  ]
}
