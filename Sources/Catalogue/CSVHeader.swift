import Formats
import Licensing

/// The header of a CSV file: which kind of record it holds, and which column is which field.
struct CSVHeader {
  let kind: RecordKind
  /// The column of each field that the file has, by the field's name.
  let columns: [String: Int]
  /// The columns that are known not to be read: left out by a mapping file, or reported already.
  let others: Set<Int>
  /// What a mapping file says of fields that have no column.
  let values: [String: String]
  /// The titles as they are written.
  let titles: [String]

  /// A field of a kind, and whether its file must have it.
  typealias Field = (name: String, isRequired: Bool)

  /// The fields that a kind's file may have, required ones first marked with `true` (DESIGN, section 3).
  static let fields: [(kind: RecordKind, fields: [Field])] = {
    func fields(_ required: [String], _ others: [String]) -> [Field] {
      required.map { ($0, true) } + others.map { ($0, false) }
    }
    return [
      (.product, fields(["id", "vendor", "name"], ["aliases"])),
      (
        .release,
        fields(
          ["product", "name", "sequence"],
          ["released", "preview", "aliases", "internal", "builds", "endOfSupport", "source"])
      ),
      (.update, fields(["product", "release", "name"], ["sequence", "released", "aliases", "builds", "source"])),
      (.customer, fields(["id", "name"], ["country", "locale", "domains"])),
      (.contact, fields(["customer", "email"], ["name", "mayReceiveCodes", "locale"])),
      (
        .contract, fields(["number", "customer", "programme", "starts", "ends"], ["status", "terminatedOn"])
      ),
      (.entitlement, fields(["contract", "product", "releases"], ["line", "seats"])),
      (.licence, fields(["code", "contract", "product", "release"], ["kind", "seats", "state", "issued"])),
    ]
  }()

  /// The fields of a kind; `nil` for one that no CSV file holds.
  static func fields(of kind: RecordKind) -> [Field]? { fields.first { $0.kind == kind }?.fields }

  /// The column that says why a row was refused; files of refused rows are read again without it.
  static let rejectTitles: Set<String> = ["rejected because", "motif du rejet"]

  /// How well one kind explains a header.
  private struct Fit {
    var kind: RecordKind
    var columns: [String: Int] = [:]
    var unknown: [Int] = []
    var missing: [String] = []

    /// The fewest faults win, and among equals the one that is complete.
    func isBetter(than other: Fit) -> Bool {
      (unknown.count + missing.count, missing.count)
        < (other.unknown.count + other.missing.count, other.missing.count)
    }
  }

  /// Recognises a header row; `nil` (and problems) if it is none of the kinds.
  ///
  /// Columns that the kind does not have are reported, and what stands under them is not read.
  init?(_ row: CSVRow, _ map: ColumnMap.Entry?, file: String, _ problems: ProblemLog) {
    // The sign of `N° client` parts words as a space does.
    let cells = row.fields.map { TextFolding.phrase(String($0.text.map { "°º".contains($0) ? " " : $0 })) }
    let known = cells.map(CSVHeader.canonical)
    var mapped: [Int: String] = [:]
    var ignored = Set(cells.indices.filter { CSVHeader.rejectTitles.contains(cells[$0]) })
    for column in map?.columns ?? [] {
      guard let index = cells.firstIndex(of: column.phrase) else {
        if let map { problems.add(map.absent(column, in: file, row.texts)) }
        continue
      }
      if let field = column.field { mapped[index] = field } else { ignored.insert(index) }
    }
    var best: Fit?
    for (kind, fields) in CSVHeader.fields where map?.kind == nil || map?.kind == kind {
      var fit = Fit(kind: kind)
      for (index, field) in mapped.sorted(by: { $0.key < $1.key }) {
        let isFree = fields.contains { $0.name == field } && fit.columns[field] == nil
        if isFree { fit.columns[field] = index } else { fit.unknown.append(index) }
      }
      for (index, cell) in known.enumerated() where !cell.isEmpty && !ignored.contains(index) && mapped[index] == nil {
        let field = fields.first { field in
          fit.columns[field.name] == nil && CSVHeader.titles(of: field.name, kind).contains(cell)
        }
        if let field { fit.columns[field.name] = index } else { fit.unknown.append(index) }
      }
      fit.missing = fields.filter { field in
        field.isRequired && fit.columns[field.name] == nil && map?.values[field.name] == nil
      }.map(\.name)
      if best.map({ fit.isBetter(than: $0) }) ?? true { best = fit }
    }
    guard let best else { return nil }
    guard best.missing.isEmpty else {
      problems.add(CSVHeader.unfit(best, row, file))
      return nil
    }
    if map?.ignoresOthers != true {
      for index in best.unknown.sorted() { problems.add(CSVHeader.unknown(index, best, row, known, file)) }
    }
    for (field, column) in best.columns.sorted(by: { $0.key < $1.key }) where map?.values[field] != nil {
      if let map { problems.add(map.superfluous(field, row.fields[column], in: file)) }
    }
    kind = best.kind
    columns = best.columns
    others = ignored.union(best.unknown)
    values = map?.values.filter { best.columns[$0.key] == nil } ?? [:]
    titles = row.texts
  }

