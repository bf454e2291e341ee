/// A product of the catalogue, with what is needed to recognise its versions in typed text.
public final class CatalogueProduct: Sendable {
  /// The product.
  public let product: Product
  /// Its vendor, if the catalogue has it.
  public let vendor: Vendor?
  /// The known incidents of the product.
  public let advisories: [Advisory]
  let designations: Designations
  /// The id, the name and the aliases as folded words, longest first.
  let names: [[String]]
  /// Names written as one word of letters, which people put right in front of a number: `rvt25`.
  let gluedNames: Set<String>
  private let vendorWords: Set<String>
  private let judgements = VersionJudgements()

  init(_ product: Product, vendor: Vendor?, advisories: [Advisory]) {
    self.product = product
    self.vendor = vendor
    self.advisories = advisories
    designations = Designations(of: product.releases)
    let texts = [product.id, product.name] + product.aliases
    names = Set(texts.map { VersionWords.plainWords($0) }).filter { !$0.isEmpty }
      .sorted { ($0.count, $1.description) > ($1.count, $0.description) }
    gluedNames = Set(names.filter { $0.count == 1 && $0[0].allSatisfy(\.isLetter) }.map { $0[0] })
    vendorWords = Set(vendor.map { TextFolding.words($0.name) + TextFolding.words($0.id) } ?? [])
  }

  /// What is said of a version that a ticket reports under a contract that includes the product.
  func judgement(
    on text: String?, in catalogue: ProductCatalogue, licence: borrowing Licence?, contract: borrowing Contract,
    window: Programme.Window, _ day: CalendarDay, _ language: Language
  ) -> VersionJudgement {
    func make() -> VersionJudgement {
      VersionJudgement(
        text, of: self, in: catalogue, licence: licence, contract: contract, window: window, on: day, language)
    }
    // Where no version is reported, the licence says which it is for.
    guard let text else { return make() }
    return judgements.judgement(
      text, of: product.id, contract: contract, window: window, on: day, language, make: make)
  }

  /// Whether a word of a version text adds nothing: the vendor's name, or a word like "version".
  func isNeutral(_ word: String) -> Bool {
    VersionWords.isNeutral(word) || vendorWords.contains(word)
  }

  /// Whether words that follow the product's name read as a version of it: they start with a digit, with `v` or `R` and a
  /// digit, or with a known release, update or alias (DESIGN, section 4, "Small print").
  func readsAsVersion(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.drop(while: isNeutral).first else { return !words.isEmpty }
    return VersionWords.looksLikeVersion(first) || designations.match(at: words.drop(while: isNeutral)) != nil
  }

  /// The release that a target names.
  func release(_ target: Designations.Target) -> Release {
    product.releases[target.release]
  }

  /// The name of the update that a target names, if it names one.
  func updateName(_ target: Designations.Target) -> String? {
    target.update.map { product.releases[target.release].updates[$0].name }
  }

  /// Where a release or update name of this product stands, compared without case.
  func target(named name: String) -> Designations.Target? {
    let key = TextFolding.key(name)
    for (index, release) in product.releases.enumerated() {
      if TextFolding.key(release.name) == key { return Designations.Target(release: index, update: nil) }
      for (order, update) in release.updates.enumerated() where TextFolding.key(update.name) == key {
        return Designations.Target(release: index, update: order)
      }
    }
    return nil
  }
}

extension CatalogueProduct: Hashable {
  /// Whether two are the same product with the same content.
  public static func == (left: CatalogueProduct, right: CatalogueProduct) -> Bool {
    left === right
      || (left.product == right.product && left.vendor == right.vendor && left.advisories == right.advisories)
  }

  /// Feeds the product's id.
  public func hash(into hasher: inout Hasher) { hasher.combine(product.id) }
}
