/// Why a CSV file cannot be read any further, and where.
public struct CSVSyntaxError: PositionedError, Hashable {
  /// `csv.unterminated_quote`, `csv.field_too_large`, `csv.row_too_large` or `csv.too_many_fields`.
  public let code: String
  /// Where the fault is; a quote that is never closed is reported where it opens.
  public let position: SourcePosition
  /// What is wrong.
  public let text: Bilingual
  /// What to do about it.
  public let advice: Bilingual?

  private static let closeQuote = Bilingual(
    en: "Close the quote, or double it if it belongs to the text.",
    fr: "Fermez le guillemet, ou doublez-le s’il fait partie du texte.")

  static func unterminatedQuote(at position: SourcePosition) -> CSVSyntaxError {
    CSVSyntaxError(
      code: "csv.unterminated_quote", position: position,
      text: Bilingual(
        en: "The quote that opens here is never closed.",
        fr: "Le guillemet qui s’ouvre ici n’est jamais fermé."),
      advice: closeQuote)
  }

  static func fieldTooLarge(at position: SourcePosition, limit: Int, isQuoted: Bool) -> CSVSyntaxError {
    CSVSyntaxError(
      code: "csv.field_too_large", position: position,
      text: Bilingual(
        en: "The cell that begins here is longer than \(limit) bytes.",
        fr: "La cellule qui commence ici dépasse \(limit) octets."),
      advice: isQuoted ? closeQuote : nil)
  }

  static func rowTooLarge(at position: SourcePosition, limit: Int) -> CSVSyntaxError {
    CSVSyntaxError(
      code: "csv.row_too_large", position: position,
      text: Bilingual(
        en: "The row that begins here is longer than \(limit) bytes.",
        fr: "La ligne qui commence ici dépasse \(limit) octets."),
      advice: nil)
  }

  static func tooManyFields(at position: SourcePosition, limit: Int) -> CSVSyntaxError {
    CSVSyntaxError(
      code: "csv.too_many_fields", position: position,
      text: Bilingual(
        en: "The row that begins here has more than \(limit) cells.",
        fr: "La ligne qui commence ici a plus de \(limit) cellules."),
      advice: nil)
  }
}
