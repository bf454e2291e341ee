import Catalogue
import Formats
import Licensing
import SQLiteStore

/// How one record is taken: what it names is looked up, it is staged, and what is wrong is told.
extension Gathering {
  /// Looks up what a record names, and stages it.
  ///
  /// Where nothing will be applied, one with problems is staged too: what names it is not blamed, and what else is wrong
  /// with it or with its parts shows at once.
  ///
  /// - Parameter fields: the fields that the file does not state; a record that the registry has keeps its own.
  func take(_ read: ReadRecord, from file: Int, inheriting fields: [String] = []) throws {
    progress.records += 1
    var record = read.record
    var problems = read.problems
    if let fault = zoneFault(read, file) { problems.append(fault) }
    var cascade: [Problem] = []
    for reference in read.references where !reference.text.isEmpty {
      switch try references.resolve(reference, in: record) {
      case .found(let value): record[reference.field] = value
      case .doubtful(let warning):
        warnings.append(
          problem(.doubtful, warning, reference.field, reference.position, read, file, value: reference.text))
      case .missing(let missing):
        problems.append(
          problem(
            .unknownReference, missing.text, reference.field, missing.place(reference, in: read), read, file,
            value: missing.value ?? read.written(reference.field) ?? reference.text, expected: missing.expected,
            hint: missing.hint))
      case .refused(let text):
        cascade.append(problem(.refusedReference, text, reference.field, reference.position, read, file))
      case .untold: break
      }
    }
    if record.kind == .customer { try warnOfPublicDomains(record, read, file) }
    let isTaken =
      skipsInvalid
      ? problems.isEmpty && cascade.isEmpty : !record.key.contains { $0.description.isEmpty }
    if isTaken {
      let old = try staging.stored(record.kind, key: record.key)
      if let old { for field in fields { record[field] = old[field] } }
      if let fault = try stage(record, over: old, read, file) ?? inherited(fields, record, read, file) {
        if skipsInvalid, fault.code != ProblemCode.duplicate.rawValue { try staging.unstage(record) }
        problems.append(fault)
      }
    }
    if !problems.isEmpty || !cascade.isEmpty { try refuse(read, problems, cascade: cascade, from: file) }
  }

  /// Tells which of a customer's domains are everybody's: a stranger's address must not pass for the customer's.
  private func warnOfPublicDomains(_ record: Record, _ read: ReadRecord, _ file: Int) throws {
    guard let text = record["domains"].text, text != "[]", publicDomainWarnings < Gathering.shownPublicDomains,
      let domains = try? StrictJSON.parse(Array(text.utf8)).array
    else { return }
    for domain in domains.compactMap(\.string) {
      let isStated = try staging.isPlanned(.publicMailDomain, key: [.text(domain)])
      guard isStated || PublicMailDomains.usual.contains(domain) else { continue }
      publicDomainWarnings += 1
      warnings.append(
        problem(
          .doubtful,
          isStated
            ? Bilingual(
              en: "'\(domain)' is one of publicMailDomains: it never identifies a customer",
              fr: "« \(domain) » figure dans publicMailDomains : il n’identifie jamais un client")
            : Bilingual(
              en: "'\(domain)' is a public mail domain: whoever writes from it would pass for this customer",
              fr: "« \(domain) » est un domaine de messagerie public : quiconque en écrit passerait pour ce client"),
          "domains", read.position(of: "domains"), read, file, value: domain,
          hint: isStated
            ? Bilingual(en: "leave it out", fr: "retirez-le")
            : Bilingual(
              en: "leave it out, and list it in publicMailDomains", fr: "retirez-le, et citez-le dans publicMailDomains"
            )))
    }
  }

  /// What is wrong with the zone of a programme that has other problems; of one that has none it is checked with all.
  private func zoneFault(_ read: ReadRecord, _ file: Int) -> Problem? {
    let field = "desk.timeZone"
    guard read.record.kind == .programme, !read.isSound, let zone = read.written(field), !zone.isEmpty,
      !read.problems.contains(where: { $0.field == "programmes.\(field)" }), ZoneFiles.rules(zone) == nil
    else { return nil }
    return problem(
      .malformed,
      Bilingual(
        en: "this system does not know the time zone '\(zone)'",
        fr: "ce système ne connaît pas le fuseau « \(zone) »"),
      field, read.position(of: field), read, file, value: zone,
      expected: Bilingual(en: "a name as Europe/Paris", fr: "un nom comme Europe/Paris"))
  }

