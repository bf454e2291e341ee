/// Something that is different for a contract on a later day: it starts or ends, or a release of what it includes is
/// supported no longer, or from then on.
public struct ImpactChange: Sendable, Hashable {
  /// What changes.
  public enum Event: Sendable, Hashable {
    /// The contract comes into force; its first day.
    case starts(CalendarDay)
    /// The contract runs out; its last day.
    case expires(CalendarDay)
    /// The contract ends early; the first day on which it is no longer in force.
    case terminated(CalendarDay)
    /// A release was supported and is not any more.
    case loses(ReleaseChange)
    /// A release is supported that was not.
    case gains(ReleaseChange)
  }

  /// The contract, with its customer.
  public var contract: Contract
  /// What changes.
  public var event: Event

  /// Makes a change.
  public init(contract: Contract, event: Event) {
    self.contract = contract
    self.event = event
  }

  /// What happens to a release, where that is what changes.
  public var release: ReleaseChange? {
    switch event {
    case .loses(let change), .gains(let change): change
    case .starts, .expires, .terminated: nil
    }
  }

  /// A stable code: `contract.starts`, `contract.expires`, `contract.terminated`, `release.lost`, `release.gained`.
  public var code: String {
    switch event {
    case .starts: "contract.starts"
    case .expires: "contract.expires"
    case .terminated: "contract.terminated"
    case .loses: "release.lost"
    case .gains: "release.gained"
    }
  }

  /// What changes, for people, without the contract: `Démo Structure 2024 falls from N-1 to N-2`.
  public func message(_ language: Language) -> String {
    switch event {
    case .starts(let day):
      language(en: "starts on \(day)", fr: "commence le \(day.text(in: language))")
    case .expires(let day):
      language(en: "expires; its last day is \(day)", fr: "expire ; son dernier jour est le \(day.text(in: language))")
    case .terminated(let day):
      language(en: "is terminated on \(day)", fr: "est résilié le \(day.text(in: language))")
    case .loses(let change), .gains(let change): change.message(language)
    }
  }
}

/// What the version rule says of a release before and after.
public struct ReleaseChange: Sendable, Hashable {
  /// What the version rule says of a release on a day, and where that release lies from N.
  public struct Standing: Sendable, Hashable {
    /// What the rule says.
    public var code: RuleCode
    /// How many releases lie between N and it: 0 for N, 1 for N-1; `nil` if it is not out or there is no N.
    public var behind: Int?

    /// `N`, `N-1`, `N+1` and so on.
    public var position: String? { behind.map(VersionRule.positionText) }
  }

  /// The product's id.
  public var product: String
  /// The product's name.
  public var productName: String
  /// The release.
  public var release: String
  /// How it stood on the first day.
  public var before: Standing
  /// How it stands on the second.
  public var after: Standing
  /// The last day on which its vendor supports it, if one is set.
  public var endOfSupport: CalendarDay?
  /// Where those that use it move to; `nil` if nothing newer is out, or it is supported.
  public var upgradeTo: String?
  /// How many active licences of the contract are registered on it.
  public var licences = 0

  /// Whether the release is supported from now on, rather than no longer.
  public var isGained: Bool { after.code.status == .pass }

  /// What changes, for people.
  public func message(_ language: Language) -> String {
    let name = "\(productName) \(release)"
    switch after.code {
    case .versionIncluded, .versionPrevious:
      let position = after.position ?? "N"
      return language(en: "\(name) becomes \(position)", fr: "\(name) devient \(position)")
    case .versionEndOfSupport:
      let end = endOfSupport?.text(in: language) ?? ""
      return language(
        en: "\(name) reaches its end of support; the last day is \(end)",
        fr: "\(name) arrive en fin de support ; le dernier jour est le \(end)")
    case .versionNotGranted:
      let position = after.position.map { " (\($0))" } ?? ""
      return language(
        en: "\(name) is no longer granted by the contract\(position)",
        fr: "\(name) n’est plus incluse dans le contrat\(position)")
    default:
      guard let old = before.position, let new = after.position, old != new else {
        return language(en: "\(name) is no longer supported", fr: "\(name) n’est plus prise en charge")
      }
      return language(en: "\(name) falls from \(old) to \(new)", fr: "\(name) passe de \(old) à \(new)")
    }
  }
}
