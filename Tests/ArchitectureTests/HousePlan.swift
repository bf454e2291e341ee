import Foundation

/// The plan of the house: which target may use which.
///
/// `ARCHITECTURE.md` draws it; nothing else is allowed.
enum HousePlan {
  /// The arrows, besides the standard library, Foundation and the system's C library.
  static let arrows: [String: Set<String>] = [
    "CSQLite": [],
    "CSQLiteFiles": ["CSQLite"],
    "CEvents": [],
    "CHashing": [],
    "Licensing": [],
    "Formats": [],
    "Hashing": ["CHashing"],
    "HTTPCore": [],
    "Arguments": [],
    "Catalogue": ["Licensing", "Formats"],
    "SQLiteStore": ["Licensing", "Hashing", "CSQLite", "CSQLiteFiles"],
    "LicenceRegistry": ["Licensing", "Formats", "Hashing", "Catalogue", "SQLiteStore"],
    "HTTPServer": ["HTTPCore", "CEvents"],
    "HTTPClient": ["HTTPCore"],
    // What LicenceRegistry shows of Catalogue: the problems of files.
    "RegistryWeb": ["HTTPCore", "LicenceRegistry", "Catalogue", "Licensing", "Formats", "Hashing"],
    "licence-registry": [
      "RegistryWeb", "HTTPServer", "HTTPClient", "LicenceRegistry", "Arguments",
      // What LicenceRegistry and HTTPServer show of these in their own interfaces.
      "HTTPCore", "Catalogue", "Licensing", "Formats", "SQLiteStore", "Hashing",
    ],
    // Measurements; nothing depends on them.
    "CBaseline": ["CSQLite"],
    "benchmarks": [
      "CBaseline", "HTTPServer", "HTTPCore", "LicenceRegistry", "SQLiteStore", "Licensing", "Formats",
    ],
    // Attacks on the readers; nothing depends on them.
    "fuzzers": ["HTTPCore", "Formats"],
  ]

  /// What every target may use.
  static let system: Set<String> = ["Swift", "Synchronization", "FoundationEssentials", "Glibc", "Musl", "Darwin"]

  /// Targets that may use Dispatch: those that have threads of their own.
  static let threaded: Set<String> = ["LicenceRegistry", "licence-registry"]

  /// Targets in which the word `unsafe` may stand: those that talk to C, and the JSON writer, which copies most of an answer.
  static let unsafe: Set<String> = [
    "Formats", "Hashing", "SQLiteStore", "HTTPServer", "HTTPClient", "LicenceRegistry", "licence-registry",
    "benchmarks", "fuzzers",
  ]

  /// The folder that holds Package.swift.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The Swift files of a target, with their texts.
  static func sources(of target: String) throws -> [(name: String, text: String)] {
    let folder = root.appending(path: "Sources/\(target)")
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { ("\(target)/\($0.lastPathComponent)", try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The modules that a source file imports.
  static func imports(in text: String) -> Set<String> {
    let words = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return Set(
      words.compactMap { line in
        guard let place = line.firstIndex(of: "import"), place < line.count - 1 else { return nil }
        let isDeclaration = line[..<place].allSatisfy {
          $0.hasPrefix("@") || ["public", "internal", "package", "fileprivate", "private"].contains($0)
        }
        guard isDeclaration, !line[0].hasPrefix("//") else { return nil }
        // "import struct Foo.Bar" names its module after the kind of declaration.
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let named = line[place + 1 + (kinds.contains(line[place + 1]) ? 1 : 0)]
        return named.split(separator: ".").first.map(String.init)
      })
  }
}
