/// Bytes that are not text in the encoding that was stated or found.
public struct TextDecodingError: PositionedError, Hashable {
  /// `text.invalid_utf8`, `text.invalid_utf16`, `text.undefined_byte`, `text.mixed_encodings`, `text.doubtful_encoding`,
  /// `text.nul` or `text.truncated`.
  public let code: String
  /// Where the fault is in the decoded text.
  public let position: SourcePosition
  /// The encoding that the bytes were read in.
  public let encoding: TextEncoding
  /// What is wrong.
  public let text: Bilingual
  /// What to do about it.
  public let advice: Bilingual?

  /// A byte that is not UTF-8 in a file that is said to be, or that says so itself by its mark.
  static func invalidUTF8(
    _ byte: UInt8, at position: SourcePosition, _ encoding: TextEncoding, hasMark: Bool
  ) -> TextDecodingError {
    let (name, scalar) = (Excerpt.byte(byte), byte < 0x80 ? nil : SingleByteTable.windows1252.scalar(byte))
    let reading = scalar.map {
      Bilingual(en: " ('\($0)' in Windows-1252)", fr: " (« \($0) » en Windows-1252)")
    }
    let mark =
      hasMark
      ? Bilingual(
        en: ", and the file begins with the mark of UTF-8",
        fr: ", alors que le fichier commence par la marque de l’UTF-8"
      ) : Bilingual(en: "", fr: "")
    return TextDecodingError(
      code: "text.invalid_utf8", position: position, encoding: encoding,
      text: Bilingual(
        en: "Byte \(name) here is not UTF-8\(reading?.en ?? "")\(mark.en).",
        fr: "L’octet \(name) à cet endroit n’est pas de l’UTF-8\(reading?.fr ?? "")\(mark.fr)."),
      advice: hasMark
        ? Bilingual(
          en: "Correct the character and save the file as UTF-8 again: no other encoding would fit its mark.",
          fr:
            "Corrigez le caractère et enregistrez à nouveau le fichier en UTF-8 : aucun autre encodage n’irait avec sa "
            + "marque.")
        : Bilingual(
          en: "If the file was written by Excel or an older Windows program, read it as Windows-1252.",
          fr: "Si le fichier vient d’Excel ou d’un ancien programme Windows, lisez-le en Windows-1252."))
  }

