/// One sentence for people, in English and in French.
public struct Bilingual: Sendable, Hashable {
  /// The sentence in English.
  public let en: String
  /// The sentence in French.
  public let fr: String

  /// Makes a sentence from its two versions.
  public init(en: String, fr: String) {
    self.en = en
    self.fr = fr
  }
}
