/// An e-mail address that mail can be sent to, perhaps with the name of the person (RFC 5322, section 3.4).
public struct MailAddress: Sendable, Hashable {
  /// The address, `local@domain`.
  public let address: String
  /// The person's or the desk's name.
  public let name: String?

  /// Takes an address that is safe to hand to any mail agent: ASCII, a dot-atom, `@` and a domain name.
  ///
  /// Nothing for any other text, such as one with quotes, comments, white space, line ends or a second address.
  public init?(_ address: String, name: String? = nil) {
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, address.utf8.count <= 254, (1...64).contains(parts[0].count) else { return nil }
    let atoms = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy(MailAddress.isAtomText) }) else { return nil }
    // A leading hyphen could be taken for an option by a mail agent's command line.
    guard parts[0].first != UInt8(ascii: "-"), labels.count >= 1 else { return nil }
    for label in labels {
      guard (1...63).contains(label.count), label.allSatisfy(MailAddress.isLabelText),
        label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-")
      else { return nil }
    }
    self.address = address
    self.name = name
  }

  /// What follows the `@`.
  public var domain: Substring { address[address.index(after: address.firstIndex(of: "@") ?? address.startIndex)...] }

  /// As it stands in a header field; the address on a line of its own if it does not fit behind the name.
  func header(after fieldName: String) -> String {
    guard let name = name.map(HeaderText.clean), !name.isEmpty else { return address }
    let phrase = HeaderText.phrase(name)
    let lastLine = phrase.split(separator: "\n").last.map { $0 == phrase ? fieldName + $0 : String($0) } ?? ""
    let fits = lastLine.utf8.count + address.utf8.count + 3 <= HeaderText.longestLine
    return "\(phrase)\(fits ? "" : "\n") <\(address)>"
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    isLabelText(byte) || Array("!#$%&'*+/=?^_`{|}~".utf8).contains(byte)
  }

  private static func isLabelText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
