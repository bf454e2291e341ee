import Licensing

/// How the registry names a person, and what is put in the place of that.
///
/// Texts are plain or JSON: a name is found as JSON writes it too, and next to what JSON escapes.
struct PersonTexts {
  /// How a text names the person.
  enum Mention {
    /// By the address: then what looks like the person's name is that.
    case address
    /// By the whole name alone.
    case name
  }

  /// Who wrote a text.
  enum Origin {
    /// People, as they liked.
    case typed
    /// The registry, about records: the name of a customer in it is the customer's.
    case told
  }

  private let address: PersonAddress
  private let names: [PersonName]
  private let wholeNames: [PersonName]
  private let placeholder: [Unicode.Scalar]
  /// The names of customers that have the person's name in them.
  private let customers: [PersonName]
  private let isOthers: (String) throws -> Bool

  /// Tells of a person.
  ///
  /// - Parameters:
  ///   - email: the address, in any case.
  ///   - names: how the registry calls the person.
  ///   - placeholder: what is put in the place of the address; names leave `…`.
  ///   - hasNamesakes: whether others have one of the names, too, so that it tells nobody by itself.
  ///   - customers: the names of customers, which stay in what the registry tells of them.
  ///   - isOthers: whether an address is that of another contact.
  init(
    email: String, names: [String], placeholder: String, hasNamesakes: Bool = false, customers: [String] = [],
    isOthers: @escaping (String) throws -> Bool = { _ in false }
  ) {
    address = PersonAddress(email)
    // The longest first: one may be part of another.
    self.names = names.flatMap(PersonName.names).sorted { $0.orders[0].count > $1.orders[0].count }
    wholeNames = hasNamesakes ? [] : self.names.filter(\.isWhole)
    self.placeholder = Array(placeholder.unicodeScalars)
    self.customers = customers.compactMap { PersonName($0) }
    self.isOthers = isOthers
  }

  /// A pattern of LIKE that every text with the address in letters of usual width fits, and some others.
  var pattern: String { address.pattern }

  /// Whether some customer's name has the person's in it.
  var isCustomer: Bool { !customers.isEmpty }

  /// For each name that tells the person by itself, patterns of LIKE that every text with it fits, and some others.
  var namePatterns: [[String]] { wholeNames.map(\.patterns) }

  /// How a text names the person, if it does.
  func mention(in text: String, _ origin: Origin = .typed) throws -> Mention? {
    let scalars = Array(text.unicodeScalars)
    if try !addresses(in: scalars).isEmpty { return .address }
    return try places(of: wholeNames, in: scalars, origin).isEmpty ? nil : .name
  }

  /// A text without the address and the names.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - mention: how it, or what stands beside it, names the person.
  ///   - origin: who wrote it.
  func replaced(in text: String, _ mention: Mention = .address, _ origin: Origin = .typed) throws -> String {
    var scalars = Array(text.unicodeScalars)
    for place in try addresses(in: scalars).reversed() { scalars.replaceSubrange(place, with: placeholder) }
    let names = mention == .address ? names : wholeNames
    for place in try places(of: names, in: scalars, origin).reversed() { scalars.replaceSubrange(place, with: ["…"]) }
    return String(String.UnicodeScalarView(scalars))
  }

  private func addresses(in scalars: [Unicode.Scalar]) throws -> [Range<Int>] {
    try address.places(in: scalars).filter { try !isOthers($0.address) }.map(\.place)
  }

  private func places(
    of names: [PersonName], in scalars: [Unicode.Scalar], _ origin: Origin
  ) throws -> [Range<Int>] {
    guard !names.isEmpty else { return [] }
    let places = WordPlaces(scalars)
    let kept = origin == .told ? PersonTexts.places(of: customers, in: places, isAnyOrder: false) : []
    return try PersonTexts.places(of: names, in: places, isAnyOrder: true).filter { place in
      if kept.contains(where: { $0.overlaps(place) }) { return false }
      guard let address = PersonTexts.address(around: place, in: scalars) else { return true }
      return try !isOthers(address)
    }
  }

  private static func places(of names: [PersonName], in places: WordPlaces, isAnyOrder: Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < places.words.count {
      let match = names.lazy.compactMap { name in
        isAnyOrder || name.orders[0].first == places.words[index].text ? name.match(in: places, at: index) : nil
      }.first
      if let match { found.append(match.place) }
      index += match?.count ?? 1
    }
    return found
  }

  /// The address that a place is a part of: the name before the `@` of somebody else is that person's.
  private static func address(around place: Range<Int>, in scalars: [Unicode.Scalar]) -> String? {
    func isInside(_ scalar: Unicode.Scalar) -> Bool {
      WordPlaces.isLetter(scalar) || "@._+-%".unicodeScalars.contains(scalar)
    }
    var (start, end) = (place.lowerBound, place.upperBound)
    while start > 0, isInside(scalars[start - 1]) { start -= 1 }
    while end < scalars.count, isInside(scalars[end]) { end += 1 }
    while end > place.upperBound, scalars[end - 1] == "." { end -= 1 }
    guard scalars[place.upperBound..<end].contains("@") else { return nil }
    return TextFolding.key(String(String.UnicodeScalarView(scalars[start..<end])))
  }
}
