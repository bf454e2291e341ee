import CBaseline
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures the decision: in memory, and from SQLite against a plain C loop over the same file in the same run.
///
/// Figures of one machine mean little; the ratios do. Each pair is run in turn several times and the median is told.
@main
enum Benchmarks {
  static let rounds = 11

  /// `benchmarks [FOLDER] [memory|sqlite|soak|decisions|lookups|registry|fixed|import|search]`: the first two unless one is named.
  ///
  /// `decisions` and `lookups` are ours and the C loop alone, a few thousand times, for a profiler. `registry` only makes
  /// the registry of a million licences, and `fixed` serves a fixed answer, for `Scripts/bench`. Behind `import` a number of
  /// licences may stand, of a million in place. `search` is searches, pages and tokens in a million licences; the beginning
  /// of a name behind it measures those alone.
  static func main() throws {
    // For both sides of each ratio.
    SQLiteRuntime.stopMemoryStatistics()
    let words = CommandLine.arguments.dropFirst()
    let folder = words.first ?? "."
    let part = words.dropFirst().first
    if part == nil || part == "memory" { try memory(folder: folder) }
    if part == nil || part == "sqlite" { try sqlite(folder: folder) }
    if part == "soak" { try soak(folder: folder) }
    if part == "decisions" { try FileRun(licences: 10_000, count: 5000, folder: folder).decide() }
    if part == "lookups" { try FileRun(licences: 10_000, count: 5000, folder: folder).lookUp(mapped: FileRun.mapped) }
    if part == "registry" { print(try BenchmarkRegistry(licences: 1_000_000, folder: folder).path) }
    if part == "search" {
      for hasNames in [true, false] {
        try SearchBenchmark(folder: folder, hasNames: hasNames).run(only: words.dropFirst(2).first ?? "")
      }
    }
    if part == "import" {
      try ImportBenchmark(folder: folder, licences: words.dropFirst(2).first.flatMap { Int($0) } ?? 1_000_000).run()
    }
    if part == "fixed" { try FixedAnswerServer.serve() }
  }

  /// The decision from the file, with its JSON, and the C loop, few licences and many: all in turn, so that what else the
  /// machine does meets all of them.
  private static func sqlite(folder: String) throws {
    let runs = try [10_000, 1_000_000].map { try FileRun(licences: $0, count: 20_000, folder: folder) }
    for run in runs { run.warmUp() }
    for _ in 0..<rounds {
      for run in runs { run.ours.append(seconds { run.decide() }) }
      for run in runs {
        run.mapped.append(seconds { run.lookUp(mapped: FileRun.mapped) })
        run.unmapped.append(seconds { run.lookUp(mapped: 0) })
      }
    }
    for run in runs {
      print(
        "\(run.licences) licences: decision from SQLite \(perSecond(run.count, middle(run.ours))), "
          + "\(run.decide()) bytes each")
      for (name, theirs) in [("as much of it mapped", run.mapped), ("SQLite's defaults", run.unmapped)] {
        print(
          "  plain C loop, \(name): \(perSecond(run.count, middle(theirs))), \(run.lookUp(mapped: 0)) bytes each; "
            + "ratio \(ratio(run.ours, theirs))")
      }
    }
    print("from 10 thousand to 1 million licences: \(ratio(runs[1].ours, runs[0].ours)) times the time")
  }

  /// The median of the ratios of two measurements in turn, and the smallest and the largest of them.
  private static func ratio(_ ours: [Double], _ theirs: [Double]) -> String {
    let ratios = zip(ours, theirs).map { $0 / $1 }.sorted()
    return "\(format(middle(ratios))) (\(format(ratios[0]))–\(format(ratios[ratios.count - 1])))"
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// A million decisions from SQLite: the memory of the process before and after.
  private static func soak(folder: String) throws {
    let registry = try BenchmarkRegistry(licences: 10_000, folder: folder)
    let reader = try registry.registry.makeReader()
    var writer = JSONWriter()
    func decide(_ count: Int) throws {
      for number in 0..<count {
        writer.reset()
        writer.decision(try reader.eligibility(of: question(number % 10_000), now: now))
      }
    }
    try decide(50_000)
    let before = baseline_heap()
    try decide(1_000_000)
    print("heap in use before and after 1 million decisions: \(before) and \(baseline_heap()) bytes")
  }

  /// The decision on facts that are already there, without and with its JSON.
  private static func memory(folder: String) throws {
    let registry = try BenchmarkRegistry(licences: 10_000, folder: folder)
    let reader = try registry.registry.makeReader()
    let question = question(1)
    let facts = try reader.facts(for: question)
    let eligibility = Eligibility(try reader.catalogue())
    let count = 50_000
    var writer = JSONWriter()
    let plain = median(rounds) {
      for _ in 0..<count { _ = try? eligibility.decision(on: question, facts, now: now, language: .english) }
    }
    let whole = median(rounds) {
      for _ in 0..<count {
        writer.reset()
        if let decision = try? eligibility.decision(on: question, facts, now: now, language: .english) {
          writer.decision(decision)
        }
      }
    }
    print(
      "decision in memory: \(perSecond(count, plain)); with its JSON of \(writer.count) bytes: \(perSecond(count, whole))"
    )
  }

  static func question(_ number: Int) -> Question {
    Question(licence: BenchmarkRegistry.code(number), version: "2025.1", topic: "software-use", ticket: "T-48213")
  }

  static let now = UTCInstant(seconds: 1_772_190_000)

  private static func seconds(_ body: () -> some Any) -> Double {
    let start = ContinuousClock.now
    _ = body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  private static func median(_ rounds: Int, _ body: () -> Void) -> Double {
    body()
    return middle((0..<rounds).map { _ in seconds(body) })
  }

  private static func perSecond(_ count: Int, _ seconds: Double) -> String {
    "\(Int(Double(count) / seconds))/s (\(format(seconds / Double(count) * 1e6)) µs)"
  }

  static func format(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
