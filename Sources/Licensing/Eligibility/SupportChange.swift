/// Something that a change of the records makes different for a contract.
public struct SupportChange: Sendable, Hashable {
  /// What is different.
  public enum Event: Sendable, Hashable {
    /// The contract is in force no longer; what the contract rule says of it now.
    case lapses(RuleCode)
    /// The contract goes from the registry.
    case removed
    /// The contract is in force again.
    case resumes
    /// The contract includes a product no longer; its id and name.
    case losesProduct(String, name: String)
    /// The contract includes a product that it did not; its id.
    case gainsProduct(String)
    /// A release is supported no longer.
    case loses(ReleaseChange)
    /// A release is supported that was not.
    case gains(ReleaseChange)
  }

  /// The contract as it will be, or as it was if it goes.
  public var contract: Contract
  /// The first day on which it is different: today, or the day on which a release comes out.
  public var day: CalendarDay
  /// What is different.
  public var event: Event

  /// Makes a change.
  public init(contract: Contract, day: CalendarDay, event: Event) {
    self.contract = contract
    self.day = day
    self.event = event
  }

  /// A stable code: `contract.lapses`, `contract.removed`, `contract.resumes`, `product.lost`, `product.gained`,
  /// `release.lost`, `release.gained`.
  public var code: String {
    switch event {
    case .lapses: "contract.lapses"
    case .removed: "contract.removed"
    case .resumes: "contract.resumes"
    case .losesProduct: "product.lost"
    case .gainsProduct: "product.gained"
    case .loses: "release.lost"
    case .gains: "release.gained"
    }
  }

  /// Whether the contract supports less than before.
  public var isLoss: Bool {
    switch event {
    case .lapses, .removed, .losesProduct, .loses: true
    case .resumes, .gainsProduct, .gains: false
    }
  }

  /// What is different, for people, without the contract: `Démo Structure 2024 falls from N-1 to N-2`.
  public func message(_ language: Language) -> String {
    switch event {
    case .lapses(.contractExpired): language(en: "has expired", fr: "est expiré")
    case .lapses(.contractTerminated): language(en: "is terminated", fr: "est résilié")
    case .lapses(.contractSuspended): language(en: "is suspended", fr: "est suspendu")
    case .lapses(.contractNotStarted): language(en: "has not started yet", fr: "n’a pas encore commencé")
    case .lapses: language(en: "is no longer in force", fr: "n’est plus en vigueur")
    case .removed: language(en: "goes while it is in force", fr: "disparaît alors qu’il est en vigueur")
    case .resumes: language(en: "is in force again", fr: "est de nouveau en vigueur")
    case .losesProduct(_, let name): language(en: "no longer includes \(name)", fr: "n’inclut plus \(name)")
    case .gainsProduct(let id): language(en: "now includes \(id)", fr: "inclut désormais \(id)")
    case .loses(let change), .gains(let change): change.message(language)
    }
  }
}
