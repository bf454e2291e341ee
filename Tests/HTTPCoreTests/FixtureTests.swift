import Testing

@testable import HTTPCore

/// Requests from `fixtures/http`, each with what the parser must make of it however its bytes are cut.
struct FixtureTests {
  struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let expected: [String]
    var testDescription: String { name }
  }

  /// Small, so that the fixtures that break them stay small.
  static let limits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.targetBytes = 256
    limits.queryItems = 8
    limits.fieldLineBytes = 256
    limits.fieldsBytes = 1024
    limits.fieldCount = 16
    limits.bodyBytes = 64
    limits.chunkLineBytes = 32
    limits.chunkExtensionBytes = 64
    return limits
  }()

  static let fixtures: [Fixture] = {
    let folder = FixtureFolder("http")
    return folder.names.filter { $0.hasSuffix(".raw") }.map { file in
      let name = String(file.dropLast(4))
      let expected = String(decoding: folder.bytes("\(name).expected"), as: UTF8.self)
      return Fixture(
        name: name, bytes: folder.bytes(file), expected: expected.split(separator: "\n").map(String.init))
    }
  }()

  @Test func thereAreFixtures() {
    #expect(Self.fixtures.count > 150)
  }

  @Test(arguments: fixtures)
  func whole(_ fixture: Fixture) {
    #expect(Transcript(fixture.bytes, cuts: [], Self.limits).lines == fixture.expected)
  }

  @Test(arguments: fixtures)
  func byteByByte(_ fixture: Fixture) {
    #expect(Transcript(fixture.bytes, cuts: Array(fixture.bytes.indices), Self.limits).lines == fixture.expected)
  }

  @Test(arguments: fixtures)
  func cutAtEveryPlace(_ fixture: Fixture) {
    for cut in fixture.bytes.indices {
      #expect(Transcript(fixture.bytes, cuts: [cut], Self.limits).lines == fixture.expected, "cut at \(cut)")
    }
  }
}
