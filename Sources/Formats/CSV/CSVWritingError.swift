/// A character that the chosen encoding of a CSV file does not have, or NUL, which none should.
public struct CSVWritingError: Error, Sendable, Hashable {
  /// The character.
  public let scalar: Unicode.Scalar
  /// The encoding being written.
  public let encoding: TextEncoding
  /// The row, counted from 1.
  public let row: Int
  /// The column, counted from 1.
  public let column: Int

  /// A stable identifier for programs.
  public var code: String { "csv.unencodable_character" }

  /// What is wrong.
  public var text: Bilingual {
    let shown = "\(Excerpt.of(scalar)) (\(Excerpt.number(scalar)))"
    return Bilingual(
      en: "\(shown) in row \(row), column \(column) cannot be written in \(encoding.name).",
      fr: "\(shown), ligne \(row), colonne \(column), ne peut pas être écrit en \(encoding.name).")
  }
}
