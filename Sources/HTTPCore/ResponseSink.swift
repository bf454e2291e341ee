import Synchronization

/// Where the answer to one request goes, from whichever thread has it.
///
/// The first answer counts; later ones are ignored. If every copy is dropped without an answer, 500 is sent, so that a
/// lost job never leaves a client waiting.
public struct ResponseSink: Sendable {
  private var box: Box

  /// Makes a sink that passes its one answer on.
  public init(_ deliver: @escaping @Sendable (HTTPResponse) -> Void) {
    box = Box(deliver)
  }

  /// Answers.
  public func send(_ response: HTTPResponse) {
    box.send(response)
  }

  /// Whether no other copy is left, so that the owner may hand it out again.
  package mutating func isUnshared() -> Bool { isKnownUniquelyReferenced(&box) && !box.isSpent }

  /// Ignores every answer from now on, because the request has been answered another way.
  package func retire() { box.retire() }

  private final class Box: Sendable {
    private let deliver: @Sendable (HTTPResponse) -> Void
    private let spent = Atomic(false)

    init(_ deliver: @escaping @Sendable (HTTPResponse) -> Void) { self.deliver = deliver }

    var isSpent: Bool { spent.load(ordering: .acquiring) }

    func retire() { spent.store(true, ordering: .releasing) }

    func send(_ response: HTTPResponse) {
      guard !spent.exchange(true, ordering: .acquiringAndReleasing) else { return }
      deliver(response)
    }

    deinit {
      send(ProblemBody.response(HTTPFault(.internalServerError, .unanswered, "The request was not answered.")))
    }
  }
}
