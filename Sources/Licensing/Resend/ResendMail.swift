/// The texts of the mail that brings a licence code again, as the programme's catalogue has them.
///
/// Words in braces stand for what the mail is about; see ``Placeholder``. A blank line begins a paragraph. What would not
/// bring a code, or not make sense, is a ``Fault``.
public struct ResendMail: Sendable, Hashable {
  /// What a text may leave to be filled in.
  public enum Placeholder: String, Sendable, CaseIterable {
    /// The person who gets the mail; the customer's name if the person's is not known.
    case contact
    /// The customer's name.
    case customer
    /// The contract's number.
    case contract
    /// The programme's name.
    case programme
    /// The desk's e-mail address; the programme's name if it has none.
    case desk
    /// The ticketing tool's number; a line that only speaks of a ticket is left out where there is none.
    case ticket
    /// The licences, each as the text for one says; alone in its paragraph.
    case licences
    /// Of one licence: its product.
    case product
    /// Of one licence: its release.
    case release
    /// Of one licence: how many seats; a line with it is left out where that is not known.
    case seats
    /// Of one licence: the code.
    case code

    /// Whether it is about one licence of the mail.
    var isOfOneLicence: Bool { [.product, .release, .seats, .code].contains(self) }
    /// Whether it may stand for nothing, so that its line is left out.
    var mayBeMissing: Bool { self == .ticket || self == .seats }
  }

  /// What the mail is about.
  public var subject: LocalizedText
  /// The mail.
  public var body: LocalizedText
  /// What it says of each licence.
  public var licence: LocalizedText

  /// Makes the texts.
  public init(subject: LocalizedText, body: LocalizedText, licence: LocalizedText) {
    self.subject = subject
    self.body = body
    self.licence = licence
  }

  /// The texts of a programme that states none.
  public static let standard = ResendMail(
    subject: LocalizedText(
      english: "Your licence code, contract {contract}", french: "Votre code de licence, contrat {contract}"),
    body: LocalizedText(
      english: """
        Hello {contact},

        You asked us to send again a licence code of {customer}, contract {contract}:

        {licences}

        Your ticket: {ticket}

        If you did not ask for this, someone else did in your name: please tell us at once at {desk}. The code was sent to this address only.

        {programme}
        """,
      french: """
        Bonjour {contact},

        Vous nous avez demandé de renvoyer un code de licence de {customer}, contrat {contract} :

        {licences}

        Votre ticket : {ticket}

        Si vous n’êtes pas à l’origine de cette demande, quelqu’un l’a faite en votre nom : prévenez-nous aussitôt à {desk}. Le code n’a été envoyé qu’à cette adresse.

        {programme}
        """),
    licence: LocalizedText(
      english: "{product} {release}\nSeats: {seats}\nCode: {code}",
      french: "{product} {release}\nPostes : {seats}\nCode : {code}"))
}
