/// A language in which the registry speaks to people.
public enum Language: String, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// French.
  case french = "fr"

  /// The text of this language; the other one is not even made.
  public func callAsFunction(en english: @autoclosure () -> String, fr french: @autoclosure () -> String) -> String {
    self == .english ? english() : french()
  }
}

extension Language {
  /// The language of a locale tag such as `fr`, `fr-BE` or `en_GB`; nothing for another language.
  public init?(localeTag: String) {
    let primary = localeTag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    self.init(rawValue: primary)
  }
}

/// A text in both languages.
public struct LocalizedText: Sendable, Hashable {
  /// The English text.
  public var english: String
  /// The French text.
  public var french: String

  /// Makes a text of its two forms.
  public init(english: String, french: String) {
    self.english = english
    self.french = french
  }

  /// The text in a language.
  public func text(in language: Language) -> String {
    language == .english ? english : french
  }
}
