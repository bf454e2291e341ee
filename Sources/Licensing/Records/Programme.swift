/// A support programme as data: what a contract under it covers, and how the desk works.
public struct Programme: Sendable, Hashable {
  /// From where N is counted.
  public enum Anchor: String, Sendable, CaseIterable {
    /// N is the newest release that the contract includes.
    case contract
    /// N is the newest release of all that is out.
    case catalogue
  }

  /// Which releases are supported: N and some before it.
  public struct Window: Sendable, Hashable {
    /// From where N is counted.
    public var anchor: Anchor
    /// How many releases before N are supported.
    public var previous: Int
    /// The clause of the policy that says so.
    public var clause: String?

    /// Makes a window.
    public init(anchor: Anchor = .contract, previous: Int = 1, clause: String? = nil) {
      self.anchor = anchor
      self.previous = previous
      self.clause = clause
    }
  }

  /// A subject of tickets, inside the programme's scope or not.
  public struct Topic: Sendable, Hashable {
    /// The topic's id, such as `software-use`.
    public var id: String
    /// Whether the desk assists on it.
    public var isCovered: Bool
    /// How people call it.
    public var title: LocalizedText
    /// Other names that people use.
    public var aliases: [String]
    /// Not covered: where it belongs instead.
    public var redirect: LocalizedText?
    /// The clause of the policy that says so.
    public var clause: String?

    /// Makes a topic.
    public init(
      id: String, isCovered: Bool, title: LocalizedText, aliases: [String] = [], redirect: LocalizedText? = nil,
      clause: String? = nil
    ) {
      self.id = id
      self.isCovered = isCovered
      self.title = title
      self.aliases = aliases
      self.redirect = redirect
      self.clause = clause
    }
  }

  /// Something the customer is asked to send along.
  public struct ChecklistItem: Sendable, Hashable {
    /// The item's id, such as `models`.
    public var id: String
    /// What to send.
    public var text: LocalizedText
    /// The clause of the policy that asks for it.
    public var clause: String?

    /// Makes an item.
    public init(id: String, text: LocalizedText, clause: String? = nil) {
      self.id = id
      self.text = text
      self.clause = clause
    }
  }

  /// How often a licence code may be sent again.
  public struct ResendLimits: Sendable, Hashable {
    /// Resends of one licence within ``days``.
    public var perLicence: Int
    /// Resends to one customer within ``days``.
    public var perCustomer: Int
    /// The days over which both are counted.
    public var days: Int
    /// For how many days a new or changed contact address gets no code without review.
    public var contactCoolingDays: Int
    /// Requests of one agent (a person at the desk, or a program) within 24 hours.
    public var perAgent: Int

    /// Makes limits.
    public init(
      perLicence: Int = 3, perCustomer: Int = 10, days: Int = 30, contactCoolingDays: Int = 7, perAgent: Int = 200
    ) {
      self.perLicence = perLicence
      self.perCustomer = perCustomer
      self.days = days
      self.contactCoolingDays = contactCoolingDays
      self.perAgent = perAgent
    }

    /// The stricter of each.
    public func strictest(_ other: ResendLimits) -> ResendLimits {
      ResendLimits(
        perLicence: min(perLicence, other.perLicence), perCustomer: min(perCustomer, other.perCustomer),
        days: max(days, other.days), contactCoolingDays: max(contactCoolingDays, other.contactCoolingDays),
        perAgent: min(perAgent, other.perAgent))
    }
  }

  /// One clause of the policy behind the programme.
  public struct Clause: Sendable, Hashable {
    /// The clause's id, such as `advantage.window`.
    public var id: String
    /// Its heading.
    public var title: LocalizedText
    /// What it says.
    public var text: LocalizedText

    /// Makes a clause.
    public init(id: String, title: LocalizedText, text: LocalizedText) {
      self.id = id
      self.title = title
      self.text = text
    }
  }

  /// The clauses that rules cite, by the part of the programme that they speak of.
  public struct Citations: Sendable, Hashable {
    /// Being under contract.
    public var contract: String?
    /// Products included in the contract.
    public var product: String?
    /// Upgrades that an incident may require.
    public var upgrade: String?

    /// Makes citations.
    public init(contract: String? = nil, product: String? = nil, upgrade: String? = nil) {
      self.contract = contract
      self.product = product
      self.upgrade = upgrade
    }
  }

  /// The programme's id.
  public var id: String
  /// The name that people know.
  public var name: String
  /// Which releases are supported.
  public var window: Window
  /// When the desk is open.
  public var desk: DeskHours
  /// What the desk assists on, and what not.
  public var topics: [Topic]
  /// What a ticket should bring.
  public var checklist: [ChecklistItem]
  /// How often codes may be sent again.
  public var resend: ResendLimits
  /// The mail that brings a code again.
  public var resendMail: ResendMail
  /// The desk's e-mail address.
  public var email: String?
  /// Where the customer gets the remote-assistance program.
  public var remoteAssistance: String?
  /// The policy, clause by clause.
  public var clauses: [Clause]
  /// Which of them the rules cite.
  public var citations: Citations

  /// Makes a programme.
  public init(
    id: String, name: String, window: Window, desk: DeskHours, topics: [Topic] = [], checklist: [ChecklistItem] = [],
    resend: ResendLimits = ResendLimits(), resendMail: ResendMail = .standard, email: String? = nil,
    remoteAssistance: String? = nil,
    clauses: [Clause] = [], citations: Citations = Citations()
  ) {
    self.id = id
    self.name = name
    self.window = window
    self.desk = desk
    self.topics = topics
    self.checklist = checklist
    self.resend = resend
    self.resendMail = resendMail
    self.email = email
    self.remoteAssistance = remoteAssistance
    self.clauses = clauses
    self.citations = citations
  }
}