  /// A header without columns that its nearest kind must have.
  private static func unfit(_ fit: Fit, _ row: CSVRow, _ file: String) -> Problem {
    let kindName = fit.kind.rawValue
    let missing = fit.missing.joined(separator: ", ")
    if fit.columns.isEmpty {
      return Problem(
        .unknownKind, file: file, position: row.fields.first?.position, value: row.texts.joined(separator: " "),
        text: Bilingual(
          en: "this is no header: no cell of the first row is the title of a column",
          fr: "ceci n’est pas un en-tête : aucune cellule de la première ligne n’est un titre de colonne"),
        hint: Bilingual(
          en: "the first row must name the columns, as in number;customer;programme;starts;ends",
          fr: "la première ligne doit nommer les colonnes, par exemple numéro;client;programme;début;fin"))
    }
    return Problem(
      .unknownKind, file: file, position: row.fields.first?.position, value: row.texts.joined(separator: " "),
      expected: columns(of: fit.kind),
      text: Bilingual(
        en: "the header fits no kind of record; nearest: \(kindName), without \(missing)",
        fr: "l’en-tête ne correspond à aucun type ; le plus proche : \(kindName), sans \(missing)"),
      hint: hint(fit.kind))
  }

  /// A column that its kind does not have, or has already.
  private static func unknown(_ index: Int, _ fit: Fit, _ row: CSVRow, _ cells: [String], _ file: String) -> Problem {
    let cell = row.fields[index]
    let title = cell.text.trimmed
    let twin = fit.columns.first { titles(of: $0.key, fit.kind).contains(cells[index]) }
    let first = twin.map { row.fields[$0.value].text.trimmed } ?? ""
    return Problem(
      twin == nil ? .unknownColumn : .doubledColumn, file: file, position: cell.position, field: fit.kind.rawValue,
      value: cell.text, expected: columns(of: fit.kind),
      text: twin == nil
        ? Bilingual(en: "unknown column '\(title)'", fr: "colonne inconnue « \(title) »")
        : Bilingual(
          en: "the column '\(title)' stands twice: '\(first)' is the same field",
          fr: "la colonne « \(title) » figure deux fois : « \(first) » est le même champ"),
      hint: hint(fit.kind))
  }

  private static func columns(of kind: RecordKind) -> Bilingual {
    let list = fields(of: kind)?.map(\.name).joined(separator: ", ") ?? ""
    return Bilingual(en: "one of \(list)", fr: "l’un de \(list)")
  }

  private static func hint(_ kind: RecordKind) -> Bilingual {
    let names = fields(of: kind)?.map { $0.isRequired ? "\($0.name)*" : $0.name } ?? []
    let list = names.joined(separator: ", ")
    return Bilingual(
      en: "columns of \(kind.rawValue): \(list) (* required); a mapping file (--map) names other titles",
      fr: "colonnes de \(kind.rawValue) : \(list) (* requises) ; un fichier de correspondance (--map) en nomme d’autres"
    )
  }
}
