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

  /// Whether it is one address and nothing else: one `@` with something on both sides, no white space.
  public var isPlain: Bool {
    let parts = key.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && key.unicodeScalars.allSatisfy { !TextFolding.isSpace($0) && $0.properties.generalCategory != .control }
  }
}
