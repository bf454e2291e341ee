/// Whether to upgrade, and to what (DESIGN, section 4, "Upgrade").
///
/// "Certains incidents nous imposerons de vous proposer de migrer": a required upgrade does not by itself make a ticket
/// ineligible.
enum UpgradeAdvice {
  static let none = Decision.Upgrade(status: .none, to: nil, isGranted: true, because: [])

  static func advice(
    _ rule: VersionRule, incident: IncidentRule, of catalogued: CatalogueProduct, on day: CalendarDay
  ) -> Decision.Upgrade {
    guard let version = rule.resolved, let window = rule.window, window.out.contains(version.release) else {
      return none
    }
    var because: [String] = []
    if rule.code == .versionTooOld || rule.code == .versionEndOfSupport { because.append(rule.code.rawValue) }
    let isOld = !because.isEmpty
    var fix: Designations.Target?
    if incident.code == .incidentKnown, let advisory = incident.advisory, advisory.isUpgradeRequired {
      because.append("advisory:\(advisory.id)")
      if !isOld { fix = advisory.fixedIn.flatMap { catalogued.target(named: $0) } }
    }

    let newest = window.out.first
    guard !because.isEmpty || newest.map({ $0 < version.release }) == true else { return none }
    var target: Designations.Target?
    if let fix {
      target = self.target(of: fix, for: version, window)
    } else {
      // N if it is newer, else the newest that is out, nothing if that is the reported one.
      func isNewer(_ release: Int) -> Bool { release < version.release }
      let release = window.current.flatMap { isNewer($0) ? $0 : nil } ?? newest.flatMap { isNewer($0) ? $0 : nil }
      target = release.map { Designations.Target(release: $0, update: nil) }
    }
    let isGranted = target.map { window.code(for: $0.release, of: catalogued.product, on: day).status == .pass }
    return Decision.Upgrade(
      status: because.isEmpty ? .available : .required,
      to: target.map { catalogued.updateName($0) ?? catalogued.product.releases[$0.release].name },
      isGranted: isGranted ?? false,
      because: because)
  }

  /// Where an incident's fix is to be had for a version that is supported by itself.
  ///
  /// Newer releases come first in the list, so a smaller place is a newer release; those from the fix on have it.
  private static func target(
    of fix: Designations.Target, for version: ResolvedVersion, _ window: SupportWindow
  ) -> Designations.Target {
    if fix.release == version.release, fix.update != nil { return fix }
    if let current = window.current, current <= fix.release {
      return Designations.Target(release: current, update: nil)
    }
    if let newest = window.out.first, newest <= fix.release { return Designations.Target(release: newest, update: nil) }
    return Designations.Target(release: fix.release, update: nil)
  }
}

extension Product {
  /// Whether the release or update of a name is out on a day; an update without a day is out with its release.
  func isOut(_ name: String, on day: CalendarDay) -> Bool {
    releases.contains { release in
      let update = release.updates.first { $0.name == name }
      guard release.name == name || update != nil, release.isOut(on: day) else { return false }
      return update?.released.map { $0 <= day } ?? true
    }
  }
}
