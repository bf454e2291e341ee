import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long searches, pages of records and the check of a token take in a registry of a million licences, percentiles of
/// several hundred different ones each, with their JSON.
///
/// The aims are DESIGN's: 20 ms for the slowest search of a hundred, 5 ms for a page of a hundred records.
struct SearchBenchmark {
  private static let licences = 1_000_000
  private static let rounds = 400

  private let registry: BenchmarkRegistry
  private let reader: RegistryReader
  /// Whether customers have names, or numbers.
  private let hasNames: Bool

  init(folder: String, hasNames: Bool) throws {
    self.hasNames = hasNames
    registry = try BenchmarkRegistry(licences: SearchBenchmark.licences, folder: folder, hasNames: hasNames)
    reader = try registry.registry.makeReader()
  }

  /// Measures all of it and prints a table.
  ///
  /// - Parameter only: the beginning of the names of those that are measured.
  func run(only: String = "") throws {
    print(hasNames ? "customers with names" : "customers with numbers, much alike")
    for (name, texts) in searches where name.hasPrefix(only) {
      var (found, position) = (0, 0)
      try report("search: " + name, aim: 20) { number in
        let hits = try reader.search(texts(number))
        position += hits.count
        if !hits.isEmpty { found += 1 }
        return { writer in
          writer.beginArray()
          for hit in hits { writer.searchHit(hit) }
          writer.endArray()
        }
      }
      if found < SearchBenchmark.rounds { print("      (\(found) of \(SearchBenchmark.rounds) found something)") }
    }
    if "pages".hasPrefix(only) || only.hasPrefix("page") { try pages() }
    if "token".hasPrefix(only) { try token() }
  }

  /// A customer of the registry, another each time.
  private func customer(_ number: Int) -> Int { number * 7919 % BenchmarkRegistry.customers(SearchBenchmark.licences) }

  private func name(_ number: Int) -> String {
    hasNames ? InventedCompanies.name(customer(number)) : "Bureau \(customer(number))"
  }

  /// A text with a slip of the pen: two letters in the middle of its longest word changed places, or one is missing.
  private func slip(_ text: String, _ number: Int) -> String {
    let words = text.split(separator: " ")
    let longest = words.map(\.count).max() ?? 0
    return words.map { word in
      guard word.count == longest else { return String(word) }
      var letters = Array(word)
      let place = letters.count / 2
      if number % 2 == 0 { letters.remove(at: place) } else { letters.swapAt(place, place - 1) }
      return String(letters)
    }.joined(separator: " ")
  }

  private var searches: [(String, (Int) -> String)] {
    func domain(_ number: Int) -> String {
      hasNames ? InventedCompanies.domain(customer(number)) : "bureau-\(customer(number)).example"
    }
    func code(_ number: Int) -> String { BenchmarkRegistry.code(number * 7919 % SearchBenchmark.licences) }
    return [
      ("whole name", name),
      ("part of a name", { number in name(number).split(separator: " ").suffix(2).joined(separator: " ") }),
      ("the commonest word", { number in String(name(number % 20).split(separator: " ")[0]) }),
      ("one word and a beginning", { String(name($0).dropLast(3)) }),
      ("capitals, accents in other places", { name($0).uppercased().replacing("E", with: "É") }),
      ("slip of the pen", { slip(name($0), $0) }),
      ("slip of the pen, two words", { slip(name($0).split(separator: " ").suffix(2).joined(separator: " "), $0) }),
      ("slip in the commonest word", { slip(String(name($0 % 20).split(separator: " ")[0]), $0) }),
      ("e-mail", { hasNames ? InventedCompanies.email(customer($0)) : "a@\(domain($0))" }),
      ("e-mail of nobody at a known domain", { "nobody@\(domain($0))" }),
      ("e-mail with a slip", { slip(hasNames ? InventedCompanies.email(customer($0)) : "a@\(domain($0))", $0) }),
      ("domain", domain),
      ("ending of all domains", { _ in ".example" }),
      ("contract number", { "GA-\($0 * 7919 % 500_000)" }),
      ("part of a contract number", { String("GA-\($0 * 7919 % 500_000)".dropFirst(4)) }),
      ("contract number that is not there", { "GA-9\($0 * 7919 % 500_000 + 100_000)" }),
      ("licence code as pasted", { number in pasted(code(number)) }),
      ("beginning of a licence code, which finds nothing", { String(code($0).prefix(10)) }),
      ("licence code that is not there", { "ZZ" + code($0).dropFirst(2) }),
      ("product alias", { ["AD", "Advance Design", "advance-steel", "Advance"][$0 % 4] }),
      ("product with a slip", { ["Advanse Design", "advance stel", "Avdance Steel"][$0 % 3] }),
      ("one letter", { number in String(Array("abcdefghijklmnopqrstuvwxyz")[number % 26]) }),
      ("three letters", { String(name($0).dropFirst(2).prefix(3)) }),
      ("nothing like it", { "wxkqz \($0) jvywq" }),
      (
        "two hundred letters",
        { number in
          String(
            (name(number) + " " + slip(name(number + 1), 0) + String(repeating: " bureau etudes exemple", count: 9))
              .prefix(200))
        }
      ),
    ]
  }

