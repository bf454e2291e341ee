import Catalogue
import Licensing

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
}
