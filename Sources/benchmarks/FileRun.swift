import CBaseline
import Formats
import LicenceRegistry
import Licensing

/// The same questions on the same file, to the registry and to a plain C loop.
final class FileRun {
  /// How much of a file the registry's readers let SQLite map into memory.
  static let mapped = 1 << 30

  /// How many licences there are.
  let licences: Int
  /// How many questions are asked.
  let count: Int
  /// Seconds of each measurement: ours, and the C loop with the file mapped and as SQLite does by itself.
  var ours: [Double] = []
  var mapped: [Double] = []
  var unmapped: [Double] = []
  private let registry: BenchmarkRegistry
  private let reader: RegistryReader
  private let questions: [Question]
  private let keys: [UInt8]

  init(licences: Int, count: Int, folder: String) throws {
    self.licences = licences
    self.count = count
    registry = try BenchmarkRegistry(licences: licences, folder: folder)
    reader = try registry.registry.makeReader()
    let numbers = (0..<count).map { ($0 &* 7919) % licences }
    questions = numbers.map(Benchmarks.question)
    keys = Array(numbers.map(BenchmarkRegistry.code).joined().utf8)
  }

  /// Does each once, so that what is read is where it will be.
  func warmUp() {
    decide()
    lookUp(mapped: FileRun.mapped)
    lookUp(mapped: 0)
  }

  /// Decides every question and writes the answer; returns the bytes of one answer.
  @discardableResult
  func decide() -> Int {
    var writer = JSONWriter()
    var written = 0
    for question in questions {
      writer.reset()
      guard let decision = try? reader.eligibility(of: question, now: Benchmarks.now) else { fatalError("no decision") }
      precondition(decision.outcome == .eligible)
      writer.decision(decision)
      written += writer.count
    }
    return written / count
  }

  /// Looks the same up in C and writes an answer; returns the bytes of one answer.
  @discardableResult
  func lookUp(mapped: Int) -> Int {
    var written = 0
    // The loop reads as many keys as it is told there are, and keeps none.
    let found = unsafe keys.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { keys in
        unsafe baseline_lookups(
          registry.path, mapped, keys.baseAddress, Int32(BenchmarkRegistry.codeWidth), count, &written)
      }
    }
    precondition(found == count, "the C loop found \(found) of \(count)")
    return written / count
  }
}
