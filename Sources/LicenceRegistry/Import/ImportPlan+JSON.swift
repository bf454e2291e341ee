public import Catalogue
public import Formats
public import Licensing
public import SQLiteStore

extension JSONWriter {
  /// A plan for scripts: every key is always there; what does not apply is `null` or empty.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - applied: the import that it became, if it was applied.
  ///   - language: of the messages.
  ///   - changes: whether to write the changes that the plan has at hand, under `changes`; leave them out to write all of
  ///     them one by one with ``change(_:)``.
  public mutating func plan(
    _ plan: ImportPlan, applied: ImportRecord?, _ language: Language, changes: Bool = true
  ) {
    beginObject()
    member("applied", applied != nil)
    member("id", applied?.id)
    key("kinds")
    beginObject()
    for part in plan.parts {
      key(part.kind.rawValue)
      beginObject()
      member("added", part.counts.added)
      member("changed", part.counts.changed)
      member("removed", part.counts.removed)
      member("unchanged", part.counts.unchanged)
      endObject()
    }
    endObject()
    key("readings")
    beginArray()
    for reading in plan.readings {
      beginObject()
      member("file", reading.file)
      member("kind", reading.kind.rawValue)
      key("reasons")
      strings(reading.reasons.map { language(en: $0.en, fr: $0.fr) })
      endObject()
    }
    endArray()
    member("problemCount", plan.problemCount)
    member("rejectedCount", plan.rejectedCount)
    key("problems")
    problems(plan.problems, language)
    key("warnings")
    problems(plan.warnings, language)
    member("obstacleCount", plan.obstacleCount)
    key("obstacles")
    beginArray()
    for obstacle in plan.obstacles { self.obstacle(obstacle, language) }
    endArray()
    member("skipped", plan.skipped)
    key("skippedRecords")
    beginArray()
    for record in plan.skippedRecords { obstacle(record, language) }
    endArray()
    key("contacts")
    beginArray()
    for part in plan.parts where part.kind == .contact {
      for change in part.changes where change.new != nil { contact(change) }
    }
    endArray()
    key("duplicates")
    beginArray()
    for duplicate in plan.duplicates {
      beginObject()
      member("reason", duplicate.reason.rawValue)
      member("text", duplicate.text)
      key("customers")
      strings(duplicate.customers)
      endObject()
    }
    endArray()
    key("effect")
    if let effect = plan.effect { self.effect(effect, language) } else { null() }
    if changes {
      key("changes")
      beginArray()
      for change in plan.parts.flatMap(\.changes) { self.change(change) }
      endArray()
    }
    endObject()
  }

  /// A change of one record: its fields as they were and as they will be, codes but for their last four characters.
  public mutating func change(_ change: Staging.Change) {
    beginObject()
    member("kind", change.kind.rawValue)
    member("record", change.shownLabel)
    member("change", change.old == nil ? "added" : change.new == nil ? "removed" : "changed")
    key("fields")
    beginObject()
    for field in change.shownFields {
      key(field.name)
      beginObject()
      key("old")
      fieldValue(field.old, of: field.name, change.kind)
      key("new")
      fieldValue(field.new, of: field.name, change.kind)
      endObject()
    }
    endObject()
    endObject()
  }

  /// A contact that is added or changed, whole: whoever adds one may want codes sent to it.
  private mutating func contact(_ change: Staging.Change) {
    guard let record = change.new else { return }
    beginObject()
    member("change", change.old == nil ? "added" : "changed")
    for field in RecordKind.contact.fields where field.name != "key" {
      key(field.name)
      fieldValue(record[field.name], of: field.name, .contact)
    }
    endObject()
  }

  /// A value as files of JSON have it: a list is one, and so are yes and no.
  mutating func fieldValue(_ value: FieldValue, of field: String, _ kind: RecordKind) {
    switch value {
    case .none: null()
    case .integer(let number) where kind.isYesOrNo(field): bool(number != 0)
    case .text(let text) where kind.isJSON(field): rawValue(Array(text.utf8))
    case .text(let text) where kind == .entitlement && field == "releases" && text != "latest":
      strings(text.split(separator: "|").map(String.init))
    case .integer(let number): int(number)
    case .text(let text): string(text)
    }
  }

  private mutating func obstacle(_ obstacle: ImportObstacle, _ language: Language) {
    beginObject()
    member("code", obstacle.code)
    member("kind", obstacle.kind?.rawValue)
    member("record", obstacle.record)
    member("changedBy", obstacle.changedBy)
    member("message", language(en: obstacle.text.en, fr: obstacle.text.fr))
    member("hint", obstacle.hint.map { language(en: $0.en, fr: $0.fr) })
    endObject()
  }

  private mutating func effect(_ effect: EffectSummary, _ language: Language) {
    beginObject()
    member("day", effect.day.description)
    member("contracts", effect.contracts)
    key("summary")
    beginArray()
    for row in effect.rows {
      beginObject()
      member("code", row.change.code)
      member("day", row.change.day.description)
      member("message", row.change.message(language, contracts: row.contracts))
      member("contracts", row.contracts)
      member("licences", row.licences)
      member("loss", row.change.isLoss)
      endObject()
    }
    endArray()
    key("changes")
    beginArray()
    for change in effect.changes {
      beginObject()
      member("contract", change.contract.number)
      member("customer", change.contract.customer.id)
      member("customerName", change.contract.customer.name)
      member("code", change.code)
      member("day", change.day.description)
      member("message", change.message(language))
      member("loss", change.isLoss)
      endObject()
    }
    endArray()
    endObject()
  }

  /// Problems of files.
  public mutating func problems(_ problems: [Problem], _ language: Language) {
    beginArray()
    for problem in problems {
      beginObject()
      member("code", problem.code)
      members(of: problem, language)
      endObject()
    }
    endArray()
  }

  /// What a problem of a file tells besides its code: where, what stands there, what could, and what to do.
  public mutating func members(of problem: Problem, _ language: Language) {
    member("file", problem.file)
    key("line")
    optionalInt(problem.position?.line)
    key("column")
    optionalInt(problem.position?.column)
    member("field", problem.field)
    member("record", problem.record)
    member("value", problem.value)
    member("expected", problem.expected.map { language(en: $0.en, fr: $0.fr) })
    member("message", language(en: problem.text.en, fr: problem.text.fr))
    member("hint", problem.hint.map { language(en: $0.en, fr: $0.fr) })
  }
}

extension Staging.Change {
  /// How the record is shown: as people call it, a licence code but for its last four characters.
  public var shownLabel: String { (new ?? old)?.shownLabel ?? "" }

  /// The fields that differ, or all that are set of a record that is added or removed; the forms by which keys are compared
  /// are left out, and codes are shown but for their last four characters.
  public var shownFields: [(name: String, old: FieldValue, new: FieldValue)] {
    kind.fields.indices.compactMap { index in
      let name = kind.fields[index].name
      let (before, after) = (old?.values[index] ?? .none, new?.values[index] ?? .none)
      guard name != "key", before != after else { return nil }
      if kind == .licence, name == "code" {
        return (name, before.masked, after.masked)
      }
      return (name, before, after)
    }
  }
}

extension FieldValue {
  /// A code but for its last four characters.
  var masked: FieldValue { text.map { .text(LicenceCode($0).masked) } ?? .none }
}

extension Record {
  /// How the record is shown: as people call it, a licence code but for its last four characters.
  public var shownLabel: String { kind == .licence ? LicenceCode(label).masked : label }
}
