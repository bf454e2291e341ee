/// A company that has contracts.
public struct Customer: Sendable, Hashable {
  /// The customer's id, such as `C-1001`.
  public var id: String
  /// The company's name.
  public var name: String

  /// Makes a customer.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  /// The form by which customers are compared: two records of one company have one key.
  public var key: String { TextFolding.key(id) }
}

/// An e-mail address as identification uses it.
public struct EmailAddress: Sendable, Hashable {
  /// Lower case, without outer white space.
  public let key: String
  /// What follows the last `@`; `nil` if there is none.
  public let domain: String?

  /// Reads an address as typed; anything with one `@` in the middle counts as one.
  public init(_ text: String) {
    key = TextFolding.key(text)
    let parts = key.split(separator: "@", omittingEmptySubsequences: false)
    domain = parts.count >= 2 && !(parts.last?.isEmpty ?? true) ? parts.last.map(String.init) : nil
  }

  /// Whether mail can be sent to it: one address and nothing else, of the form that every mail agent takes.
  ///
  /// A dot-atom of at most 64 characters, `@`, and a domain name of labels with letters, digits and hyphens (RFC 5322,
  /// section 3.4.1; RFC 5321, section 4.5.3.1), all of it ASCII and at most 254 characters. The one rule for contacts, for
  /// who asks, and for whom mail goes to. A hyphen at the beginning could be taken for an option by a mail agent's
  /// command line.
  public var isPlain: Bool {
    let parts = key.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, key.utf8.count <= 254, 1...64 ~= parts[0].count, parts[0].first != UInt8(ascii: "-") else {
      return false
    }
    let atoms = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(EmailAddress.isAtomText) } && EmailAddress.isDomain(parts[1])
  }

  /// Whether a text is the name of a domain that mail can go to.
  public static func isDomain(_ text: String) -> Bool { isDomain(Substring(text).utf8) }

  private static func isDomain(_ name: Substring.UTF8View) -> Bool {
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      1...63 ~= label.count && label.allSatisfy(isLabelText) && label.first != UInt8(ascii: "-")
        && label.last != UInt8(ascii: "-")
    }
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    isLabelText(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
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
