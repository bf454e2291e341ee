/// Finds the encoding of a file that comes in chunks of any size.
///
/// A byte order mark decides; without one, valid UTF-8 is UTF-8 and anything else is taken for Windows-1252, unless that is
/// doubtful: some of it is UTF-8, or words would have signs inside. To be right about a file whose first accent stands far
/// down, give it the whole file.
public struct TextEncodingDetector: Sendable {
  private var head: [UInt8] = []
  private var validator = UTF8Validator()
  private var consumed = 0
  private var evidence = AccentEvidence()
  private var isASCII = true
  private var firstInvalid: (offset: Int, byte: UInt8)?

  /// Makes a detector that has seen nothing.
  public init() {}

  /// Looks at the next bytes of the file.
  public mutating func consume(_ chunk: [UInt8]) {
    if head.count < 3 { head.append(contentsOf: chunk.prefix(3 - head.count)) }
    evidence.consume(chunk)
    guard firstInvalid == nil else { return }
    if isASCII { isASCII = chunk.allSatisfy { $0 < 0x80 } }
    if let fault = validator.consume(chunk) {
      // A fault before the chunk lies in a character that the chunk before began.
      let byte = fault >= consumed ? chunk[fault - consumed] : 0xFF
      firstInvalid = (fault, byte)
    }
    consumed += chunk.count
  }

  /// Says which encoding fits what was seen; `isComplete` tells whether that was the whole file.
  public func conclude(isComplete: Bool = true) -> TextEncodingChoice {
    for encoding in [TextEncoding.utf8WithBOM, .utf16le, .utf16be] where head.starts(with: encoding.byteOrderMark) {
      let mark = encoding.byteOrderMark.map { Excerpt.byte($0).dropFirst(2) }.joined(separator: " ")
      return TextEncodingChoice(
        encoding: encoding, isCertain: true,
        reason: Bilingual(
          en: "The file begins with \(mark), the byte order mark of \(encoding.name).",
          fr: "Le fichier commence par \(mark), la marque d’ordre des octets de \(encoding.name)."))
    }
    if let firstInvalid {
      let byte = Excerpt.byte(firstInvalid.byte)
      return windows1252(
        isComplete,
        en: "Byte \(byte) at offset \(firstInvalid.offset) is not UTF-8, so the file is read as Windows-1252.",
        fr: "L’octet \(byte) au rang \(firstInvalid.offset) n’est pas de l’UTF-8 : "
          + "le fichier est lu en Windows-1252.")
    }
    if isComplete, validator.isInsideCharacter {
      return windows1252(
        isComplete,
        en: "The last bytes are not UTF-8, so the file is read as Windows-1252.",
        fr: "Les derniers octets ne sont pas de l’UTF-8 : le fichier est lu en Windows-1252.")
    }
    return isASCII
      ? TextEncodingChoice(
        encoding: .utf8, isCertain: false,
        reason: Bilingual(
          en: "Every byte seen is plain ASCII, which is read as UTF-8.",
          fr: "Tous les octets vus sont de l’ASCII simple, lu en UTF-8."))
      : TextEncodingChoice(
        encoding: .utf8, isCertain: true,
        reason: Bilingual(
          en: "There is no byte order mark, and the accented characters are valid UTF-8.",
          fr: "Il n’y a pas de marque d’ordre des octets, et les caractères accentués sont de l’UTF-8 valide."))
  }

  private func windows1252(_ isComplete: Bool, en: String, fr: String) -> TextEncodingChoice {
    let doubt = evidence.doubt(isComplete: isComplete)
    return TextEncodingChoice(
      encoding: .windows1252, isCertain: doubt == nil, reason: Bilingual(en: en, fr: fr), doubt: doubt)
  }
}
