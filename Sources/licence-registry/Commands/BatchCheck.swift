import Arguments
import Catalogue
import Formats
import LicenceRegistry
import Licensing

/// `check --batch`: answers the questions of a CSV file, row by row, in memory that does not grow with it.
struct BatchCheck {
  static let notes = """
    --batch: a CSV file with a header; columns ticket, licence, contract, customer, email, product, version, topic,
    incident and at (or date), in English or French, in any order. Separator and encoding are detected. A date is
    2026-02-27, an instant, or as in 31/12/2026 where the file's dates agree; a time of day without offset is dropped.
    Verdicts are CSV with the file's separator and encoding, or with --json one API answer a line. A row that can't be
    read is told on standard error as FILE:LINE:COLUMN and left out, the others are answered, and the exit status
    is 1; an unknown column is told, passed over, and makes it 1 as well.
    Example: licence-registry check --batch tickets.csv --output verdicts.csv
    """

  /// How many rows are decided, and recorded, together.
  private static let chunkSize = 512
  /// How many problems are told; all are counted.
  private static let toldProblems = 100

  private let registry: Registry
  private let reader: RegistryReader
  private let console: Console
  private let isRecording: Bool
  private let file: QuestionFile
  private let output: OutputFile
  private let writer: VerdictWriter
  private var progress: ProgressBar
  private var chunk: [(question: Question, line: Int)] = []
  private var rows = 0
  private var counts: [Decision.Outcome: Int] = [:]
  private var problemCount = 0

  /// Answers a file's questions.
  static func run(_ path: String, at moment: Moment?, _ arguments: ParsedArguments, _ console: Console) throws
    -> ExitStatus
  {
    let registry = try RegistryLocation.open(arguments)
    do {
      var source = try CatalogueFile(file: path)
      source.encoding = try ReadingOptions.encoding(arguments, console)
      let file = try QuestionFile(source)
      var batch = try BatchCheck(file, registry, arguments, console)
      try batch.run(at: moment)
      if !arguments.has("quiet") { batch.conclude() }
      return batch.problemCount == 0 ? .success : .failure
    } catch let error as QuestionFile.Unreadable {
      var count = 0
      tell([error.problem], &count, console)
      return .failure
    }
  }

  private init(
    _ file: QuestionFile, _ registry: Registry, _ arguments: ParsedArguments, _ console: Console
  ) throws {
    self.file = file
    self.registry = registry
    self.console = console
    reader = try registry.makeReader()
    isRecording = arguments.has("record")
    writer = arguments.has("json") ? VerdictWriter() : try VerdictWriter(csv: file.dialect)
    output = try OutputFile(path: arguments.value("output"))
    progress = ProgressBar(
      console, isQuiet: arguments.has("quiet"),
      resultsGoToTerminal: arguments.value("output") == nil && console.isTerminal)
  }

  private mutating func run(at moment: Moment?) throws {
    warnIfEmpty()
    tell(file.headerProblems)
    do {
      try file.read(at: moment) { row, bytesRead in
        rows += 1
        tell(row.problems)
        if let question = row.question { chunk.append((question, row.line)) }
        guard chunk.count >= BatchCheck.chunkSize else { return }
        try answer()
        progress.update(rows: rows, fraction: Double(bytesRead) / Double(max(1, file.size)))
      }
    } catch let error as QuestionFile.Unreadable {
      // What stands above the fault is answered all the same.
      tell([error.problem])
    }
    try answer()
    try output.finish()
    progress.clear()
  }

  /// Decides the questions at hand, records them together, and writes their verdicts.
  private mutating func answer() throws {
    let now = SystemClock.now()
    var answers: [(decision: Decision, question: Question, line: Int)] = []
    answers.reserveCapacity(chunk.count)
    for (question, line) in chunk {
      var decision = try reader.eligibility(of: question, now: now, language: console.language)
      if isRecording { decision.id = RecordID.make("dec", now: now) }
      answers.append((decision, question, line))
    }
    // A verdict with an id is written only once its record is on disk.
    if isRecording {
      try registry.record(
        answers.map { DecisionRecord($0.decision, on: $0.question, actor: "cli:\(CheckCommand.user)") }, now: now)
    }
    for (decision, question, line) in answers {
      counts[decision.outcome, default: 0] += 1
      try writer.add(decision, on: question, line: line)
    }
    try output.put(writer.drain())
    chunk.removeAll(keepingCapacity: true)
  }

  private mutating func tell(_ problems: [Problem]) {
    guard !problems.isEmpty else { return }
    progress.clear()
    let reader = reader
    BatchCheck.tell(problems, &problemCount, console) { (try? reader.masked($0)) ?? "" }
  }

  /// Tells problems, each as `shown` gives it: a cell that can't be read may hold a licence code.
  private static func tell(
    _ problems: [Problem], _ count: inout Int, _ console: Console, shown: (String) -> String = { $0 }
  ) {
    let isFrench = console.language == .french
    for problem in problems {
      count += 1
      if count > toldProblems { continue }
      console.warn(shown(problem.line(inFrench: isFrench)))
      if let hint = problem.hint { console.warn("    " + (isFrench ? hint.fr : hint.en)) }
    }
  }

  private func warnIfEmpty() {
    guard let catalogue = try? reader.catalogue(), catalogue.programmes.isEmpty else { return }
    CheckCommand.warnOfEmptyRegistry(console)
  }

  /// How many rows got which verdict, and how many none.
  private func conclude() {
    let language = console.language
    if problemCount > BatchCheck.toldProblems {
      let more = ProgressBar.grouped(problemCount - BatchCheck.toldProblems, language)
      console.warn(language(en: "… and \(more) more problems.", fr: "… et \(more) autres problèmes."))
    }
    func count(_ outcome: Decision.Outcome) -> String { ProgressBar.grouped(counts[outcome] ?? 0, language) }
    let total = ProgressBar.grouped(rows, language)
    var text = language(
      en: "\(total) row\(rows == 1 ? "" : "s"): \(count(.eligible)) eligible, \(count(.ineligible)) not eligible, "
        + "\(count(.undetermined)) undetermined",
      fr: "\(total) ligne\(rows > 1 ? "s" : "") : éligibles \(count(.eligible)), "
        + "non éligibles \(count(.ineligible)), indéterminées \(count(.undetermined))")
    let unread = rows - counts.values.reduce(0, +)
    if unread > 0 {
      let number = ProgressBar.grouped(unread, language)
      text += language(en: ", \(number) could not be read", fr: ", illisibles \(number)")
    }
    console.warn(text + ".")
  }
}
