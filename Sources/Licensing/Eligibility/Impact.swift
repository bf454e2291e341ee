/// What will change: how contracts stand on one day, against how they stand on a later one.
///
/// Pure: a catalogue and a contract in, changes out. A planned release counts as out from its day on in the second state,
/// and as not out in the first, whatever the catalogue says of it.
public struct Impact: Sendable {
  private let catalogue: ProductCatalogue
  private let from: CalendarDay
  private let to: CalendarDay
  /// The product of the planned release without and with it; both lists name the same releases in the same order.
  private let planned: (before: Product, after: Product)?

  /// Compares two days, and perhaps asks what a planned release does.
  ///
  /// - Parameters:
  ///   - catalogue: what is known of products and programmes.
  ///   - from: the first day.
  ///   - to: the second day; may be the same, to see what the release alone does.
  ///   - release: a release that is to come out by the second day.
  /// - Throws: ``ImpactError`` if the comparison makes no sense.
  public init(
    _ catalogue: ProductCatalogue, from: CalendarDay, to: CalendarDay, release: PlannedRelease? = nil
  ) throws(ImpactError) {
    guard from <= to else { throw .backwards(from: from, to: to) }
    self.catalogue = catalogue
    self.from = from
    self.to = to
    guard let release else {
      planned = nil
      return
    }
    guard release.released <= to else { throw .releasedLater(release.released, to: to) }
    let known = try Impact.product(release.product, in: catalogue)
    planned = try Impact.planned(release, of: known, from: from)
  }

  /// What changes for a contract: its own days first, then its products in the order of its lines, newest release first.
  ///
  /// Releases are compared only for a contract that is in force on both days: one that starts or ends takes all of its
  /// releases with it. A suspended contract is not in force.
  ///
  /// - Throws: ``Eligibility/ProgrammeMissing`` if the contract and the catalogue are not of one state.
  public func changes(of contract: Contract) throws(Eligibility.ProgrammeMissing) -> [ImpactChange] {
    let wasInForce = ContractRule.code(contract, on: from) == .contractInForce
    let isInForce = ContractRule.code(contract, on: to) == .contractInForce
    guard wasInForce, isInForce else {
      return days(contract, wasInForce, isInForce).map { ImpactChange(contract: contract, event: $0) }
    }
    guard let programme = catalogue.programmes[contract.programme] else {
      throw Eligibility.ProgrammeMissing(programme: contract.programme)
    }
    var seen: Set<String> = []
    var changes: [ImpactChange] = []
    for line in contract.entitlements where seen.insert(line.product).inserted {
      for event in events(line.product, contract, programme.window) {
        changes.append(ImpactChange(contract: contract, event: event))
      }
    }
    return changes
  }

  /// The days on which a contract starts and ends within the time compared.
  private func days(_ contract: Contract, _ wasInForce: Bool, _ isInForce: Bool) -> [ImpactChange.Event] {
    guard contract.status != .suspended else { return [] }
    let last = contract.lastDayInForce
    let startsWithin = !wasInForce && contract.starts > from && contract.starts <= to && contract.starts <= last
    let endsWithin = !isInForce && (wasInForce || startsWithin) && last < to
    var events: [ImpactChange.Event] = []
    if startsWithin { events.append(.starts(contract.starts)) }
    if endsWithin {
      events.append(last < contract.ends ? .terminated(last.advanced(by: 1)) : .expires(contract.ends))
    }
    return events
  }

  /// The releases of one product that the contract supports on one of the days only.
  private func events(_ id: String, _ contract: Contract, _ window: Programme.Window) -> [ImpactChange.Event] {
    guard let known = catalogue.product(id: id)?.product else { return [] }
    let (old, new) = planned?.after.id == id ? planned ?? (known, known) : (known, known)
    let lines = contract.entitlements
    let last = contract.lastDayInForce
    let before = SupportWindow(old, entitlements: lines, window: window, day: from, lastDayInForce: last)
    let after = SupportWindow(new, entitlements: lines, window: window, day: to, lastDayInForce: last)
    let supportedBefore = before.supported(of: old, on: from)
    let supportedAfter = after.supported(of: new, on: to)
    return Set(supportedBefore).symmetricDifference(supportedAfter).sorted().map { release in
      var change = ReleaseChange(
        product: id, productName: new.name, release: new.releases[release].name,
        before: ReleaseChange.Standing(
          code: before.code(for: release, of: old, on: from), behind: before.behind(release)),
        after: ReleaseChange.Standing(code: after.code(for: release, of: new, on: to), behind: after.behind(release)),
        endOfSupport: new.releases[release].endOfSupport)
      if change.isGained { return .gains(change) }
      // N if it is newer, else the newest that is out, as a decision advises.
      let target = [after.current, after.out.first].compactMap { $0 }.first { $0 < release }
      change.upgradeTo = target.map { new.releases[$0].name }
      return .loses(change)
    }
  }

  private static func product(_ text: String, in catalogue: ProductCatalogue) throws(ImpactError) -> Product {
    switch catalogue.reading(ofProduct: text) {
    case .found(let known, rest: ""): return known.product
    case .found(let known, _): throw .productUnknown(text, nearest: [known.product.id])
    case .ambiguous(let several): throw .productAmbiguous(text, candidates: several.map(\.product.id))
    case .unrecognised(let nearest): throw .productUnknown(text, nearest: nearest.map(\.product.id))
    }
  }

  /// The product without and with the planned release.
  private static func planned(
    _ release: PlannedRelease, of product: Product, from: CalendarDay
  ) throws(ImpactError) -> (before: Product, after: Product) {
    let phrase = TextFolding.phrase(release.name)
    func isNamed(_ name: String, _ aliases: [String]) -> Bool {
      ([name] + aliases).contains { TextFolding.phrase($0) == phrase }
    }
    for known in product.releases {
      if let update = known.updates.first(where: { isNamed($0.name, $0.aliases) }) {
        throw .isUpdate("\(product.name) \(update.name)", of: known.name)
      }
    }
    var after = product
    var place = 0
    if let known = product.releases.firstIndex(where: { isNamed($0.name, $0.aliases) }) {
      // On the very day of its release it was not out the day before.
      if product.releases[known].isOut(on: min(from, release.released.advanced(by: -1))) {
        throw .alreadyOut("\(product.name) \(product.releases[known].name)", since: product.releases[known].released)
      }
      place = known
    } else {
      after.releases.insert(Release(name: TextFolding.trimmed(release.name)), at: 0)
    }
    var before = after
    before.releases[place].isPreview = true
    after.releases[place].isPreview = false
    after.releases[place].released = release.released
    return (before, after)
  }
}
