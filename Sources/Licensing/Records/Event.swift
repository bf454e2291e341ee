/// Something that was done, for the audit record: who did what to which thing.
public struct Event: Sendable, Hashable {
  /// Who did it, such as `token:desk` or `cli:anna`.
  public var actor: String
  /// What was done, as a stable code such as `import.applied` or `licence.revealed`.
  public var action: String
  /// What it was done to, as its path below `/v1` in the API: `imports/imp_…`, `contracts/GA-2024-0117`.
  ///
  /// It stays for ever, so it names no person and no licence code.
  public var subject: String
  /// The id of the request in which it was done.
  public var request: String?
  /// What was before and what is after, and whatever else belongs to it, as a JSON object.
  ///
  /// Only this part can be erased later without breaking the chain, so what is about a person stands here.
  public var details: String

  /// Tells of something that was done.
  public init(actor: String, action: String, subject: String, request: String? = nil, details: String = "{}") {
    self.actor = actor
    self.action = action
    self.subject = subject
    self.request = request
    self.details = details
  }
}

/// An event as it stands in the audit record.
public struct RecordedEvent: Sendable, Hashable {
  /// Its number: 1 is the first, and none is left out.
  public var sequence: Int
  /// When it was recorded, RFC 3339 in UTC.
  public var at: String
  /// Who did it.
  public var actor: String
  /// What was done.
  public var action: String
  /// What it was done to.
  public var subject: String
  /// The id of the request in which it was done.
  public var request: String?
  /// What belongs to it, as a JSON object; nothing where it was erased.
  public var details: String?
  /// The chain's hash up to and with this event, 64 hexadecimal digits.
  public var hash: String

  /// Makes an event as it was read.
  public init(
    sequence: Int, at: String, actor: String, action: String, subject: String, request: String?, details: String?,
    hash: String
  ) {
    self.sequence = sequence
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.request = request
    self.details = details
    self.hash = hash
  }
}
