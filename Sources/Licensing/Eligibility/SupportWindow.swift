/// N, what comes before it, and what of that a contract supports on a day (DESIGN, section 4, "N").
public struct SupportWindow: Sendable, Hashable {
  /// The places, in the product's list, of the releases that are out on the day; newest first.
  let out: [Int]
  /// The place of N in the product's list, `nil` if nothing included is out.
  let current: Int?
  /// The releases that the contract includes and that are out.
  let included: [Int]
  /// The releases before N that are supported too.
  let previous: [Int]

  /// Counts N for the entitlements of one product; several lines add up.
  init(
    _ product: Product, entitlements: [Entitlement], window: Programme.Window, day: CalendarDay,
    lastDayInForce: CalendarDay
  ) {
    let releases = product.releases
    let out = releases.indices.filter { releases[$0].isOut(on: day) }
    var included: Set<Int> = []
    if window.anchor == .catalogue {
      // N is the newest of all that is out, and it alone is included.
      included.formUnion(out.prefix(1))
    } else {
      let lastDay = min(day, lastDayInForce)
      for entitlement in entitlements {
        switch entitlement.releases {
        case .latest: included.formUnion(out.filter { releases[$0].isOut(on: lastDay) }.prefix(1))
        case .listed(let names): included.formUnion(out.filter { names.contains(releases[$0].name) })
        }
      }
    }
    self.out = out
    self.included = included.sorted()
    current = self.included.first
    if let current, let place = out.firstIndex(of: current) {
      previous = Array(out.dropFirst(place + 1).prefix(window.previous))
    } else {
      previous = []
    }
  }

  /// How many releases lie between N and a release that is out: 0 for N, 1 for N-1, -1 for N+1; `nil` without N.
  func behind(_ release: Int) -> Int? {
    guard let current, let place = out.firstIndex(of: release), let origin = out.firstIndex(of: current) else {
      return nil
    }
    return place - origin
  }

  /// What the version rule says of a release.
  func code(for release: Int, of product: Product, on day: CalendarDay) -> RuleCode {
    guard out.contains(release) else { return .versionNotReleased }
    let isIncluded = included.contains(release)
    if isIncluded || previous.contains(release) {
      if let end = product.releases[release].endOfSupport, day > end { return .versionEndOfSupport }
      return isIncluded ? .versionIncluded : .versionPrevious
    }
    guard let behind = behind(release) else { return .versionNotGranted }
    return behind < 0 ? .versionNotGranted : .versionTooOld
  }

  /// The releases that would pass on the day, newest first.
  func supported(of product: Product, on day: CalendarDay) -> [Int] {
    out.filter { code(for: $0, of: product, on: day).status == .pass }
  }
}
