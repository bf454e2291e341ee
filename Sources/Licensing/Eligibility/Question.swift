/// What a support engineer asks of the registry: whether a ticket is covered.
///
/// Blank texts count as not given; every identifier that is given must agree with the others.
public struct Question: Sendable, Hashable {
  /// No text of a question is longer than this many characters where questions come from outside; nobody types so much,
  /// and it bounds what one question can cost.
  public static let longestText = 512

  /// Whether a text has a control character in it that is no white space: no text of a question has, where questions come
  /// from outside.
  public static func hasControl(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x09...0x0D, 0x20...0x7E: break
      case ..<0x20, 0x7F: return true
      // U+0080 to U+009F in UTF-8; U+0085 is a line end.
      case 0x80...0x9F where last == 0xC2 && byte != 0x85: return true
      default: break
      }
      last = byte
    }
    return false
  }

  /// A licence code, as written or pasted.
  public var licence: String?
  /// A contract number.
  public var contract: String?
  /// A customer id.
  public var customer: String?
  /// The e-mail address of who asks.
  public var email: String?
  /// A product: id, name or alias, perhaps with a version behind it.
  public var product: String?
  /// The version, as the user typed it.
  public var version: String?
  /// The subject of the ticket: a topic's id or title.
  public var topic: String?
  /// The id of a known advisory.
  public var incident: String?
  /// The time that the question is about; the present if not given.
  public var at: Moment?
  /// The ticketing tool's own number, without outer white space.
  public var ticket: String?

  /// Makes a question.
  ///
  /// Texts that are blank are taken as not given.
  public init(
    licence: String? = nil, contract: String? = nil, customer: String? = nil, email: String? = nil,
    product: String? = nil, version: String? = nil, topic: String? = nil, incident: String? = nil, at: Moment? = nil,
    ticket: String? = nil
  ) {
    self.licence = Question.given(licence)
    self.contract = Question.given(contract)
    self.customer = Question.given(customer)
    self.email = Question.given(email)
    self.product = Question.given(product)
    self.version = Question.given(version)
    self.topic = Question.given(topic)
    self.incident = Question.given(incident)
    self.at = at
    self.ticket = Question.given(ticket).map { TextFolding.trimmed($0) }
  }

  private static func given(_ text: String?) -> String? {
    guard let text, text.unicodeScalars.contains(where: { !TextFolding.isSpace($0) }) else { return nil }
    return text
  }
}
