/// What a change of the records does to what contracts support: one state of the registry against another, on one day.
///
/// Pure: two catalogues and the two states of a contract in, effects out.
public struct SupportEffect: Sendable {
  private let before: ProductCatalogue
  private let after: ProductCatalogue
  /// The day of the comparison.
  public let day: CalendarDay

  /// Compares two catalogues on a day; they may be the same one.
  public init(before: ProductCatalogue, after: ProductCatalogue, on day: CalendarDay) {
    self.before = before
    self.after = after
    self.day = day
  }

  /// What is different for a contract.
  ///
  /// Releases are compared only for a contract that is in force in both states: one that lapses takes all of its releases
  /// with it, and one that is in force again brings them.
  ///
  /// - Parameters:
  ///   - old: the contract as it was.
  ///   - new: the contract as it will be; `nil` if it goes.
  public func changes(from old: Contract, to new: Contract?) -> [SupportChange] {
    let was = ContractRule.code(old, on: day)
    guard let new else {
      return was == .contractInForce ? [SupportChange(contract: old, day: day, event: .removed)] : []
    }
    let now = ContractRule.code(new, on: day)
    switch (was == .contractInForce, now == .contractInForce) {
    case (false, false): return []
    case (true, false): return [SupportChange(contract: new, day: day, event: .lapses(now))]
    case (false, true): return [SupportChange(contract: new, day: day, event: .resumes)]
    case (true, true): break
    }
    var seen: Set<String> = []
    let products = (new.entitlements + old.entitlements).map(\.product).filter { seen.insert($0).inserted }
    return products.flatMap { product in
      events(product, old, new).map { SupportChange(contract: new, day: day, event: $0) }
    }
  }

  /// The coming days on which a contract was to be in force and will not be, each the first of its kind: earlier ends and
  /// terminations, later starts.
  ///
  /// - Parameters:
  ///   - old: the contract as it was.
  ///   - new: the contract as it will be; `nil` if it goes.
  ///   - today: the day after which days are coming.
  public static func comingLosses(from old: Contract, to new: Contract?, after today: CalendarDay) -> [SupportChange] {
    func isInForce(_ contract: Contract, _ day: CalendarDay) -> Bool {
      ContractRule.code(contract, on: day) == .contractInForce
    }
    guard let new else {
      guard old.starts > today, isInForce(old, old.starts) else { return [] }
      return [SupportChange(contract: old, day: old.starts, event: .removed)]
    }
    var losses: [SupportChange] = []
    for day in [old.starts, new.lastDayInForce.advanced(by: 1)] where day > today {
      guard isInForce(old, day), !isInForce(new, day), !losses.contains(where: { $0.day == day }) else { continue }
      losses.append(SupportChange(contract: new, day: day, event: .cutShort(ContractRule.code(new, on: day))))
    }
    return losses
  }

  /// How the releases of a product stand in one state.
  private struct State {
    let product: Product
    let window: SupportWindow
    let day: CalendarDay

    init?(_ id: String, _ contract: Contract, _ catalogue: ProductCatalogue, _ day: CalendarDay) {
      let lines = contract.entitlements.filter { $0.product == id }
      guard !lines.isEmpty, let known = catalogue.product(id: id),
        let programme = catalogue.programmes[contract.programme]
      else { return nil }
      product = known.product
      self.day = day
      window = SupportWindow(
        product, entitlements: lines, window: programme.window, day: day, lastDayInForce: contract.lastDayInForce)
    }

    var supported: [String] { window.supported(of: product, on: day).map { product.releases[$0].name } }

    func standing(_ release: String) -> ReleaseChange.Standing {
      guard let place = product.releases.firstIndex(where: { $0.name == release }) else {
        return ReleaseChange.Standing(code: .versionUnrecognised, behind: nil)
      }
      return ReleaseChange.Standing(code: window.code(for: place, of: product, on: day), behind: window.behind(place))
    }
  }

  private func events(_ id: String, _ old: Contract, _ new: Contract) -> [SupportChange.Event] {
    let (was, now) = (State(id, old, before, day), State(id, new, after, day))
    guard let was else { return now == nil || now?.supported.isEmpty == true ? [] : [.gainsProduct(id)] }
    guard let now else { return was.supported.isEmpty ? [] : [.losesProduct(id, name: was.product.name)] }
    let (before, after) = (was.supported, now.supported)
    if before == after { return [] }
    let names = after.filter { !before.contains($0) } + before.filter { !after.contains($0) }
    return names.map { name in
      let isGained = !before.contains(name)
      let place = now.product.releases.firstIndex { $0.name == name }
      var change = ReleaseChange(
        product: id, productName: now.product.name, release: name, before: was.standing(name),
        after: now.standing(name), endOfSupport: place.flatMap { now.product.releases[$0].endOfSupport })
      if isGained { return .gains(change) }
      // N if it is newer, else the newest that is out, as a decision advises.
      let target = [now.window.current, now.window.out.first].compactMap { $0 }.first { $0 < place ?? .max }
      change.upgradeTo = target.map { now.product.releases[$0].name }
      return .loses(change)
    }
  }
}
