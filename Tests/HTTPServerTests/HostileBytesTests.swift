import Foundation
import HTTPCore
import Testing

@testable import HTTPServer

/// The requests of `fixtures/http` over live sockets, each with a good request behind it.
struct HostileBytesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/http")

  /// The names of all fixtures.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".raw") }.map { String($0.dropLast(4)) }.sorted()
  }()

  private func server() throws -> LiveServer {
    // Those of the parser's own test of the same fixtures.
    try LiveServer(bodyLimit: 64) {
      $0.limits.targetBytes = 256
      $0.limits.queryItems = 8
      $0.limits.fieldLineBytes = 256
      $0.limits.fieldsBytes = 1024
      $0.limits.fieldCount = 16
      $0.limits.chunkLineBytes = 32
      $0.limits.chunkExtensionBytes = 64
    }
  }

  /// Every message that is complete has one good answer, what is malformed has one bad answer, and then nothing more is
  /// answered: neither the rest nor the good request behind it.
  @Test func nothingMalformedIsAnsweredWell() throws {
    #expect(Self.names.count > 150)
    let live = try server()
    for name in Self.names {
      let bytes = try Data(contentsOf: Self.folder.appending(path: "\(name).raw"))
      let expected = try String(contentsOf: Self.folder.appending(path: "\(name).expected"), encoding: .utf8)
        .split(separator: "\n")
      let client = try live.client()
      client.send(Array(bytes))
      if expected.contains(where: { $0.hasPrefix("fault") }) { client.get("/") }
      client.finishSending()
      let statuses = client.rest().split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }.filter { $0 != 100 }
      let fault = expected.last.flatMap { $0.hasPrefix("fault ") ? Int($0.split(separator: " ")[1]) : nil }
      // A client may be closed on before it has sent all of its requests.
      let complete = expected.count { $0 == "end" }
      #expect(statuses.filter { $0 < 300 }.count <= complete, "\(name): \(statuses)")
      #expect(statuses.filter { $0 >= 300 } == (fault.map { [$0] } ?? []), "\(name): \(statuses)")
      if !expected.contains(where: { $0.contains(" close") }) {
        #expect(statuses.filter { $0 < 300 }.count == complete, "\(name): \(statuses)")
      }
    }
    let client = try live.client()
    client.get("/")
    #expect(try client.answer().text == "ok", "the server is alive after everything")
  }
}
