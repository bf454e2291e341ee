public import Formats
import Licensing

/// Something that a search found, with what a support engineer needs to go on.
public struct SearchHit: Sendable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A company.
    case customer
    /// A person of a company.
    case contact
    /// A contract.
    case contract
    /// A licence.
    case licence
    /// A product.
    case product
  }

  /// Which of its texts was found.
  public enum Match: String, Sendable, CaseIterable {
    /// The whole text.
    case exact
    /// The beginning of the text.
    case beginning
    /// A part of the text.
    case part
    /// Something much alike.
    case similar
  }

  /// What it is.
  public var kind: Kind
  /// Under which id the API has it: of a contact its customer's.
  public var id: String
  /// What people call it: a name, a number, an address; of a licence its masked code.
  public var title: String
  /// Which of its texts was found, such as `name` or `email`.
  public var field: String
  /// How well.
  public var match: Match
  /// The customer's id and name, if it has one.
  public var customer: (id: String, name: String)?
  /// The contract's number, for a contract or a licence.
  public var contract: String?
  /// The product's id, for a product or a licence.
  public var product: String?
  /// The release of a licence.
  public var release: String?
  /// The status of a contract or the state of a licence.
  public var state: String?
}

extension JSONWriter {
  /// A hit, as the API gives it: every key is always there.
  public mutating func searchHit(_ hit: SearchHit) {
    beginObject()
    member("kind", hit.kind.rawValue)
    member("id", hit.id)
    member("title", hit.title)
    member("field", hit.field)
    member("match", hit.match.rawValue)
    key("customer")
    if let customer = hit.customer {
      beginObject()
      member("id", customer.id)
      member("name", customer.name)
      endObject()
    } else {
      null()
    }
    member("contract", hit.contract)
    member("product", hit.product)
    member("release", hit.release)
    member("state", hit.state)
    endObject()
  }
}
