import Foundation
import LicenceRegistry
import Testing

/// Files of uploads, and what a killed process leaves of them.
@Suite struct SpooledFileTests {
  @Test func `What nobody has is removed, and what somebody has stays`() throws {
    let bench = try Bench()
    let living = try bench.registry.makeSpooledFile()
    try living.write([1, 2, 3])
    for name in ["registry.sqlite-upload-aB3dE6", "registry.sqlite-upload-aB3dE6x", "other.sqlite-upload-aB3dE6"] {
      _ = try bench.folder.write([1], to: name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder.file("registry.sqlite-upload-symbol"), withDestinationPath: living.path)
    #expect(bench.registry.removeAbandonedUploads() == 1)
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path))
    #expect(left.contains(URL(filePath: living.path).lastPathComponent))
    #expect(!left.contains("registry.sqlite-upload-aB3dE6"))
    #expect(left.isSuperset(of: ["registry.sqlite-upload-aB3dE6x", "other.sqlite-upload-aB3dE6", "registry.sqlite"]))
    #expect(try Data(contentsOf: URL(filePath: living.path)) == Data([1, 2, 3]))
  }

  @Test func `A file that is no longer needed is gone`() throws {
    let bench = try Bench()
    var file: SpooledFile? = try bench.registry.makeSpooledFile()
    let path = try #require(file?.path)
    #expect(FileManager.default.fileExists(atPath: path))
    file = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
