/// Where a person was replaced by a placeholder.
public struct ErasureReport: Sendable, Hashable {
  /// Contacts of customers.
  public var contacts = 0
  /// Recorded decisions whose question or answer named the person.
  public var decisions = 0
  /// Resends that the person asked for or got.
  public var resends = 0
  /// Mails to the person, whose texts are gone.
  public var mails = 0
  /// Events whose details are gone; that there was an event stays.
  public var events = 0
  /// Entries of the history of imports.
  public var changes = 0
  /// Requests for codes that were counted against the person.
  public var counts = 0
  /// Resends that were called off because they would have gone to the person.
  public var cancelled = 0
  /// Whether the file may still have traces in space that it does not use, because others had it in use.
  public var leavesTraces = false

  /// The numbers of the events whose details are gone.
  public var erasedEvents: [Int] = []
  /// What else was changed that is compared with the audit record, by its path below `/v1`.
  public var subjects: [String] = []

  /// A report of nothing.
  public init() {}

  /// Whether the registry named the person anywhere.
  public var isEmpty: Bool { self == ErasureReport() }
}