  /// Puts a record into its table; answers what is wrong with its key.
  ///
  /// - Parameter old: the registry's record with this key.
  private func stage(_ record: Record, over old: Record?, _ read: ReadRecord, _ file: Int) throws -> Problem? {
    let position = Staging.Position(file: file, line: read.position.line, column: read.position.column)
    let field = record.kind.keyField(in: read)
    if let first = try staging.add(record, at: position, over: old) {
      // The public domains of all files add up.
      if record.kind == .publicMailDomain { return nil }
      if skipsInvalid, first.record != record, contradicted[first.position] == nil {
        contradicted[first.position] = (first.record, position)
      }
      return problem(
        .duplicate, twin(record, of: first.record, at: first.position, as: read.record.label), field,
        read.position(of: field), read, file,
        value: read.written(field), hint: first.record == record ? Gathering.sameTwice : nil)
    }
    if Gathering.checkedLate.contains(record.kind) { kept[position] = read }
    guard let old else { return nil }
    if old.label != record.label {
      return problem(
        .keyClash, twin(record, of: old, at: nil), field, read.position(of: field), read, file,
        value: read.written(field),
        expected: Bilingual(en: old.shownLabel, fr: old.shownLabel))
    }
    if record.kind == .advisory, old["product"] != record["product"] {
      return problem(
        .clash,
        Bilingual(
          en: "the advisory '\(record.label)' is already one of \(old["product"])",
          fr: "l’avis « \(record.label) » est déjà l’un de ceux de \(old["product"])"),
        field, read.position(of: field), read, file, value: read.written(field))
    }
    return nil
  }

  /// What is wrong with a contract of a file that leaves its status or its day of termination to the registry.
  private func inherited(
    _ fields: [String], _ record: Record, _ read: ReadRecord, _ file: Int
  ) -> Problem? {
    guard record.kind == .contract, read.isSound, fields.contains("status") || fields.contains("terminatedOn") else {
      return nil
    }
    func day(_ field: String) -> CalendarDay? { record[field].text.flatMap { CalendarDay($0) } }
    let fault = Termination.fault(
      status: record["status"].description, day: day("terminatedOn"), starts: day("starts"))
    guard let fault else { return nil }
    // What the registry has is nowhere in the file: the cell that does not go with it is.
    let field = ["terminatedOn", "status"].first { !fields.contains($0) } ?? "starts"
    return problem(
      .conflict, fault.text, "terminatedOn", read.position(of: field), read, file, value: read.written(field),
      expected: fault.expected, hint: fault.hint)
  }

  private static let sameTwice = Bilingual(
    en: "both say the same: remove one", fr: "les deux disent la même chose : supprimez-en un")

  /// What is wrong with a record that has the key of another: one of the files, or else the registry's.
  ///
  /// - Parameter written: how the file writes the record.
  func twin(
    _ record: Record, of other: Record, at position: Staging.Position?, as written: String? = nil
  ) -> Bilingual {
    guard let position else {
      return Bilingual(
        en: "'\(record.label)' differs from the registry's '\(other.shownLabel)' only by case or marks",
        fr: "« \(record.label) » ne diffère de « \(other.shownLabel) », du registre, que par la casse ou des signes")
    }
    let place = "\(files[position.file].name):\(position.line):\(position.column)"
    return other.label == record.label
      ? Bilingual(
        en: "'\(written ?? record.label)' stands twice; first at \(place)",
        fr: "« \(written ?? record.label) » figure deux fois ; d’abord en \(place)")
      : Bilingual(
        en: "'\(record.label)' and '\(other.label)' (\(place)) are one key but for case or marks",
        fr:
          "« \(record.label) » et « \(other.label) » (\(place)) sont une même clé, à la casse ou aux signes près")
  }

  private func problem(
    _ code: ProblemCode, _ text: Bilingual, _ field: String, _ position: SourcePosition, _ read: ReadRecord,
    _ file: Int, value: String? = nil, expected: Bilingual? = nil, hint: Bilingual? = nil
  ) -> Problem {
    let record = read.record
    return Problem(
      code, file: files[file].name, position: position, field: "\(record.kind.rawValue).\(field)",
      record: record.label, value: value, expected: expected, text: text, hint: hint)
  }
}
