extension CSVDialect {
  /// How much of a file `detect` looks at.
  public static let prefixSize = 1 << 16

  /// Finds the dialect of a file from its beginning, or refuses where that would be a guess.
  ///
  /// Pass the first 64 KB, and whether that is the whole file; by default fewer bytes are. An encoding that was found
  /// by looking at the whole file, or a delimiter that somebody stated, goes before what the beginning shows.
  public static func detect(
    prefix: [UInt8], isComplete: Bool? = nil, encoding: TextEncodingChoice? = nil,
    delimiter: CSVDelimiter? = nil
  ) throws(CSVDialectError) -> CSVDialect {
    let isComplete = (isComplete ?? (prefix.count < prefixSize)) && prefix.count <= prefixSize
    let bytes = prefix.count > prefixSize ? Array(prefix.prefix(prefixSize)) : prefix
    let encoding = encoding ?? TextEncoding.detect(bytes, isComplete: isComplete)
    if let doubt = encoding.doubt { throw CSVDialectError(doubt) }
    let text = try decode(bytes, encoding.encoding, isComplete: isComplete)

    var dialect = CSVDialect(encoding: encoding.encoding, reasons: [encoding.reason])
    let separator = try SeparatorLine(text)
    dialect.hasSeparatorLine = separator != nil
    let rows = text[(separator?.end ?? 0)...]
    let census = DelimiterCensus(rows, firstLine: separator == nil ? 1 : 2, isComplete: isComplete)
    if let delimiter {
      dialect.set(delimiter, en: "as stated", fr: "comme indiqué")
    } else if let separator {
      dialect.set(separator.delimiter, en: "as the first line says", fr: "comme l’annonce la première ligne")
    } else {
      try dialect.choose(from: census, isComplete: isComplete)
    }
    dialect.describeLines(census, isComplete: isComplete)
    return dialect
  }

  private static func decode(
    _ bytes: [UInt8], _ encoding: TextEncoding, isComplete: Bool
  ) throws(CSVDialectError) -> [UInt8] {
    var text: [UInt8] = []
    var decoder = TextDecoder(encoding)
    do throws(TextDecodingError) {
      try decoder.decode(bytes, into: &text)
      if isComplete { try decoder.finish() }
    } catch {
      throw CSVDialectError(error)
    }
    return text
  }

  private mutating func set(_ delimiter: CSVDelimiter, en: String, fr: String) {
    self.delimiter = delimiter
    reasons.append(
      Bilingual(
        en: "The delimiter is the \(delimiter.name.en), \(en).",
        fr: "Le délimiteur est : \(delimiter.name.fr), \(fr)."))
  }

  private mutating func choose(from census: DelimiterCensus, isComplete: Bool) throws(CSVDialectError) {
    if census.isEmpty { throw .empty }
    let fits = census.fits.sorted { $0.agreeing * $1.rows > $1.agreeing * $0.rows }
    var plausible = fits.filter(\.isPlausible)
    if plausible.isEmpty {
      // Ragged rows are told one by one later, if the first row leaves no choice of what separates its cells.
      let splitting = fits.filter { $0.columns > 1 }
      if splitting.count == 1 { plausible = splitting }
    }
    guard let best = plausible.first else {
      if let stray = fits.first { throw .unclear(stray) }
      set(
        .semicolon, en: "though none occurs: the file has a single column",
        fr: "bien qu’aucun n’apparaisse : le fichier n’a qu’une colonne")
      return
    }
    // Plausible means that four rows in five agree, so a second one is too close to be told apart.
    if plausible.count > 1 { throw .ambiguous(best, plausible[1]) }
    set(
      best.delimiter,
      en:
        "which gives \(best.columns) columns in \(best.agreeing) of \(isComplete ? "" : "the first ")\(best.rows) row(s)",
      fr: "qui donne \(best.columns) colonnes dans \(best.agreeing) ligne(s) sur "
        + (isComplete ? "\(best.rows)" : "les \(best.rows) premières"))
  }

  private mutating func describeLines(_ census: DelimiterCensus, isComplete: Bool) {
    let ends = census.lineEnds.sorted { ($0.value, $0.key.rawValue) > ($1.value, $1.key.rawValue) }
    lineEnd = ends.first?.key ?? .crlf
    let seen = ends.map { "\($0.key.rawValue) × \($0.value)" }.joined(separator: ", ")
    reasons.append(
      seen.isEmpty
        ? Bilingual(en: "There is a single line.", fr: "Il n’y a qu’une ligne.")
        : isComplete
          ? Bilingual(en: "Rows end with \(seen).", fr: "Les lignes se terminent par \(seen).")
          : Bilingual(
            en: "The first rows end with \(seen).", fr: "Les premières lignes se terminent par \(seen)."))
    if census.hasQuotedCells {
      reasons.append(
        Bilingual(
          en: "Some cells are in double quotes.", fr: "Certaines cellules sont entre guillemets doubles."))
    }
  }
}
