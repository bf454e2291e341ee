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
    let words = VersionWords.plainWords(text)
    if let products = products(named: words[...]) { return reading(products, rest: []) }
    for length in stride(from: min(words.count - 1, longestName), to: 0, by: -1) {
      guard let products = products(named: words.prefix(length)) else { continue }
      let rest = words.dropFirst(length)
      // "Revit 2025 extension" speaks of something made for the product.
      if rest.contains(where: ProductCatalogue.extensionNouns.contains) { continue }
      let fitting = products.filter { $0.readsAsVersion(VersionWords.words(rest.joined(separator: " "))[...]) }
      guard !fitting.isEmpty else { continue }
      if let (longer, version, _) = nameAround(words.prefix(length), rest) { return reading(longer, rest: version) }
      let others = productsNamed(inVersion: rest.joined(separator: " ")).filter { !fitting.contains($0) }
      return others.isEmpty ? reading(fitting, rest: Array(rest)) : .ambiguous(fitting + others)
    }
    if let glued = gluedProduct(words) { return glued }
    return .unrecognised(nearest: nearest(to: words))
  }

  /// The products whose name goes on behind the version (`AutoCAD 2024 LT`), the words of the version, and how many words
  /// are taken in all.
  private func nameAround(
    _ name: ArraySlice<String>, _ rest: ArraySlice<String>
  ) -> (products: [CatalogueProduct], version: [String], taken: Int)? {
    let version = rest.prefix { VersionWords.looksLikeVersion($0) || VersionWords.looksLikeUpdate([$0]) }
    guard !version.isEmpty else { return nil }
    let behind = rest.dropFirst(version.count)
    for length in stride(from: min(behind.count, longestName - name.count), to: 0, by: -1) {
      guard let products = products(named: (name + behind.prefix(length))[...]) else { continue }
      return (products, Array(version + behind.dropFirst(length)), name.count + version.count + length)
    }
    return nil
  }

  /// The products that have a number inside the program (`24.2`) to which a version text belongs, each with the release
  /// that it is, where it is not the same release of all: the number alone does not say what is meant.
  func productsNumbering(_ text: String) -> [(product: CatalogueProduct, release: String)] {
    let words = VersionWords.words(text).filter { !VersionWords.isNeutral($0) }
    guard words.count == 1 else { return [] }
    let number = VersionWords.withoutPrefixLetter(words[0]) ?? words[0]
    guard number.contains("."), number.allSatisfy({ $0.isNumber || $0 == "." }) else { return [] }
    func begins(_ prefix: String) -> Bool { number == prefix || number.hasPrefix(prefix + ".") }
    var found: [(product: CatalogueProduct, release: String)] = []
    for product in products {
      let known = product.product.releases.flatMap { release in release.internal.map { (prefix: $0, release: release) }
      }
      let longest = known.filter { begins($0.prefix) }.max { $0.prefix.utf8.count < $1.prefix.utf8.count }
      if let longest { found.append((product, longest.release.name)) }
    }
    return Set(found.map(\.release)).count > 1 ? found : []
  }

  /// The products that a version text names as whole words, each as long a name as can be.
  ///
  /// A name that goes on with something else than a version (`AutoCAD Map 3D 2022`) is another product's: alone it names
  /// nothing, and beside a good name it is a second one. A text that speaks of an extension or an object enabler for a
  /// product does not speak of the product.
  public func productsNamed(inVersion text: String) -> [CatalogueProduct] {
    let words = VersionWords.plainWords(text)
    var found: [CatalogueProduct] = []
    var doubtful: [CatalogueProduct] = []
    var rest = words[...]
    while let word = rest.first {
      if ProductCatalogue.extensionNouns.contains(word) || word == "for" || word == "pour" { return [] }
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
        if let around = nameAround(rest.prefix(length), rest.dropFirst(length).prefix(8)) {
          (found, taken) = (found + around.products, around.taken)
        } else {
          found += fitting
          taken = length
        }
        break
      }
      if taken == 1, case .found(let product, _)? = gluedProduct([word]) { found.append(product) }
      rest = rest.dropFirst(taken)
    }
    var seen = Set<String>()
    return found.isEmpty ? [] : (found + doubtful).filter { seen.insert($0.product.id).inserted }
  }

  private func reading(_ products: [CatalogueProduct], rest: [String]) -> ProductReading {
    guard products.count == 1, let product = products.first else { return .ambiguous(products) }
    // "Revit (Autodesk), x64" says nothing of a version.
    return .found(product, rest: rest.allSatisfy(product.isNeutral) ? "" : rest.joined(separator: " "))
  }

  /// `rvt25`, `revit.2025`: an alias of letters with a number right behind it.
  private func gluedProduct(_ words: [String]) -> ProductReading? {
    guard let first = words.first else { return nil }
    let letters = String(first.prefix { $0.isLetter })
    let digits = first.dropFirst(letters.count)
    guard let number = VersionWords.gluedNumber(digits), let products = products(named: [letters][...]),
      !words.contains(where: ProductCatalogue.extensionNouns.contains)
    else { return nil }
    return reading(products, rest: [number] + words.dropFirst())
  }

  /// The products that a version text comes nearest to naming.
  func productsNearlyNamed(inVersion text: String) -> [CatalogueProduct] {
    let words = VersionWords.plainWords(text).drop(while: VersionWords.isNeutral)
    guard let first = words.first, !VersionWords.looksLikeVersion(first) else { return [] }
    return nearest(to: Array(words))
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
  private static let extensionNouns: Set<String> = [
    "extension", "extensions", "enabler", "enablers", "addin", "addins", "addon", "addons", "plugin", "plugins", "add",
    "plug", "toolkit", "connector", "connecteur", "viewer", "visionneuse",
  ]
}
