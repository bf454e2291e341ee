import Licensing

/// DESIGN's paragraphs "N." and "Upgrade.", for one contract, one product and one day.
struct NaiveWindow {
  private let product: Product
  private let programme: Programme.Window
  private let day: CalendarDay
  /// The releases that are released on the day, newest first, as positions in the product's list.
  private let released: [Int]
  private let included: Set<Int>
  private let current: Int?

  init(_ contract: Contract, _ product: Product, _ programme: Programme.Window, _ day: CalendarDay) {
    self.product = product
    self.programme = programme
    self.day = day
    func isReleased(_ index: Int, _ day: CalendarDay) -> Bool {
      let release = product.releases[index]
      if release.isPreview { return false }
      guard let date = release.released else { return true }
      return date <= day
    }
    let all = Array(product.releases.indices)
    released = all.filter { isReleased($0, day) }
    var included: Set<Int> = []
    if programme.anchor == .catalogue {
      if let newest = all.first(where: { isReleased($0, day) }) { included.insert(newest) }
    } else {
      var last = contract.ends
      if contract.status == .terminated, let over = contract.terminatedOn, over <= last {
        last = CalendarDay(number: over.number - 1)
      }
      for line in contract.entitlements where line.product == product.id {
        switch line.releases {
        case .latest:
          if let newest = all.first(where: { isReleased($0, min(day, last)) }) { included.insert(newest) }
        case .listed(let names):
          for index in all where names.contains(product.releases[index].name) && isReleased(index, day) {
            included.insert(index)
          }
        }
      }
    }
    self.included = included
    current = included.min()
  }

  /// How many releases a release lies behind N, both being released.
  private func behind(_ index: Int) -> Int? {
    guard let current, let there = released.firstIndex(of: current), let here = released.firstIndex(of: index) else {
      return nil
    }
    return here - there
  }

  /// The version rule's code for a release.
  private func code(of index: Int) -> String {
    guard released.contains(index) else { return "version.not_released" }
    let distance = behind(index)
    let isPrevious = distance.map { $0 >= 1 && $0 <= programme.previous } ?? false
    if included.contains(index) || isPrevious, let end = product.releases[index].endOfSupport, day > end {
      return "version.end_of_support"
    }
    if included.contains(index) { return "version.included" }
    if isPrevious { return "version.previous" }
    guard let distance, distance >= 0 else { return "version.not_granted" }
    return "version.too_old"
  }

  /// Whether a release would pass on the day.
  private func supports(_ index: Int) -> Bool { ["version.included", "version.previous"].contains(code(of: index)) }

  func code(_ reading: NaiveEligibility.Reading) -> String {
    switch reading {
    case .missing: "version.missing"
    case .unrecognised: "version.unrecognised"
    case .ambiguous: "version.ambiguous"
    case .release(let index, _, _): code(of: index)
    }
  }

  /// The version object for a version that is resolved.
  func version(_ reported: String, _ index: Int, _ update: String?, _ exact: Bool) -> NaiveAnswer.Version {
    let distance = behind(index)
    return NaiveAnswer.Version(
      reported: reported, release: product.releases[index].name, update: update, exact: exact,
      position: distance.map { $0 == 0 ? "N" : $0 > 0 ? "N-\($0)" : "N+\(-$0)" }, behind: distance,
      current: current.map { product.releases[$0].name }, latest: released.first.map { product.releases[$0].name },
      supported: product.releases.indices.filter { supports($0) }.map { product.releases[$0].name })
  }

  /// The upgrade object for a version that is resolved.
  func upgrade(_ index: Int, _ incident: Advisory?) -> NaiveAnswer.Upgrade {
    var upgrade = NaiveAnswer.Upgrade()
    guard released.contains(index) else { return upgrade }
    let own = code(of: index)
    let isOld = own == "version.too_old" || own == "version.end_of_support"
    let isRequiredByIncident = incident?.isUpgradeRequired ?? false
    if isOld { upgrade.because.append(own) }
    if let incident, isRequiredByIncident { upgrade.because.append("advisory:\(incident.id)") }

    // `to` for a version that is old, or where nothing better is known: N if it is newer, else the newest released.
    var target: Int?
    if let current, current < index {
      target = current
    } else if let newest = released.first, newest != index {
      target = newest
    }
    var name = target.map { product.releases[$0].name }
    let holder = incident?.fixedIn.flatMap { fix in
      product.releases.firstIndex { $0.name == fix || $0.updates.contains { $0.name == fix } }
    }
    if isRequiredByIncident, !isOld, let fix = incident?.fixedIn, let holder {
      if holder == index && product.releases[index].name != fix {
        target = index
        name = fix
      } else {
        if let current, current <= holder {
          target = current
        } else {
          target = released.first { $0 <= holder } ?? holder
        }
        name = target.map { product.releases[$0].name }
      }
    }
    if !upgrade.because.isEmpty {
      upgrade.status = "required"
    } else if let newest = released.first, newest < index {
      upgrade.status = "available"
    } else {
      return upgrade
    }
    upgrade.to = name
    upgrade.granted = target.map { supports($0) } ?? false
    return upgrade
  }
}