  /// A byte that may be Mac Roman as well as Windows-1252, in a file whose lines end as those of a Macintosh.
  static func macintosh(_ byte: UInt8, at position: SourcePosition) -> TextDecodingError {
    func letter(_ table: SingleByteTable) -> Bilingual {
      guard let scalar = table.scalar(byte) else { return Bilingual(en: "nothing", fr: "rien") }
      return Bilingual(en: "'\(scalar)'", fr: "« \(scalar) »")
    }
    let (windows, mac) = (letter(.windows1252), letter(.macRoman))
    return TextDecodingError(
      code: "text.doubtful_encoding", position: position, encoding: .windows1252,
      text: Bilingual(
        en:
          "Byte \(Excerpt.byte(byte)) here is \(windows.en) in Windows-1252 and \(mac.en) in Mac Roman, and the lines "
          + "end with CR alone, as on a Macintosh.",
        fr:
          "L’octet \(Excerpt.byte(byte)) à cet endroit est \(windows.fr) en Windows-1252 et \(mac.fr) en Mac Roman, et "
          + "les lignes se terminent par CR seul, comme sur un Macintosh."),
      advice: Bilingual(
        en: "State the encoding of the file, as --encoding macroman (or windows-1252) or in a mapping file, or save it "
          + "again as CSV UTF-8.",
        fr: "Indiquez l’encodage du fichier, par --encoding macroman (ou windows-1252) ou dans un fichier de "
          + "correspondance, ou enregistrez-le à nouveau en CSV UTF-8."))
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

  /// A byte that is not UTF-8 in a file whose other characters are.
  static func mixed(stray byte: UInt8, at position: SourcePosition) -> TextDecodingError {
    let (name, scalar) = (Excerpt.byte(byte), SingleByteTable.windows1252.scalar(byte))
    let reading = scalar.map {
      Bilingual(en: " ('\($0)' in Windows-1252)", fr: " (« \($0) » en Windows-1252)")
    }
    return TextDecodingError(
      code: "text.mixed_encodings", position: position, encoding: .utf8,
      text: Bilingual(
        en: "Byte \(name) here is not UTF-8\(reading?.en ?? ""), and other characters of the file are.",
        fr: "L’octet \(name) à cet endroit n’est pas de l’UTF-8\(reading?.fr ?? ""), alors que d’autres caractères du "
          + "fichier en sont."),
      advice: Bilingual(
        en: "Correct the character and save the file as UTF-8. If all of it is Windows-1252, say so: "
          + "--encoding windows-1252.",
        fr: "Corrigez le caractère et enregistrez le fichier en UTF-8. S’il est entièrement en Windows-1252, "
          + "indiquez-le : --encoding windows-1252."))
  }

  /// UTF-8 in a file whose other characters are not.
  static func mixed(utf8 bytes: [UInt8], at position: SourcePosition) -> TextDecodingError {
    let character = String(decoding: bytes, as: UTF8.self)
    let name = bytes.map { Excerpt.byte($0).dropFirst(2) }.joined(separator: " ")
    return TextDecodingError(
      code: "text.mixed_encodings", position: position, encoding: .windows1252,
      text: Bilingual(
        en: "Bytes \(name) here are '\(character)' in UTF-8, and other characters of the file are not UTF-8.",
        fr: "Les octets \(name) à cet endroit sont « \(character) » en UTF-8, alors que d’autres caractères du fichier "
          + "n’en sont pas."),
      advice: Bilingual(
        en: "Correct the character and save the file again. If all of it is Windows-1252, say so: "
          + "--encoding windows-1252.",
        fr: "Corrigez le caractère et enregistrez à nouveau le fichier. S’il est entièrement en Windows-1252, "
          + "indiquez-le : --encoding windows-1252."))
  }

  /// A byte that nobody means in Windows-1252 where it stands, or that few do.
  static func implausible(
    _ byte: UInt8, at position: SourcePosition, probable: TextEncoding?, mayBeMeant: Bool
  ) -> TextDecodingError {
    let words =
      probable.map { Bilingual(en: $0.rawValue, fr: $0.rawValue) }
      ?? Bilingual(en: "cp850 (MS-DOS), macroman (Macintosh)", fr: "cp850 (MS-DOS), macroman (Macintosh)")
    let meant = Bilingual(
      en: mayBeMeant ? " (windows-1252 if the sign is meant)" : "",
      fr: mayBeMeant ? " (windows-1252 si le signe est voulu)" : "")
    let advice = Bilingual(
      en:
        "State the encoding of the file, as --encoding \(words.en)\(meant.en) or in a mapping file, or save it again as "
        + "CSV UTF-8.",
      fr:
        "Indiquez l’encodage du fichier, par --encoding \(words.fr)\(meant.fr) ou dans un fichier de correspondance, ou "
        + "enregistrez-le à nouveau en CSV UTF-8.")
    let guess = probable.map { encoding in
      let name = encoding.name + (encoding.origin.map { " (\($0))" } ?? "")
      let letter = SingleByteTable.of(encoding)?.scalar(byte).map { "\($0)" } ?? "?"
      return Bilingual(
        en: "the file is probably \(name), where it is '\(letter)'",
        fr: "le fichier est sans doute en \(name), où c’est « \(letter) »")
    }
    guard let scalar = SingleByteTable.windows1252.scalar(byte) else {
      let fault = undefined(byte, at: position, .windows1252)
      let end = Bilingual(en: fault.text.en.dropLast() + "", fr: fault.text.fr.dropLast() + "")
      return TextDecodingError(
        code: fault.code, position: position, encoding: .windows1252,
        text: guess.map { Bilingual(en: "\(end.en): \($0.en).", fr: "\(end.fr) : \($0.fr).") } ?? fault.text,
        advice: guess == nil ? fault.advice : advice)
    }
    let other = guess ?? Bilingual(en: "the file has another encoding", fr: "le fichier a un autre encodage")
    return TextDecodingError(
      code: "text.doubtful_encoding", position: position, encoding: .windows1252,
      text: Bilingual(
        en: "Byte \(Excerpt.byte(byte)) here is '\(scalar)' in Windows-1252, inside a word: \(other.en).",
        fr: "L’octet \(Excerpt.byte(byte)) à cet endroit est « \(scalar) » en Windows-1252, dans un mot : \(other.fr)."),
      advice: advice)
  }

  static func nul(at position: SourcePosition, _ encoding: TextEncoding) -> TextDecodingError {
    TextDecodingError(
      code: "text.nul", position: position, encoding: encoding,
      text: Bilingual(
        en: "There is a NUL character here, which no text file holds.",
        fr: "Il y a ici un caractère NUL, qu’aucun fichier texte ne contient."),
      advice: Bilingual(
        en: "If the file is UTF-16 without a byte order mark, say so: --encoding utf-16le. Else it is no text: save it "
          + "again as CSV UTF-8.",
        fr:
          "Si le fichier est en UTF-16 sans marque d’ordre des octets, indiquez-le : --encoding utf-16le. Sinon ce n’est "
          + "pas du texte : enregistrez-le à nouveau en CSV UTF-8."))
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
