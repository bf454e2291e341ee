/// Something that a change of the records makes different for a contract.
public struct SupportChange: Sendable, Hashable {
  /// What is different.
  public enum Event: Sendable, Hashable {
    /// The contract is in force no longer; what the contract rule says of it now.
    case lapses(RuleCode)
    /// The contract will be out of force on a coming day on which it was to be in force; what the contract rule says of it
    /// then.
    case cutShort(RuleCode)
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
  /// The first day on which it is different: today, the day on which a release comes out, or the first without the contract.
  public var day: CalendarDay
  /// What is different.
  public var event: Event

  /// Makes a change.
  public init(contract: Contract, day: CalendarDay, event: Event) {
    self.contract = contract
    self.day = day
    self.event = event
  }

  /// A stable code: `contract.lapses`, `contract.cut_short`, `contract.removed`, `contract.resumes`, `product.lost`, `product.gained`,
  /// `release.lost`, `release.gained`.
  public var code: String {
    switch event {
    case .lapses: "contract.lapses"
    case .cutShort: "contract.cut_short"
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
    case .lapses, .cutShort, .removed, .losesProduct, .loses: true
    case .resumes, .gainsProduct, .gains: false
    }
  }

  /// What is different, for people, without the contract: `Démo Structure 2024 falls from N-1 to N-2`.
  ///
  /// - Parameters:
  ///   - language: of the message.
  ///   - contracts: how many contracts it is said of.
  public func message(_ language: Language, contracts: Int = 1) -> String {
    let isOne = contracts == 1
    func say(_ en: (String, String), _ fr: (String, String)) -> String {
      language(en: isOne ? en.0 : en.1, fr: isOne ? fr.0 : fr.1)
    }
    return switch event {
    case .lapses(.contractExpired): say(("has expired", "have expired"), ("est expiré", "sont expirés"))
    case .lapses(.contractTerminated), .cutShort(.contractTerminated):
      say(("is terminated", "are terminated"), ("est résilié", "sont résiliés"))
    case .lapses(.contractSuspended), .cutShort(.contractSuspended):
      say(("is suspended", "are suspended"), ("est suspendu", "sont suspendus"))
    case .lapses(.contractNotStarted):
      say(("has not started yet", "have not started yet"), ("n’a pas encore commencé", "n’ont pas encore commencé"))
    case .cutShort(.contractNotStarted):
      say(
        ("starts later and is not yet in force", "start later and are not yet in force"),
        ("commence plus tard et n’est pas encore en vigueur", "commencent plus tard et ne sont pas encore en vigueur"))
    case .cutShort:
      say(
        ("ends earlier and is no longer in force", "end earlier and are no longer in force"),
        ("prend fin plus tôt et n’est plus en vigueur", "prennent fin plus tôt et ne sont plus en vigueur"))
    case .lapses:
      say(("is no longer in force", "are no longer in force"), ("n’est plus en vigueur", "ne sont plus en vigueur"))
    case .removed:
      say(
        ("goes while it is in force", "go while they are in force"),
        ("disparaît alors qu’il est en vigueur", "disparaissent alors qu’ils sont en vigueur"))
    case .resumes:
      say(("is in force again", "are in force again"), ("est de nouveau en vigueur", "sont de nouveau en vigueur"))
    case .losesProduct(_, let name):
      say(
        ("no longer includes \(name)", "no longer include \(name)"),
        ("n’inclut plus \(name)", "n’incluent plus \(name)"))
    case .gainsProduct(let id):
      say(("now includes \(id)", "now include \(id)"), ("inclut désormais \(id)", "incluent désormais \(id)"))
    case .loses(let change), .gains(let change): change.message(language)
    }
  }
}
