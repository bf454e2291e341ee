/// A product with its releases, newest first.
///
/// The order of ``releases`` is the order of releases: names and dates are never compared to find it.
public struct Product: Sendable, Hashable {
  /// The product's id, such as `graitec-advance-design`.
  public var id: String
  /// The id of its vendor.
  public var vendor: String
  /// The name that people know.
  public var name: String
  /// Other names that people type.
  public var aliases: [String]
  /// Its releases, newest first.
  public var releases: [Release]

  /// Makes a product; `releases` newest first.
  public init(id: String, vendor: String, name: String, aliases: [String] = [], releases: [Release] = []) {
    self.id = id
    self.vendor = vendor
    self.name = name
    self.aliases = aliases
    self.releases = releases
  }
}

/// A release of a product: the unit in which N and N-1 are counted.
public struct Release: Sendable, Hashable {
  /// The release's name, such as `2025`.
  public var name: String
  /// The first day on which it is out; `nil` if it is out and the day is not known.
  public var released: CalendarDay?
  /// Announced and not out: never N, never supported.
  public var isPreview: Bool
  /// The last day on which its vendor supports it.
  public var endOfSupport: CalendarDay?
  /// Other names that people type.
  public var aliases: [String]
  /// Prefixes of internal version numbers, such as `25.0`; a prefix ends at a dot.
  public var `internal`: [String]
  /// Exact internal versions and build stamps.
  public var builds: [String]
  /// Where this is known from.
  public var source: String?
  /// Its service packs and point releases, newest first.
  public var updates: [ReleaseUpdate]

  /// Makes a release; `updates` newest first.
  public init(
    name: String, released: CalendarDay? = nil, isPreview: Bool = false, endOfSupport: CalendarDay? = nil,
    aliases: [String] = [], internal: [String] = [], builds: [String] = [], source: String? = nil,
    updates: [ReleaseUpdate] = []
  ) {
    self.name = name
    self.released = released
    self.isPreview = isPreview
    self.endOfSupport = endOfSupport
    self.aliases = aliases
    self.internal = `internal`
    self.builds = builds
    self.source = source
    self.updates = updates
  }

  /// Whether the release is out on a day: no preview, and not released after it.
  public func isOut(on day: CalendarDay) -> Bool {
    !isPreview && (released.map { $0 <= day } ?? true)
  }
}

/// An update of a release: a service pack, point release or hotfix.
public struct ReleaseUpdate: Sendable, Hashable {
  /// The update's name, such as `2025.1`.
  public var name: String
  /// The first day on which it is out, if known.
  public var released: CalendarDay?
  /// Other names that people type.
  public var aliases: [String]
  /// Exact internal versions and build stamps.
  public var builds: [String]
  /// Where this is known from.
  public var source: String?

  /// Makes an update.
  public init(
    name: String, released: CalendarDay? = nil, aliases: [String] = [], builds: [String] = [], source: String? = nil
  ) {
    self.name = name
    self.released = released
    self.aliases = aliases
    self.builds = builds
    self.source = source
  }
}

/// A known incident of a product: what it affects, where it is fixed, whether only an upgrade helps.
public struct Advisory: Sendable, Hashable {
  /// The advisory's id, unique in the registry.
  public var id: String
  /// The id of the product it is about.
  public var product: String
  /// Names of the releases (with all their updates) and single updates that it affects.
  public var affects: [String]
  /// The release or update that brings the fix, if there is one.
  public var fixedIn: String?
  /// Whether nothing but an upgrade helps.
  public var isUpgradeRequired: Bool
  /// What it is about.
  public var title: LocalizedText
  /// The first day on which it is known; `nil`: it was always known.
  public var published: CalendarDay?

  /// Makes an advisory.
  public init(
    id: String, product: String, affects: [String], fixedIn: String? = nil, isUpgradeRequired: Bool = false,
    title: LocalizedText, published: CalendarDay? = nil
  ) {
    self.id = id
    self.product = product
    self.affects = affects
    self.fixedIn = fixedIn
    self.isUpgradeRequired = isUpgradeRequired
    self.title = title
    self.published = published
  }
}
