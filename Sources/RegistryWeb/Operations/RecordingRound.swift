import HTTPCore
import LicenceRegistry
import Licensing

/// Decisions of one event loop that are to be recorded: those of a round of requests go to the writer together, which
/// makes them durable with one wait for the disk, and are answered together.
final class RecordingRound {
  private struct Waiting {
    let sink: ResponseSink
    let response: HTTPResponse
    let language: Language
  }

  private let registry: Registry
  private var records: [DecisionRecord] = []
  private var waiting: [Waiting] = []
  /// When the last of them was decided.
  private var now = UTCInstant(seconds: 0)
  private var isOpen = false

  init(_ registry: Registry) {
    self.registry = registry
  }

  /// Runs `body`, and then has recorded what came up in it.
  func gather(_ body: () -> Void) {
    isOpen = true
    body()
    isOpen = false
    handOver()
  }

  /// Has a decision recorded, and answered once it is durable.
  func record(
    _ record: DecisionRecord, _ sink: ResponseSink, _ response: HTTPResponse, _ language: Language, now: UTCInstant
  ) {
    self.now = now
    records.append(record)
    waiting.append(Waiting(sink: sink, response: response, language: language))
    if !isOpen { handOver() }
  }

  private func handOver() {
    guard !records.isEmpty else { return }
    registry.record(records, now: now) { [waiting] error in
      if let error {
        for one in waiting { one.sink.fail(error, one.language) }
      } else {
        ResponseSink.send(waiting.map { ($0.sink, $0.response) })
      }
    }
    records.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
  }
}
