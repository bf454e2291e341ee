/// Where a person was replaced by a placeholder, and where not.
public struct ErasureReport: Sendable, Hashable {
  /// Something that names the person, or may, and was left as it is.
  public struct Left: Sendable, Hashable {
    /// Why it was left.
    public enum Reason: String, Sendable, CaseIterable {
      /// A customer or its contract is called as the person is: that is a company's name.
      case customer
      /// Another contact has the same name.
      case namesake
      /// A contact with an address that goes to the same mailbox, such as `claire+cad@…`.
      case otherAddress = "other_address"
      /// A record of the catalogue.
      case catalogue
      /// An access token's name.
      case token
      /// The event's own actor, subject or request id, which the chain covers.
      case event
      /// A name of one word, which may mean anything where the address does not stand beside it.
      case shortName = "short_name"
    }

    /// What was left, by its path below `/v1`.
    public var subject: String
    /// Why.
    public var reason: Reason

    /// Names what was left, and why.
    public init(subject: String, reason: Reason) {
      self.subject = subject
      self.reason = reason
    }
  }

  /// Contacts of customers.
  public var contacts = 0
  /// Recorded decisions whose question or answer named the person.
  public var decisions = 0
  /// Resends that the person asked for or got.
  public var resends = 0
  /// Mails to the person, or that spoke of the person, whose texts are gone.
  public var mails = 0
  /// Events whose details are gone; that there was an event stays.
  public var events = 0
  /// Entries of the history of imports.
  public var changes = 0
  /// Requests for codes that were counted against the person.
  public var counts = 0
  /// Requests of the person that nobody had looked at yet, which are gone.
  public var requests = 0
  /// Answers kept for repeated requests, which are gone.
  public var answers = 0
  /// Resends that were called off because they would have gone to the person.
  public var cancelled = 0
  /// Whether the file may still have traces in space that it does not use, because others had it in use.
  public var leavesTraces = false

  /// The numbers of the events whose details are gone.
  public var erasedEvents: [Int] = []
  /// What else was changed that is compared with the audit record, by its path below `/v1`.
  public var subjects: [String] = []
  /// The digests of the imports that had the person, as they are without, by import.
  public var imports: [String: String] = [:]
  /// The seals of the decisions that had the person, as they are without, by decision.
  public var seals: [String: String] = [:]
  /// What was left and still names the person, or may.
  public var left: [Left] = []
  /// Resends of others whose mails wait and spoke of the person: they have to be written anew.
  public var waitingMails: [String] = []
  /// Files beside the registry that restorations kept of it, and that may still have the person.
  public var copies: [String] = []

  /// A report of nothing.
  public init() {}

  /// Whether the registry named the person anywhere that could be changed.
  public var isEmpty: Bool {
    var report = self
    report.left = []
    report.copies = []
    return report == ErasureReport()
  }
}