  private func pasted(_ code: String) -> String {
    var text = " "
    for (place, letter) in code.lowercased().enumerated() {
      if place > 0, place % 4 == 0 { text += place % 8 == 0 ? "-" : " " }
      text.append(letter)
    }
    return text + "\n"
  }

  /// Pages of each kind, from the first on, in the middle and the last.
  private func pages() throws {
    let (customers, contracts) = (SearchBenchmark.licences / 10, SearchBenchmark.licences / 2)
    func place(_ ids: [String], _ part: Int) -> String? {
      part == 0 ? nil : ids[part == 2 ? ids.count - 101 : ids.count / 2]
    }
    let codes = (0..<SearchBenchmark.licences).map(BenchmarkRegistry.code).sorted()
    let licences = try [codes[0], codes[codes.count / 2], codes[codes.count - 101]].map { code in
      try reader.search(code).first.map(\.id) ?? ""
    }
    let kinds: [(RecordKind, [String?])] = [
      (.product, [nil]), (.programme, [nil]), (.advisory, [nil]),
      (.customer, (0..<3).map { place((0..<customers).map { "c-\($0)" }.sorted(), $0) }),
      (.contract, (0..<3).map { place((0..<contracts).map { "ga-\($0)" }.sorted(), $0) }),
      (.licence, [nil, licences[1], licences[2]]),
    ]
    for (kind, starts) in kinds {
      for (name, start) in zip(["first", "middle", "last"], starts) { try page("\(kind) \(name)", kind, after: start) }
    }
    for (name, kind, filter) in filtered { try page("\(kind) \(name)", kind, filter) }
  }

  private var filtered: [(String, RecordKind, RecordFilter)] {
    var (ofCustomer, ofProduct, revoked, ofContract, of) = (
      RecordFilter(), RecordFilter(), RecordFilter(), RecordFilter(), RecordFilter()
    )
    ofCustomer.customer = "C-77"
    ofProduct.product = "advance-design"
    revoked.state = .revoked
    ofContract.contract = "GA-77"
    of.programme = "advantage"
    return [
      ("of a customer", .licence, ofCustomer), ("of a product", .licence, ofProduct), ("revoked", .licence, revoked),
      ("of a contract", .licence, ofContract), ("of a customer", .contract, ofCustomer),
      ("including a product", .contract, ofProduct), ("of a programme", .contract, of),
    ]
  }

  private func page(
    _ name: String, _ kind: RecordKind, _ filter: RecordFilter = RecordFilter(), after: String? = nil
  ) throws {
    try report("page: \(name)", aim: 5) { _ in
      guard let page = try reader.records(kind, filter, after: after, limit: 100) else { fatalError("no page") }
      return { writer in
        writer.beginArray()
        for record in page.records { try writer.shownRecord(record) }
        writer.endArray()
      }
    }
  }

  /// What it costs a request that its token is judged.
  private func token() throws {
    let (_, secret) = try registry.registry.createToken(
      name: "bench", role: .support, expires: nil, actor: "benchmark", now: Benchmarks.now)
    let count = 200_000
    let start = ContinuousClock.now
    // As in a request, on a state of the registry that is read anyway.
    for _ in 0..<count / 100 {
      try reader.onOneState {
        for _ in 0..<100 { _ = try reader.access(secret.text[...], to: .readCustomers, now: Benchmarks.now) }
      }
    }
    let alone = (ContinuousClock.now - start) / .seconds(1)
    print("token: judged in \(Benchmarks.format(alone / Double(count) * 1e6)) µs")
  }

  private func report(
    _ name: String, aim: Double, _ body: (Int) throws -> ((inout JSONWriter) throws -> Void)
  ) throws {
    var writer = JSONWriter()
    var (times, work): ([Double], [Double]) = ([], [])
    for number in 0..<SearchBenchmark.rounds {
      let (start, begun) = (ContinuousClock.now, SearchBenchmark.processorTime)
      writer.reset()
      try body(number)(&writer)
      work.append(SearchBenchmark.processorTime - begun)
      times.append((ContinuousClock.now - start) / .milliseconds(1))
    }
    func percentiles(_ values: [Double]) -> String {
      let sorted = values.sorted()
      return [50, 99].map { Benchmarks.format(sorted[sorted.count * $0 / 100]) }.joined(separator: " / ")
    }
    let most = work.sorted()[work.count * 99 / 100]
    let title = name + String(repeating: " ", count: max(1, 46 - name.count))
    print(
      "\(most <= aim ? "holds " : "MISSED")  \(title)processor p50 / p99 \(percentiles(work)) ms, "
        + "clock \(percentiles(times)) ms")
  }

  /// Milliseconds of processor time of this thread, which other programs on the machine do not disturb.
  private static var processorTime: Double {
    var time = timespec()
    // The system fills in the structure that it is given.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
