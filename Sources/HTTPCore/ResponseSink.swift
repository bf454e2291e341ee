import Synchronization

/// Where the answer to one request goes, from whichever thread has it.
///
/// The first answer counts; later ones are ignored. If every copy is dropped without an answer, 500 is sent, so that a
/// lost job never leaves a client waiting.
public struct ResponseSink: Sendable {
  /// Runs work on another thread; false if there is too much of it already.
  package typealias Workers = @Sendable (_ work: @escaping @Sendable () -> Void) -> Bool

  private var box: Box

  /// Makes a sink that passes its one answer on, or what went wrong.
  ///
  /// - Parameters:
  ///   - workers: runs what is to be answered later.
  ///   - deliver: takes the answer.
  package init(
    workers: @escaping Workers, _ deliver: @escaping @Sendable (Result<HTTPResponse, any Error>) -> Void
  ) {
    box = Box(workers, deliver)
  }

  /// Makes a sink without a server: an error becomes a plain 500, and what is to be answered later is answered at once.
  ///
  /// - Parameter deliver: takes the answer.
  public init(_ deliver: @escaping @Sendable (HTTPResponse) -> Void) {
    box = Box({ work in
      work()
      return true
    }) { result in
      switch result {
      case .success(let response): deliver(response)
      case .failure(let error): deliver(ProblemBody.response((error as? HTTPFault) ?? .handlerFailed))
      }
    }
  }

  /// Answers.
  ///
  /// - Parameter response: the answer.
  public func send(_ response: HTTPResponse) {
    box.send(.success(response))
  }

  /// Answers that it could not be done: an ``HTTPFault`` as it says, any other error with 500, which is logged.
  ///
  /// - Parameter error: what went wrong.
  public func fail(_ error: any Error) {
    box.send(.failure(error))
  }

  /// Works on one of the server's workers, where waiting is no harm, and answers with what comes of it.
  ///
  /// When the workers have too much to do already, the answer is 503 at once.
  ///
  /// - Parameter work: what takes long; what it throws is answered as ``fail(_:)`` does.
  public func answer(later work: @escaping @Sendable () throws -> HTTPResponse) {
    let accepted = box.workers { [self] in
      do {
        send(try work())
      } catch {
        fail(error)
      }
    }
    if !accepted { fail(HTTPFault.overloaded) }
  }

  /// Whether no other copy is left, so that the owner may hand it out again.
  package mutating func isUnshared() -> Bool { isKnownUniquelyReferenced(&box) && !box.isSpent }

  /// Ignores every answer from now on, because the request has been answered another way.
  package func retire() { box.retire() }

  private final class Box: Sendable {
    let workers: Workers
    private let deliver: @Sendable (Result<HTTPResponse, any Error>) -> Void
    private let spent = Atomic(false)

    init(_ workers: @escaping Workers, _ deliver: @escaping @Sendable (Result<HTTPResponse, any Error>) -> Void) {
      self.workers = workers
      self.deliver = deliver
    }

    var isSpent: Bool { spent.load(ordering: .acquiring) }

    func retire() { spent.store(true, ordering: .releasing) }

    func send(_ result: Result<HTTPResponse, any Error>) {
      guard !spent.exchange(true, ordering: .acquiringAndReleasing) else { return }
      deliver(result)
    }

    deinit {
      send(.failure(HTTPFault(.internalServerError, .unanswered, "The request was not answered.", closes: false)))
    }
  }
}
