/// A mail of plain text and of the same as HTML, as it is handed to a mail agent (RFC 5322, RFC 2045, RFC 2046).
public struct MailMessage: Sendable, Hashable {
  /// Who sends it.
  public var from: MailAddress
  /// Who gets it.
  public var to: MailAddress
  /// What it is about.
  public var subject: String
  /// When it was written, as RFC 5322 writes dates: `Fri, 27 Feb 2026 17:00:00 +0000`.
  public var date: String
  /// What tells this message from all others, without angle brackets: `rsd_1@example.org`.
  public var id: String
  /// The language tag of the text, such as `fr`.
  public var language: String
  /// The text, lines ended by `\n`.
  public var text: String
  /// The same as HTML.
  public var html: String

  /// Makes a message.
  public init(
    from: MailAddress, to: MailAddress, subject: String, date: String, id: String, language: String, text: String,
    html: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.id = id
    self.language = language
    self.text = text
    self.html = html
  }

  /// The message with lines ended by `\n`, as mail agents take it on standard input and Maildirs keep it.
  public var encoded: String {
    // Quoted-printable text never has "=_" in it.
    let boundary = "=_" + id.prefix { $0 != "@" }
    return """
      Date: \(date)
      From: \(from.header(after: "From: "))
      To: \(to.header(after: "To: "))
      Subject: \(HeaderText.unstructured(subject))
      Message-ID: <\(id)>
      Auto-Submitted: auto-generated
      Content-Language: \(language)
      MIME-Version: 1.0
      Content-Type: multipart/alternative;
       boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      \(QuotedPrintable.encode(text))
      --\(boundary)
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      \(QuotedPrintable.encode(html))
      --\(boundary)--

      """
  }
}
