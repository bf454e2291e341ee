/// The encoding that was found for a file, and why.
public struct TextEncodingChoice: Sendable, Hashable {
  /// The encoding.
  public let encoding: TextEncoding
  /// Whether what was seen decides it; false for plain ASCII, which fits nearly every encoding.
  public let isCertain: Bool
  /// Why, in a sentence.
  public let reason: Bilingual
  /// What speaks against it, where somebody has to state the encoding; nil if nothing does.
  public let doubt: TextDecodingError?

  init(encoding: TextEncoding, isCertain: Bool, reason: Bilingual, doubt: TextDecodingError? = nil) {
    self.encoding = encoding
    self.isCertain = isCertain
    self.reason = reason
    self.doubt = doubt
  }

  /// An encoding that somebody stated, which nothing in the file can contradict.
  public static func stated(_ encoding: TextEncoding) -> TextEncodingChoice {
    TextEncodingChoice(
      encoding: encoding, isCertain: true,
      reason: Bilingual(
        en: "The file is read as \(encoding.name), as stated.",
        fr: "Le fichier est lu en \(encoding.name), comme indiqué."))
  }
}

extension TextEncoding {
  /// Finds the encoding of a file: a byte order mark first, then valid UTF-8, else Windows-1252.
  ///
  /// With `isComplete` false the bytes are the beginning of a file, and may end inside a character.
  public static func detect(_ bytes: [UInt8], isComplete: Bool = true) -> TextEncodingChoice {
    var detector = TextEncodingDetector()
    detector.consume(bytes)
    return detector.conclude(isComplete: isComplete)
  }
}
