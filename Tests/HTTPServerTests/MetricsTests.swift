import Glibc
import HTTPCore
import Testing

@testable import HTTPServer

/// What a server tells about itself: metrics and log, over live sockets.
struct MetricsTests {
  /// A server that counts and logs, and the files that it needs.
  private func server(_ log: ServerLog? = nil) throws -> (HTTPServer, ServerMetrics, BoundAddress) {
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.loops = 2
    let metrics = ServerMetrics(log: log)
    let room = WaitingRoom()
    let server = HTTPServer(configuration, observer: { _ in metrics.observer() }) { TestHandler(room, loop: $0) }
    return (server, metrics, try server.start())
  }

  private func lines(_ metrics: ServerMetrics) -> Set<Substring> {
    var text = MetricsText()
    metrics.write(into: &text)
    return Set(String(decoding: text.bytes, as: UTF8.self).split(separator: "\n"))
  }

  @Test func allLoopsAreCountedTogether() async throws {
    let (server, metrics, address) = try server()
    defer {
      server.stop(drain: .zero)
      server.wait()
    }
    var clients: [RawClient] = []
    for _ in 0..<20 {
      let client = try RawClient(address)
      client.get("/loop")
      #expect(try client.answer().status == 200)
      clients.append(client)
    }
    clients[0].send("GET /\u{1} HTTP/1.1\r\n\r\n")
    #expect(try clients[0].answer().status == 400)
    let text = lines(metrics)
    #expect(text.contains("http_requests_total{route=\"/loop\",method=\"GET\",status=\"200\"} 20"))
    #expect(text.contains("http_request_duration_seconds_count{route=\"/loop\",method=\"GET\"} 20"))
    #expect(text.contains("http_requests_total{route=\"none\",method=\"none\",status=\"400\"} 1"))
    #expect(text.contains("http_request_faults_total{kind=\"malformed-target\"} 1"))
    #expect(text.contains("http_connections_total 20"))
    clients.removeAll()
    _ = try await eventually { lines(metrics).contains("http_connections 0") ? true : nil }
  }

  @Test func theLogIsWrittenAndReopened() async throws {
    let path = "/tmp/http-server-log-\(getpid())"
    defer { for file in [path, path + ".1"] { _ = unsafe unlink(file) } }
    let log = try ServerLog(.file(path: path))
    let (server, _, address) = try server(log)
    let client = try RawClient(address)
    client.get("/loop", fields: "X-Request-Id: first\r\n")
    _ = try client.answer()
    _ = try await eventually { TextFile(path).lines.first }
    _ = unsafe rename(path, path + ".1")
    log.reopen()
    _ = try await eventually { unsafe access(path, F_OK) == 0 ? true : nil }
    let another = try RawClient(address)
    another.get("/throw", fields: "X-Request-Id: second\r\n")
    _ = try another.answer()
    server.stop(drain: .zero)
    server.wait()
    log.close()
    let (old, new) = (TextFile(path + ".1").lines, TextFile(path).lines)
    #expect(old.count == 1)
    #expect(
      old.first?.contains(
        #""event":"request","id":"first","method":"GET","route":"/loop","status":200,"bytes":"#) == true)
    #expect(new.count == 2)
    #expect(new.first?.contains(#""event":"failure","id":"second""#) == true)
    #expect(new.first?.hasSuffix(#""error":"the \"disk\" is on fire"}"#) == true)
    #expect(new.last?.hasSuffix(#","fault":"handler-failed"}"#) == true)
  }

  @Test func aLogThatCannotBeOpenedIsToldClearly() {
    let error = #expect(throws: ServerError.self) { try ServerLog(.file(path: "/nowhere/log")) }
    #expect(error?.description.contains("/nowhere/log: No such file or directory") == true)
  }
}

/// A small file, read whole.
private struct TextFile {
  let lines: [Substring]

  init(_ path: String) {
    var bytes: [UInt8] = []
    if let file = unsafe fopen(path, "r") {
      while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
      unsafe fclose(file)
    }
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
