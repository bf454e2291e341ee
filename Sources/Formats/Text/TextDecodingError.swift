/// Bytes that are not text in the encoding that was stated or found.
public struct TextDecodingError: PositionedError, Hashable {
  /// `text.invalid_utf8`, `text.invalid_utf16`, `text.undefined_byte`, `text.nul` or `text.truncated`.
  public let code: String
  /// Where the fault is in the decoded text.
  public let position: SourcePosition
  /// The encoding that the bytes were read in.
  public let encoding: TextEncoding
  /// What is wrong.
  public let text: Bilingual
  /// What to do about it.
  public let advice: Bilingual?

  static func invalidUTF8(at position: SourcePosition, _ encoding: TextEncoding) -> TextDecodingError {
    TextDecodingError(
      code: "text.invalid_utf8", position: position, encoding: encoding,
      text: Bilingual(
        en: "The bytes here are not UTF-8.",
        fr: "Les octets à cet endroit ne sont pas de l’UTF-8."),
      advice: Bilingual(
        en: "If the file was written by Excel or an older Windows program, read it as Windows-1252.",
        fr: "Si le fichier vient d’Excel ou d’un ancien programme Windows, lisez-le en Windows-1252."))
  }

  static func invalidUTF16(at position: SourcePosition, _ encoding: TextEncoding) -> TextDecodingError {
    TextDecodingError(
      code: "text.invalid_utf16", position: position, encoding: encoding,
      text: Bilingual(
        en: "Half of a surrogate pair stands alone here, which is not UTF-16.",
        fr: "Une moitié de paire de substitution est isolée ici, ce qui n’est pas de l’UTF-16."),
      advice: nil)
  }

  static func undefined(
    _ byte: UInt8, at position: SourcePosition, _ encoding: TextEncoding
  ) -> TextDecodingError {
    TextDecodingError(
      code: "text.undefined_byte", position: position, encoding: encoding,
      text: Bilingual(
        en: "Byte \(Excerpt.byte(byte)) stands for no character in \(encoding.name).",
        fr: "L’octet \(Excerpt.byte(byte)) ne représente aucun caractère en \(encoding.name)."),
      advice: Bilingual(
        en: "The file may be Mac Roman or CP850: state its encoding, or save it again as CSV UTF-8.",
        fr: "Le fichier est peut-être en Mac Roman ou en CP850 : indiquez son encodage, "
          + "ou enregistrez-le à nouveau en CSV UTF-8."))
  }

  static func nul(at position: SourcePosition, _ encoding: TextEncoding) -> TextDecodingError {
    TextDecodingError(
      code: "text.nul", position: position, encoding: encoding,
      text: Bilingual(
        en: "There is a NUL character here, which no text file holds.",
        fr: "Il y a ici un caractère NUL, qu’aucun fichier texte ne contient."),
      advice: Bilingual(
        en: "The file may be UTF-16 without a byte order mark, or not text at all: save it again as CSV UTF-8.",
        fr: "Le fichier est peut-être en UTF-16 sans marque d’ordre des octets, ou n’est pas du texte : "
          + "enregistrez-le à nouveau en CSV UTF-8."))
  }

  static func truncated(at position: SourcePosition, _ encoding: TextEncoding) -> TextDecodingError {
    TextDecodingError(
      code: "text.truncated", position: position, encoding: encoding,
      text: Bilingual(
        en: "The file ends inside a character of \(encoding.name).",
        fr: "Le fichier se termine au milieu d’un caractère de \(encoding.name)."),
      advice: Bilingual(
        en: "The file was probably cut off: copy or export it again.",
        fr: "Le fichier a sans doute été tronqué : copiez-le ou exportez-le à nouveau."))
  }
}
