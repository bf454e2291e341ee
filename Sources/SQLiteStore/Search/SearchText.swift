import Licensing

/// What somebody looks for, in the forms in which searched texts are kept.
public struct SearchText: Sendable {
  /// Folded words with single spaces, as names are kept.
  public let phrase: String
  /// The words of the phrase.
  public let words: [String]
  /// The phrase without spaces, as numbers are kept.
  public let squeezed: String
  /// Lower case without outer spaces, as e-mail addresses are kept.
  public let key: String
  /// The canonical key of a licence code.
  public let code: String

  /// Reads a text as it was typed or pasted.
  public init(_ text: String) {
    words = TextFolding.words(text)
    phrase = words.joined(separator: " ")
    squeezed = words.joined()
    key = TextFolding.key(text)
    code = LicenceCode(text).key
  }

  /// The folded text without its spaces.
  public static func squeezed(_ text: some StringProtocol) -> String { TextFolding.words(text).joined() }
}
