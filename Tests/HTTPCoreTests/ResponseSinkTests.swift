import Synchronization
import Testing

@testable import HTTPCore

struct ResponseSinkTests {
  private final class Received: Sendable {
    private let all = Mutex<[Int]>([])
    var statuses: [Int] { all.withLock { $0 } }
    func add(_ response: HTTPResponse) { all.withLock { $0.append(response.status.code) } }
  }

  @Test func onlyTheFirstAnswerCounts() {
    let received = Received()
    let sink = ResponseSink { received.add($0) }
    sink.send(HTTPResponse(status: .ok))
    sink.send(HTTPResponse(status: .created))
    #expect(received.statuses == [200])
  }

  @Test func aLostSinkAnswers500() {
    let received = Received()
    do {
      let sink = ResponseSink { received.add($0) }
      let copy = sink
      _ = copy
      #expect(received.statuses.isEmpty)
    }
    #expect(received.statuses == [500])
  }

  @Test func aRetiredSinkIsSilent() {
    let received = Received()
    do {
      let sink = ResponseSink { received.add($0) }
      sink.retire()
      sink.send(HTTPResponse(status: .ok))
    }
    #expect(received.statuses.isEmpty)
  }

  @Test func aSinkKnowsWhetherItIsShared() {
    var sink = ResponseSink { _ in }
    var answers = [sink.isUnshared()]
    var copies = [sink]
    answers.append(sink.isUnshared())
    copies.removeAll()
    answers.append(sink.isUnshared())
    sink.send(HTTPResponse(status: .ok))
    answers.append(sink.isUnshared())
    #expect(answers == [true, false, true, false])
  }
}
