/// What a typed product text means.
public enum ProductReading: Sendable {
  /// One product; `rest` is what the text says after its name, a version, or empty.
  case found(CatalogueProduct, rest: String)
  /// Several products have that name.
  case ambiguous([CatalogueProduct])
  /// No product has it; the nearest come first.
  case unrecognised(nearest: [CatalogueProduct])
}

extension ProductCatalogue {
  /// Reads a product as people type it: an id, a name or an alias, which a version may follow.
  public func reading(ofProduct text: String) -> ProductReading {
    let words = TextFolding.words(text)
    if let products = products(named: words[...]) { return reading(products, rest: "") }
    for length in stride(from: min(words.count - 1, longestName), to: 0, by: -1) {
      guard let products = products(named: words.prefix(length)) else { continue }
      let rest = words.dropFirst(length)
      let fitting = products.filter { $0.readsAsVersion(VersionWords.words(rest.joined(separator: " "))[...]) }
      if !fitting.isEmpty { return reading(fitting, rest: rest.joined(separator: " ")) }
    }
    if let glued = gluedProduct(words) { return glued }
    return .unrecognised(nearest: nearest(to: words))
  }

  /// The products that a version text names as whole words, each as long a name as can be.
  ///
  /// A name that goes on with something else than a version (`AutoCAD Map 3D 2022`) is another product's: alone it names
  /// nothing, and beside a good name it is a second one. A text that speaks of an extension or an object enabler for a
  /// product does not speak of the product.
  public func productsNamed(inVersion text: String) -> [CatalogueProduct] {
    let words = TextFolding.words(text)
    var found: [CatalogueProduct] = []
    var doubtful: [CatalogueProduct] = []
    var rest = words[...]
    while let word = rest.first {
      if ProductCatalogue.extensionMarks.contains(word) { return [] }
      var taken = 1
      for length in stride(from: min(rest.count, longestName), to: 0, by: -1) {
        guard let products = products(named: rest.prefix(length)) else { continue }
        // What follows a name shows in its first words; a text of nothing but names must not be read over and over.
        let tail = VersionWords.words(rest.dropFirst(length).prefix(8).joined(separator: " "))[...]
        let fitting = products.filter { tail.isEmpty || $0.readsAsVersion(tail) || VersionWords.looksLikeUpdate(tail) }
        guard !fitting.isEmpty else {
          doubtful += products
          continue
        }
        found += fitting
        taken = length
        break
      }
      if taken == 1, case .found(let product, _)? = gluedProduct([word]) { found.append(product) }
      rest = rest.dropFirst(taken)
    }
    var seen = Set<String>()
    return found.isEmpty ? [] : (found + doubtful).filter { seen.insert($0.product.id).inserted }
  }

  private func reading(_ products: [CatalogueProduct], rest: String) -> ProductReading {
    products.count == 1 ? .found(products[0], rest: rest) : .ambiguous(products)
  }

  /// `rvt25`: an alias of letters with a number right behind it.
  private func gluedProduct(_ words: [String]) -> ProductReading? {
    guard let first = words.first else { return nil }
    let letters = String(first.prefix { $0.isLetter })
    let digits = first.dropFirst(letters.count)
    guard !letters.isEmpty, VersionWords.startsWithDigit(digits), let products = products(named: [letters][...]) else {
      return nil
    }
    return reading(products, rest: ([String(digits)] + words.dropFirst()).joined(separator: " "))
  }

  /// The products whose names are nearest to the words before a version, then those whose names the words hold.
  private func nearest(to words: [String]) -> [CatalogueProduct] {
    let name = words.prefix { !VersionWords.startsWithDigit($0) }.prefix(8)
    var held: [CatalogueProduct] = []
    for length in stride(from: min(name.count, longestName), to: 0, by: -1) {
      for start in 0...(name.count - length) {
        held += products(named: name.dropFirst(start).prefix(length)) ?? []
      }
    }
    let near = EditDistance.nearest(to: (name.isEmpty ? words[...] : name).joined(separator: " "), among: nameTexts)
    var seen = Set<String>()
    return Array((near + held).filter { seen.insert($0.product.id).inserted }.prefix(3))
  }

  /// Words that say that the text is about something made for a product.
  private static let extensionMarks: Set<String> = [
    "extension", "extensions", "enabler", "enablers", "addin", "addins", "addon", "addons", "plugin", "plugins", "add",
    "plug", "toolkit", "connector", "connecteur", "viewer", "visionneuse", "for", "pour",
  ]
}

extension VersionWords {
  /// Whether words start with a kind of update, such as `sp1` or `hotfix`.
  static func looksLikeUpdate(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.first else { return false }
    return ["sp", "update", "hotfix"].contains { kind in
      first.hasPrefix(kind) && first.dropFirst(kind.count).allSatisfy { $0.isNumber || $0 == "." }
    }
  }
}
