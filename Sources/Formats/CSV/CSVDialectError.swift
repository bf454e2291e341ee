/// Why the dialect of a CSV file could not be found without guessing.
public struct CSVDialectError: PositionedError, Hashable {
  /// `csv.empty`, `csv.ambiguous_delimiter`, `csv.unclear_delimiter`, `csv.unsupported_separator`, or the code of
  /// the `TextDecodingError` that stood in the way.
  public let code: String
  /// Where in the file the difficulty is.
  public let position: SourcePosition
  /// What was seen.
  public let text: Bilingual
  /// What to do about it.
  public let advice: Bilingual?

  private static let state = Bilingual(
    en: "State the delimiter, or put a first line such as sep=; into the file.",
    fr: "Indiquez le délimiteur, ou ajoutez au fichier une première ligne telle que sep=;")

  init(_ error: TextDecodingError) {
    code = error.code
    position = error.position
    text = error.text
    advice = error.advice
  }

  private init(code: String, position: SourcePosition, text: Bilingual, advice: Bilingual?) {
    self.code = code
    self.position = position
    self.text = text
    self.advice = advice
  }

  static var empty: CSVDialectError {
    CSVDialectError(
      code: "csv.empty", position: .start,
      text: Bilingual(en: "The file holds no rows.", fr: "Le fichier ne contient aucune ligne."), advice: nil)
  }

  static func ambiguous(_ first: DelimiterCensus.Fit, _ second: DelimiterCensus.Fit) -> CSVDialectError {
    CSVDialectError(
      code: "csv.ambiguous_delimiter", position: SourcePosition(line: first.headerLine, column: 1),
      text: Bilingual(
        en: "Two delimiters fit: \(first.description.en), and \(second.description.en).",
        fr: "Deux délimiteurs conviennent : \(first.description.fr), et \(second.description.fr)."),
      advice: state)
  }

  static func unclear(_ fit: DelimiterCensus.Fit) -> CSVDialectError {
    let name = fit.delimiter.name
    return CSVDialectError(
      code: "csv.unclear_delimiter", position: SourcePosition(line: fit.firstLine, column: 1),
      text: Bilingual(
        en: "No delimiter fits: the rows do not agree with the first one, where the \(name.en) separates "
          + "\(fit.columns) column(s); it does so in \(fit.agreeing) of \(fit.rows) rows.",
        fr: "Aucun délimiteur ne convient : les lignes ne concordent pas avec la première, où le délimiteur "
          + "\(name.fr) sépare \(fit.columns) colonne(s) ; il le fait dans \(fit.agreeing) lignes sur \(fit.rows)."),
      advice: Bilingual(
        en: state.en + " Remove titles above the header.",
        fr: state.fr + " (et supprimez les titres au-dessus de l’en-tête)."))
  }

  static func unsupportedSeparator(_ character: Unicode.Scalar) -> CSVDialectError {
    CSVDialectError(
      code: "csv.unsupported_separator", position: SourcePosition(line: 1, column: 5),
      text: Bilingual(
        en: "The first line announces \(Excerpt.of(character)) as the delimiter, which is not supported.",
        fr: "La première ligne annonce \(Excerpt.of(character)) comme délimiteur, ce qui n’est pas pris en charge."),
      advice: Bilingual(
        en: "Use a semicolon, a comma, a tab or a vertical bar.",
        fr: "Utilisez un point-virgule, une virgule, une tabulation ou une barre verticale."))
  }
}
