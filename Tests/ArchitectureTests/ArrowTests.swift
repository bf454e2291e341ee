import Foundation
import Testing

/// The arrows between targets, as the sources and the manifest draw them, against the plan.
@Suite("Architecture")
struct ArrowTests {
  @Test("every target of Sources/ stands in the plan, and the reverse")
  func targets() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: HousePlan.root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix(".") }
    let others = Set(folders).subtracting(HousePlan.arrows.keys).subtracting(["benchmarks"])
    #expect(others.isEmpty, "not in the plan: \(others)")
    #expect(Set(HousePlan.arrows.keys).subtracting(folders).isEmpty)
  }

  @Test("no source imports what the plan does not allow", arguments: HousePlan.arrows.keys.sorted())
  func imports(target: String) throws {
    var allowed = try #require(HousePlan.arrows[target]).union(HousePlan.system)
    if HousePlan.threaded.contains(target) { allowed.insert("Dispatch") }
    for (name, text) in try HousePlan.sources(of: target) {
      let forbidden = HousePlan.imports(in: text).subtracting(allowed)
      #expect(forbidden.isEmpty, "\(name) imports \(forbidden.sorted())")
    }
  }

  @Test("the manifest declares the same arrows", arguments: HousePlan.arrows.keys.sorted())
  func manifest(target: String) throws {
    let manifest = try String(contentsOf: HousePlan.root.appending(path: "Package.swift"), encoding: .utf8)
    let declared = ManifestArrows(manifest).arrows[target]
    #expect(declared == HousePlan.arrows[target])
  }

  @Test("no words of a sentence hold a sign that JSON escapes: they are copied as they are")
  func sentences() throws {
    let sources = try HousePlan.sources(of: "Licensing").filter { $0.text.contains("Sentence") }
    #expect(sources.count > 5)
    for (name, text) in sources where !name.hasSuffix("/Sentence.swift") {
      for sign in [#"\n"#, #"\t"#, #"\r"#, #"\0"#, #"\u{"#, #"\""#, #"\\"#, #"#""#] {
        #expect(!text.contains(sign), "\(name) has \(sign) in it")
      }
    }
  }

  @Test("the manifest names no package")
  func noPackages() throws {
    let manifest = try String(contentsOf: HousePlan.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(!manifest.contains(".package("))
    #expect(!manifest.contains("dependencies: [\n    .package"))
  }

  @Test("unsafe code stands only where C is called", arguments: HousePlan.arrows.keys.sorted())
  func unsafeCode(target: String) throws {
    guard !HousePlan.unsafe.contains(target) else { return }
    for (name, text) in try HousePlan.sources(of: target) {
      let lines = text.split(separator: "\n").filter { line in
        !line.drop { $0 == " " }.hasPrefix("//") && line.contains("unsafe ")
      }
      #expect(lines.isEmpty, "\(name): \(lines.first ?? "")")
    }
  }

  @Test(
    "pitfall: a test that goes red with time: nothing below the server and the executable asks what time it is",
    arguments: ["Licensing", "Formats", "Hashing", "Catalogue", "SQLiteStore", "HTTPCore", "RegistryWeb"])
  func clocks(target: String) throws {
    let clocks = ["clock_gettime", "gettimeofday", "Date()", "Date.now", "ContinuousClock", "SuspendingClock"]
    for (name, text) in try HousePlan.sources(of: target) {
      for clock in clocks { #expect(!text.contains(clock), "\(name) reads the clock") }
    }
  }

  @Test("an arrow outside the plan is found")
  func checkerFindsViolations() {
    let text = """
      import Foundation
      public import SQLiteStore
      @testable import struct HTTPServer.BoundAddress
      // import Nothing
      let text = "import Text"
      """
    #expect(HousePlan.imports(in: text) == ["Foundation", "SQLiteStore", "HTTPServer"])
    let manifest = """
      library("Licensing", ["SQLiteStore"]),
      .executableTarget(
        name: "tool",
        dependencies: ["Formats", "Licensing"],
      """
    #expect(ManifestArrows(manifest).arrows == ["Licensing": ["SQLiteStore"], "tool": ["Formats", "Licensing"]])
  }
}

/// The arrows that a manifest declares through `library(…)`, `.target(…)`, `.systemLibrary(…)` and `.executableTarget(…)`.
struct ManifestArrows {
  let arrows: [String: Set<String>]

  init(_ manifest: String) {
    let target =
      /(?:library\(|systemLibrary\(\s*name: |\.target\(\s*name: |executableTarget\(\s*name: )"([^"]+)"(?:,\s*(?:dependencies:\s*)?\[([^\]]*)\])?/
    var arrows: [String: Set<String>] = [:]
    for match in manifest.matches(of: target) {
      let names = (match.2 ?? "").matches(of: /"([^"]+)"/).map { String($0.1) }
      // The product `.library(name: …)` has no plain name in the first place and is not matched.
      arrows[String(match.1)] = Set(names)
    }
    self.arrows = arrows
  }
}
