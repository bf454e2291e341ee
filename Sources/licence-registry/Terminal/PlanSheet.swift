import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// What a plan tells people, wherever it was made: here, or on a server.
struct PlanSheet {
  /// What happens to the records of one kind.
  struct Part {
    var kind: RecordKind
    var counts: Staging.Counts
    /// The first of the changes.
    var changes: [ShownChange]
  }

  /// What stands in the way besides problems of files.
  struct Obstacle {
    var code: String
    var text: String
    var hint: String?
  }

  /// Customers that may be one company.
  struct Duplicate {
    var isName: Bool
    var text: String
    var customers: [String]
  }

  /// What happens to what contracts support.
  struct Effect {
    /// One thing that happens, over all contracts.
    struct Row {
      var message: String
      /// The day, if it is another than that of the plan.
      var day: CalendarDay?
      var contracts: Int
      var licences: Int
      var isLoss: Bool
    }

    var contracts = 0
    var rows: [Row] = []
    /// Contract by contract, what is lost.
    var losses: [String] = []
  }

  var parts: [Part] = []
  var readings: [(file: String, kind: String, reasons: [String])] = []
  var warnings: [Problem] = []
  var problems: [Problem] = []
  var problemCount = 0
  var isRefused = false
  var rejectedCount = 0
  var obstacles: [Obstacle] = []
  var obstacleCount = 0
  var skipped = 0
  /// The first of them, and why.
  var skippedRecords: [String] = []
  var duplicates: [Duplicate] = []
  var effect: Effect?

  /// Whether applying it would change anything.
  var hasChanges: Bool { parts.contains { $0.counts.changes > 0 } }
  /// Whether it can be applied.
  var isApplicable: Bool { !isRefused && obstacleCount == 0 }

  /// What a plan that was made here tells.
  init(_ plan: ImportPlan, _ language: Language) {
    parts = plan.parts.map { Part(kind: $0.kind, counts: $0.counts, changes: $0.changes.map { ShownChange($0) }) }
    readings = plan.readings.map { reading in
      (reading.file, reading.kind.plural(language), reading.reasons.map { language(en: $0.en, fr: $0.fr) })
    }
    warnings = plan.warnings
    problems = plan.problems
    problemCount = plan.problemCount
    isRefused = plan.isRefused
    rejectedCount = plan.rejectedCount
    obstacles = plan.obstacles.map { obstacle in
      Obstacle(
        code: obstacle.code, text: language(en: obstacle.text.en, fr: obstacle.text.fr),
        hint: obstacle.hint.map { language(en: $0.en, fr: $0.fr) })
    }
    obstacleCount = plan.obstacleCount
    skipped = plan.skipped
    skippedRecords = plan.skippedRecords.map { language(en: $0.text.en, fr: $0.text.fr) }
    duplicates = plan.duplicates.map {
      Duplicate(isName: $0.reason == .name, text: $0.text, customers: $0.customers)
    }
    effect = plan.effect.map { Effect($0, language) }
  }
}

extension PlanSheet.Effect {
  /// What a plan that was made here does.
  fileprivate init(_ effect: EffectSummary, _ language: Language) {
    contracts = effect.contracts
    rows = effect.rows.map { row in
      Row(
        message: row.change.message(language, contracts: row.contracts),
        day: row.change.day == effect.day ? nil : row.change.day,
        contracts: row.contracts, licences: row.licences, isLoss: row.change.isLoss)
    }
    losses = effect.changes.filter(\.isLoss).map { change in
      let (number, customer) = (change.contract.number, change.contract.customer.name)
      let day = change.day.text(in: language)
      let on = change.day == effect.day ? "" : language(en: " on \(day)", fr: " le \(day)")
      return "\(number)  \(customer)\(language(en: ":", fr: " :")) \(change.message(language))\(on)"
    }
  }
}
