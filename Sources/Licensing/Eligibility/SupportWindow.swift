/// N, what comes before it, and what of that a contract supports on a day (DESIGN, section 4, "N").
///
/// A class, because it holds much that would be copied with it.
public final class SupportWindow: Sendable {
  /// The places, in the product's list, of the releases that are out on the day; newest first.
  let out: [Int]
  /// The place of N in the product's list, `nil` if nothing included is out.
  let current: Int?
  /// The releases that the contract includes and that are out.
  let included: [Int]
  /// The releases before N that are supported too.
  let previous: ArraySlice<Int>

  /// Counts N for one product; several lines of it add up, and lines of other products do not count.
  init(
    _ product: borrowing Product, entitlements: [Entitlement], window: borrowing Programme.Window, day: CalendarDay,
    lastDayInForce: CalendarDay
  ) {
    var out: [Int] = []
    out.reserveCapacity(product.releases.count)
    for place in product.releases.indices where product.releases[place].isOut(on: day) { out.append(place) }
    var included: [Int] = []
    if window.anchor == .catalogue {
      // N is the newest of all that is out, and it alone is included.
      included = Array(out.prefix(1))
    } else {
      let lastDay = min(day, lastDayInForce)
      let latest = out.first { product.releases[$0].isOut(on: lastDay) }
      included = out.filter { place in
        entitlements.contains { entitlement in
          guard entitlement.product == product.id else { return false }
          switch entitlement.releases {
          case .latest: return place == latest
          case .listed(let names): return names.contains(product.releases[place].name)
          }
        }
      }
    }
    self.out = out
    self.included = included
    current = included.first
    if let current, let place = out.firstIndex(of: current) {
      previous = out.dropFirst(place + 1).prefix(window.previous)
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
