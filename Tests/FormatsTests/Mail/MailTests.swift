import Formats
import Testing

/// Mail as bytes; whether others read it likewise is asked of real programs elsewhere.
@Suite struct MailTests {
  @Test(arguments: [
    "c.martin@be-martin.example", "a@b", "o'neil+codes@xn--bton-dpa.example", "A_B=c@d-e.f", "1@2.3",
    String(repeating: "a", count: 64) + "@example.org",
  ])
  func `An address that any mail agent takes`(_ text: String) {
    #expect(MailAddress(text)?.address == text)
  }

  @Test(arguments: [
    "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b c", "a@b\n", "a@b\r\nBcc: x@y", "a\u{0}@b", "é@b", "a@é", "a..b@c",
    ".a@c", "a.@c", "a@.c", "a@c.", "a@-c", "a@c-", "-oQ/tmp@c", "a@[127.0.0.1]", "\"a b\"@c", "<a@b>", "a@b,c@d",
    "a@b;c", "(x)a@b", "a@b>", "a:b@c", "a\\b@c", String(repeating: "a", count: 65) + "@b",
    "a@" + String(repeating: "b", count: 64), "a@" + String(repeating: "bbb.", count: 70) + "b",
  ])
  func `Any other text is no address`(_ text: String) {
    #expect(MailAddress(text) == nil)
  }

  private static func message(
    subject: String = "S", name: String? = nil, text: String = "T\n", html: String = "<p>T</p>\n"
  ) throws -> MailMessage {
    MailMessage(
      from: try #require(MailAddress("desk@example.org", name: "GRAITEC Advantage")),
      to: try #require(MailAddress("a@b.example", name: name)), subject: subject,
      date: "Fri, 27 Feb 2026 17:00:00 +0000", id: "rsd_1@example.org", language: "fr", text: text, html: html)
  }

  @Test func `A plain message, whole`() throws {
    #expect(
      try Self.message(subject: "Your code", name: "Bob \"B\" Smith").encoded == """
        Date: Fri, 27 Feb 2026 17:00:00 +0000
        From: "GRAITEC Advantage" <desk@example.org>
        To: "Bob \\"B\\" Smith" <a@b.example>
        Subject: Your code
        Message-ID: <rsd_1@example.org>
        Auto-Submitted: auto-generated
        Content-Language: fr
        MIME-Version: 1.0
        Content-Type: multipart/alternative;
         boundary="=_rsd_1"

        --=_rsd_1
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        T

        --=_rsd_1
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        <p>T</p>

        --=_rsd_1--

        """)
  }

  @Test(arguments: [
    "a\nBcc: x@y.example", "a\r\nBcc: x@y.example", "a\rBcc: x", "a\u{0}b", "a\u{85}Bcc: x", "a\u{2028}Bcc: x",
    "a\u{2029}b", "\n\nbody", "=?utf-8?Q?x=0ABcc:_y?=", "a\u{B}b\u{C}c", "\u{202E}evil", "é\nBcc: x@y.example",
  ])
  func `Nothing in a subject or a name begins another field`(_ text: String) throws {
    let encoded = try Self.message(subject: text, name: text).encoded
    let head = encoded.prefix { _ in true }.split(separator: "\n\n", maxSplits: 1)[0]
    let fields = head.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(" ") }
    #expect(
      fields.map { $0.prefix { $0 != ":" } } == [
        "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version",
        "Content-Type",
      ])
    #expect(!encoded.contains("\r") && !encoded.contains("\u{0}"))
    #expect(encoded.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `No line is longer than 78 characters, and all are ASCII`() throws {
    let long = String(repeating: "Référence très longue № 5 👩🏽‍💻 ", count: 30)
    let encoded = try Self.message(subject: long, name: long, text: long + "\n" + long, html: "<p>\(long)</p>").encoded
    #expect(encoded.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(encoded.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    (".", "=2E"), ("From me", "=46rom me"), ("a=b", "a=3Db"), ("end ", "end=20"), ("tab\t", "tab=09"), ("é", "=C3=A9"),
    ("a\u{0}b", "a=00b"), ("a\rb", "a=0Db"), ("", ""),
  ])
  func `Quoted-printable`(_ text: String, _ expected: String) throws {
    let lines = try Self.message(text: text).encoded.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "Content-Transfer-Encoding: quoted-printable"))
    #expect(lines[start + 2] == expected)
  }

  @Test(arguments: [
    "Bob", String(repeating: "n", count: 60), String(repeating: "é", count: 40), String(repeating: "a b ", count: 30),
  ])
  func `Lines stay short, however long a name and an address are`(_ name: String) throws {
    var message = try Self.message(name: name)
    let domain = (0..<5).map { _ in "domain" }.joined(separator: ".")
    message.to = try #require(MailAddress("first.second.third@\(domain)", name: name))
    message.id = "rsd_01kjfc2rw0sf5j7ndzkrm4dfdr@example.org"
    for line in message.encoded.split(separator: "\n") { #expect(line.utf8.count <= 78, "\(line)") }
  }
}
