import CBaseline
import LicenceRegistry
import Licensing
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures the import of licences, planned, journalled and applied, against a prepared-insert loop in C into the
/// same tables of the same registry.
///
/// Once with codes in the order of the file and once with codes in no order, which is where an insert loop is slow.
struct ImportBenchmark {
  private static let rounds = 3
  private let folder: String
  private let licences: Int
  private var base: String { "\(folder)/import-base.sqlite" }
  private var work: String { "\(folder)/import-work.sqlite" }

  init(folder: String, licences: Int) {
    self.folder = folder
    self.licences = licences
  }

  func run() throws {
    remove(base)
    try BenchmarkRegistry.withoutLicences(licences, at: base)
    for isOrdered in [true, false] {
      let csv = "\(folder)/import-\(isOrdered ? "ordered" : "mixed").csv"
      try write(csv, isOrdered: isOrdered)
      try measure(csv, isOrdered ? "codes in order" : "codes in no order")
    }
    remove(work)
    remove(base)
  }

  private func measure(_ csv: String, _ title: String) throws {
    var ratios: [Double] = []
    var again: [Double] = []
    for _ in 0..<ImportBenchmark.rounds {
      try renew()
      let ours = try seconds { try importFile(csv) }
      let peak = baseline_peak()
      again.append(try seconds { try importFile(csv) } / ours)
      try renew()
      let theirs = seconds {
        let rows = unsafe baseline_import(work, csv)
        precondition(rows == licences, "the C loop inserted \(rows) rows")
      }
      ratios.append(ours / theirs)
      tell(
        "\(title): import \(tenths(ours)) s, C loop \(tenths(theirs)) s, ratio \(tenths(ours / theirs)); "
          + "again \(tenths(again.last.map { $0 * ours } ?? 0)) s; peak so far \(peak >> 20) MiB")
    }
    let middle = ImportBenchmark.rounds / 2
    tell(
      "\(title): median ratio \(tenths(ratios.sorted()[middle])), the same file again \(tenths(again.sorted()[middle]))"
    )
  }

  /// Writes a line that is seen at once, in a file too.
  private func tell(_ line: String) {
    print(line)
    fflush(nil)
  }

  private func importFile(_ csv: String) throws {
    let registry = try Registry(path: work)
    let change = try CatalogueImport([CatalogueFile(file: csv)], into: registry)
    precondition(change.plan.isApplicable, "the plan has problems")
    try change.apply(at: UTCInstant(seconds: 1_772_190_000), actor: "benchmark")
  }

  private func write(_ path: String, isOrdered: Bool) throws {
    // The stream is closed before the function returns, and nothing else has it.
    guard let file = unsafe fopen(path, "w") else { throw FileError(path: path) }
    defer { unsafe fclose(file) }
    var text = "code,contract,product,release,kind,seats,state,issued\r\n"
    for number in 0..<licences {
      let code = isOrdered ? "LIC-\(10_000_000 + number)" : BenchmarkRegistry.code(number)
      text += "\(code),GA-\(number / 2),advance-design,2025,standalone,1,active,2025-03-01\r\n"
      if number % 1000 == 999 {
        unsafe fputs(text, file)
        text = ""
      }
    }
    unsafe fputs(text, file)
  }

  private func renew() throws {
    remove(work)
    let source = unsafe open(base, O_RDONLY)
    let target = unsafe open(work, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard source >= 0, target >= 0 else { throw FileError(path: work) }
    defer {
      close(source)
      close(target)
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      // The system writes at most as many bytes as the buffer has, and reads only those that it wrote.
      let count = unsafe read(source, &buffer, buffer.count)
      if count <= 0 { return }
      guard put(target, buffer, count) else { throw FileError(path: work) }
    }
  }

  private func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unsafe unlink(path + suffix) }
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func tenths(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

/// Writes bytes to a descriptor, from where a method has the name of the system call.
private func put(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Bool {
  // The system reads no more than the bytes that are there.
  unsafe write(descriptor, bytes, count) == count
}
