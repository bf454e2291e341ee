/// A cell that breaks the rules of quoting, yet has one plain reading, which is Excel's.
public enum CSVOddity: String, Sendable, Hashable, CaseIterable {
  /// Text after the closing quote, which is taken as part of the cell: `"a"b` is read as `ab`.
  case textAfterClosingQuote = "csv.text_after_closing_quote"
  /// A quote inside a cell that does not begin with one, which is taken as it is: `5" disk`.
  case quoteInsideUnquoted = "csv.quote_inside_unquoted"

  /// A stable identifier for programs.
  public var code: String { rawValue }

  /// What is odd, in a sentence.
  public var text: Bilingual {
    switch self {
    case .textAfterClosingQuote:
      Bilingual(
        en: "Text follows the closing quote.",
        fr: "Du texte suit le guillemet fermant.")
    case .quoteInsideUnquoted:
      Bilingual(
        en: "A quote stands inside a cell that does not begin with one.",
        fr: "Un guillemet se trouve dans une cellule qui n’en a pas au début.")
    }
  }

  /// How to write the cell.
  public var advice: Bilingual {
    Bilingual(
      en: "Put the whole cell in quotes, and double those inside it.",
      fr: "Mettez toute la cellule entre guillemets, et doublez ceux qui s’y trouvent.")
  }
}
