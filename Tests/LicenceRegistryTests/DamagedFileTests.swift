import Catalogue
import Formats
import Foundation
import LicenceRegistry
import Testing

/// Every damaged file of `fixtures/damaged` gives exactly the problems that its `.expected` names, and changes nothing.
///
/// An expectation has a line for each problem: file, line, column, field, message and code. A `.map` beside a file is its
/// mapping file; files of the group `endoflife` are read as such.
@Suite struct DamagedFileTests {
  /// One file or folder, and what is expected of it.
  struct Damaged: Sendable, CustomTestStringConvertible {
    let path: String
    let folder: String

    var testDescription: String { String(path.dropFirst(folder.count)) }

    /// The path without the end that tells the format.
    var stem: String { URL(filePath: path).deletingPathExtension().path }

    func plan(into registry: Registry) throws -> ImportPlan {
      var options = ImportOptions()
      if FileManager.default.fileExists(atPath: stem + ".map") {
        options.columnMap = try CatalogueFile(map: stem + ".map").columnMap()
      }
      let files = try CatalogueFile.files(at: [path], as: path.contains("/endoflife/") ? .endOfLife : nil)
      return try CatalogueImport(files, into: registry, options: options).plan
    }

    /// The problems as an expectation writes them.
    func lines(_ plan: ImportPlan) -> [String] {
      plan.problems.map { "\($0.line(inFrench: false)) [\($0.code)]".replacing(folder, with: "") }
    }
  }

  private static let folder = Repository.path("fixtures/damaged/")

  static let groups = [
    "conflicts", "csv-dates", "csv-form", "csv-spreadsheet", "csv-values", "doubles", "endoflife", "json5-records",
    "json5-syntax", "mapping", "references",
  ]

  static func files(_ group: String) throws -> [Damaged] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + group).sorted()
    return names.filter { !$0.hasSuffix(".expected") && !$0.hasSuffix(".map") }
      .map { Damaged(path: "\(folder)\(group)/\($0)", folder: "\(folder)\(group)/") }
  }

  @Test(arguments: groups)
  func `Each damaged file gives the problems that are expected, and changes nothing`(_ group: String) throws {
    let bench = try Bench()
    try CatalogueImport(CatalogueFile.files(at: [Self.folder + "registry.json5"]), into: bench.registry).apply()
    let before = try bench.dump()
    let files = try Self.files(group)
    for file in files {
      let plan = try file.plan(into: bench.registry)
      let expected = try String(contentsOfFile: file.stem + ".expected", encoding: .utf8)
      #expect(file.lines(plan) == expected.split(separator: "\n").map(String.init), "\(file.testDescription)")
      #expect(!plan.isApplicable, "\(file.testDescription)")
      for problem in plan.problems {
        #expect(!problem.text.fr.isEmpty && problem.text.fr != problem.text.en || problem.code.hasPrefix("map"))
      }
    }
    #expect(!files.isEmpty)
    #expect(try bench.dump() == before)
  }

  @Test func `There is an expectation for every damaged file, and a group for every folder`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { !$0.contains(".") }
    #expect(names.sorted() == Self.groups)
    let files = try Self.groups.flatMap(Self.files)
    #expect(files.count >= 200)
    for file in files { #expect(FileManager.default.fileExists(atPath: file.stem + ".expected"), "\(file.path)") }
  }
}
