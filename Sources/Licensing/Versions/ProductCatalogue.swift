/// All that the registry knows of vendors, products and programmes, ready to be asked: one immutable snapshot.
///
/// Customers, contracts and licences are not part of it; there may be millions of those.
public final class ProductCatalogue: Sendable {
  /// The products, by id order.
  public let products: [CatalogueProduct]
  /// The programmes, by id, each with the rules of its desk's time zone.
  public let programmes: [String: Programme]
  /// The zone of each programme's desk, by IANA name.
  public let zones: [String: ZoneRules]
  /// The zone in which a day is told when no programme is known: Europe/Paris.
  public let homeZone: ZoneRules
  /// E-mail domains that never identify a customer.
  public let publicMailDomains: Set<String>
  /// The longest product name, in words.
  let longestName: Int
  /// Every product name in words, for suggestions.
  let nameTexts: [(text: String, item: CatalogueProduct)]
  private let byName: [String: [CatalogueProduct]]
  private let byID: [String: CatalogueProduct]
  private let advisories: [String: Advisory]
  private let programmesByID: [String: CatalogueProgramme]

  /// Makes a snapshot.
  ///
  /// `zones` has the rules of every zone that a programme names, and `homeZone` those of Europe/Paris.
  public init(
    vendors: [Vendor] = [], products: [Product], advisories: [Advisory] = [], programmes: [Programme],
    publicMailDomains: Set<String> = [], zones: [ZoneRules], homeZone: ZoneRules
  ) {
    let vendorsByID = Dictionary(vendors.map { ($0.id, $0) }) { first, _ in first }
    let advisoriesByProduct = Dictionary(grouping: advisories, by: \.product)
    self.products = products.sorted { $0.id < $1.id }.map {
      CatalogueProduct($0, vendor: vendorsByID[$0.vendor], advisories: advisoriesByProduct[$0.id] ?? [])
    }
    self.programmes = Dictionary(programmes.map { ($0.id, $0) }) { first, _ in first }
    self.zones = Dictionary(zones.map { ($0.name, $0) }) { first, _ in first }
    self.homeZone = homeZone
    self.publicMailDomains = Set(publicMailDomains.map { TextFolding.key($0) })
    self.advisories = Dictionary(advisories.map { (TextFolding.key($0.id), $0) }) { first, _ in first }
    let zonesByName = self.zones
    programmesByID = self.programmes.mapValues {
      CatalogueProgramme($0, zone: zonesByName[$0.desk.timeZone] ?? homeZone)
    }
    byID = Dictionary(self.products.map { ($0.product.id, $0) }) { first, _ in first }
    var byName: [String: [CatalogueProduct]] = [:]
    var longestName = 1
    var nameTexts: [(String, CatalogueProduct)] = []
    for product in self.products {
      for name in product.names {
        let text = name.joined(separator: " ")
        byName[text, default: []].append(product)
        nameTexts.append((text, product))
        longestName = max(longestName, name.count)
      }
    }
    self.byName = byName
    self.longestName = longestName
    self.nameTexts = nameTexts
  }

  /// The product with an id, exactly as the catalogue writes it.
  public func product(id: String) -> CatalogueProduct? { byID[id] }

  /// The advisory with an id, compared without case and outer spaces.
  public func advisory(id: String) -> Advisory? { advisories[TextFolding.key(id)] }

  /// The programme with an id, exactly as the catalogue writes it.
  public func programme(id: String) -> CatalogueProgramme? { programmesByID[id] }

  /// The rules of a programme's zone.
  func zone(of programme: Programme) -> ZoneRules { zones[programme.desk.timeZone] ?? homeZone }

  func products(named words: ArraySlice<String>) -> [CatalogueProduct]? {
    words.count == 1 ? words.first.flatMap { byName[$0] } : byName[words.joined(separator: " ")]
  }
}
