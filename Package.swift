// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target: Swift 6 language mode comes with the tools version, and
/// a warning is an error.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Programs built for release have the Swift runtime inside.
///
/// They run where Swift is not installed (SQLite's library is needed), and calls into the runtime cost less. The flag counts
/// as unsafe because it is not one of the package manager's own; packages that use the library are not concerned, since no
/// target of it has one.
let withRuntime: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release))
]

/// A target of `Sources/<name>`, or the test target of `Tests/<name>`.
///
/// Every arrow between targets is listed below and nowhere else; `ArchitectureTests` compares the
/// list, and the `import` lines of the sources, with the plan in `ARCHITECTURE.md`.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "licence-registry",
  products: [
    .library(name: "LicenceRegistry", targets: ["LicenceRegistry"]),
    .executable(name: "licence-registry", targets: ["licence-registry"]),
  ],
  targets: [
    .systemLibrary(name: "CSQLite"),
    .target(name: "CSQLiteFiles", dependencies: ["CSQLite"]),
    .target(name: "CEvents"),
    .target(name: "CHashing"),

    library("Licensing"),
    library("Formats"),
    library("Hashing", ["CHashing"]),
    library("HTTPCore"),
    library("Arguments"),
    library("Catalogue", ["Licensing", "Formats"]),
    library("SQLiteStore", ["Licensing", "Hashing", "CSQLite", "CSQLiteFiles"]),
    library("LicenceRegistry", ["Licensing", "Formats", "Hashing", "Catalogue", "SQLiteStore"]),
    library("HTTPServer", ["HTTPCore", "CEvents"]),
    library("HTTPClient", ["HTTPCore"]),
    library("RegistryWeb", ["HTTPCore", "LicenceRegistry", "Catalogue", "Licensing", "Formats", "Hashing"]),
    .executableTarget(
      name: "licence-registry",
      dependencies: [
        "Arguments", "RegistryWeb", "HTTPServer", "HTTPClient", "HTTPCore", "LicenceRegistry", "Catalogue", "Licensing",
        "Formats",
        "SQLiteStore", "Hashing",
      ],
      swiftSettings: settings, linkerSettings: withRuntime),

    .target(name: "CBaseline", dependencies: ["CSQLite"]),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CBaseline", "HTTPServer", "HTTPCore", "LicenceRegistry", "SQLiteStore", "Licensing", "Formats",
      ],
      swiftSettings: settings, linkerSettings: withRuntime),
    .executableTarget(name: "fuzzers", dependencies: ["HTTPCore", "Formats"], swiftSettings: settings),

    tests("ArchitectureTests"),
    tests("ArgumentsTests", ["Arguments"]),
    tests("CatalogueTests", ["Catalogue", "Formats", "Licensing"]),
    tests("CommandTests", ["Formats"]),
    tests("FormatsTests", ["Formats"]),
    tests("HashingTests", ["Hashing"]),
    tests("HTTPClientTests", ["HTTPClient", "HTTPCore"]),
    tests("HTTPCoreTests", ["HTTPCore"]),
    tests("HTTPServerTests", ["HTTPServer", "HTTPCore"]),
    tests("LicenceRegistryTests", ["LicenceRegistry", "SQLiteStore", "Catalogue", "Formats", "Hashing", "Licensing"]),
    tests("LicensingTests", ["Licensing"]),
    tests("RegistryWebTests", ["RegistryWeb", "LicenceRegistry", "HTTPServer", "HTTPCore", "Licensing", "Hashing"]),
    tests("SQLiteStoreTests", ["SQLiteStore", "Hashing", "Licensing"]),
  ],
  swiftLanguageModes: [.v6]
)

// The server by itself, so that the sanitizers need not build the rest: see Scripts/sanitize.
if Context.environment["SERVER_ONLY"] != nil {
  let server: Set = ["CEvents", "HTTPCore", "HTTPServer", "HTTPCoreTests", "HTTPServerTests"]
  package.products = []
  package.targets.removeAll { !server.contains($0.name) }
}
