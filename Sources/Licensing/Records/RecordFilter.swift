/// Which records of a kind are wanted; what is not given does not count.
///
/// Texts are in the form by which they are compared (`TextFolding.key`), ids of products and names of releases as they are
/// written.
public struct RecordFilter: Sendable, Hashable {
  /// Contracts and licences of this customer.
  public var customer: String?
  /// Licences of this contract.
  public var contract: String?
  /// Contracts that include, and licences and advisories of, this product.
  public var product: String?
  /// Licences of this release.
  public var release: String?
  /// Contracts under this programme.
  public var programme: String?
  /// Contracts of this status.
  public var status: Contract.Status?
  /// Licences of this state.
  public var state: Licence.State?
  /// Customers that own this mail domain.
  public var domain: String?
  /// Customers with this contact.
  public var email: String?
  /// Products of this vendor.
  public var vendor: String?

  /// Makes a filter that lets everything through.
  public init() {}
}
