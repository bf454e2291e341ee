import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

extension PlanSheet {
  /// What a plan tells that was made on a server: an `ImportReport` of the API.
  ///
  /// - Parameters:
  ///   - report: the report; nothing is made of what is none.
  ///   - language: of people.
  init?(_ report: JSONNode, _ language: Language) {
    guard let kinds = report["kinds"]?.object, let problemCount = report["problemCount"]?.int,
      let obstacleCount = report["obstacleCount"]?.int, report["applied"]?.bool != nil
    else { return nil }
    let changes = (report["changes"]?.array ?? []).compactMap { ShownChange($0) }
    parts = kinds.compactMap { member in
      guard let kind = RecordKind(rawValue: member.key) else { return nil }
      var counts = Staging.Counts()
      counts.added = member.value["added"]?.int ?? 0
      counts.changed = member.value["changed"]?.int ?? 0
      counts.removed = member.value["removed"]?.int ?? 0
      counts.unchanged = member.value["unchanged"]?.int ?? 0
      return Part(kind: kind, counts: counts, changes: changes.filter { $0.kind == kind })
    }
    readings = (report["readings"]?.array ?? []).map { reading in
      let kind = RecordKind(rawValue: reading.text("kind"))
      return (reading.text("file"), kind?.plural(language) ?? reading.text("kind"), reading.texts("reasons"))
    }
    warnings = (report["warnings"]?.array ?? []).map { Problem(told: $0) }
    problems = (report["problems"]?.array ?? []).map { Problem(told: $0) }
    self.problemCount = problemCount
    // A server leaves no row out: any problem stands in the way.
    isRefused = problemCount > 0
    self.obstacleCount = obstacleCount
    obstacles = (report["obstacles"]?.array ?? []).map {
      Obstacle(code: $0.text("code"), text: $0.text("message"), hint: $0["hint"]?.string.map(RemoteImport.asOptions))
    }
    duplicates = (report["duplicates"]?.array ?? []).map {
      Duplicate(isName: $0.text("reason") == "name", text: $0.text("text"), customers: $0.texts("customers"))
    }
    skippedRecords = (report["skippedRecords"]?.array ?? []).map { $0.text("message") }
    effect = report["effect"].flatMap { Effect($0, language) }
  }
}

extension PlanSheet.Effect {
  fileprivate init?(_ node: JSONNode, _ language: Language) {
    guard let contracts = node["contracts"]?.int else { return nil }
    self.contracts = contracts
    let day = node.text("day")
    func on(_ other: String) -> String {
      guard other != day, let date = CalendarDay(other)?.text(in: language) else { return "" }
      return language(en: " on \(date)", fr: " le \(date)")
    }
    rows = (node["summary"]?.array ?? []).map { row in
      Row(
        message: row.text("message"), day: row.text("day") == day ? nil : CalendarDay(row.text("day")),
        contracts: row["contracts"]?.int ?? 0, licences: row["licences"]?.int ?? 0, isLoss: row["loss"]?.bool ?? false)
    }
    losses = (node["changes"]?.array ?? []).filter { $0["loss"]?.bool == true }.map {
      "\($0.text("contract"))  \($0.text("customerName"))\(language(en: ":", fr: " :")) \($0.text("message"))"
        + on($0.text("day"))
    }
  }
}

extension Problem {
  /// A problem as a server told it, in the one language that was asked for.
  fileprivate init(told node: JSONNode) {
    func both(_ key: String) -> Bilingual? { node[key]?.string.map { Bilingual(en: $0, fr: $0) } }
    var position: SourcePosition?
    if let line = node["line"]?.int, let column = node["column"]?.int {
      position = SourcePosition(line: line, column: column)
    }
    self.init(
      .missing, file: node.text("file"), position: position, field: node["field"]?.string,
      record: node["record"]?.string, value: node["value"]?.string, expected: both("expected"),
      text: both("message") ?? Bilingual(en: "", fr: ""),
      hint: node["hint"]?.string.map(RemoteImport.asOptions).map { Bilingual(en: $0, fr: $0) })
    code = node.text("code")
  }
}

extension JSONNode {
  /// The text of a member; empty if there is none.
  fileprivate func text(_ key: String) -> String { self[key]?.string ?? "" }

  /// The texts of a member that is a list.
  fileprivate func texts(_ key: String) -> [String] { (self[key]?.array ?? []).compactMap(\.string) }
}
