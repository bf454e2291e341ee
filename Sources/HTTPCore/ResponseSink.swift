import Synchronization

/// Where the answer to one request goes, from whichever thread has it.
///
/// The first answer counts; later ones are ignored. If every copy is dropped without an answer, 500 is sent, so that a
/// lost job never leaves a client waiting.
public struct ResponseSink: Sendable {
  private var box: Box

  /// Makes a sink that passes its one answer on, or what went wrong.
  ///
  /// - Parameters:
  ///   - route: takes the answer.
  ///   - token: the connection that it is for.
  ///   - deferral: which of the connection's sinks this is.
  package init(_ route: any AnswerRoute, token: UInt64, deferral: UInt64) {
    box = Box(route, token, deferral)
  }

  /// Makes a sink without a server: an error becomes a plain 500, and what is to be answered later is answered at once.
  ///
  /// - Parameter deliver: takes the answer.
  public init(_ deliver: @escaping @Sendable (HTTPResponse) -> Void) {
    self.init(DirectRoute(deliver: deliver), token: 0, deferral: 0)
  }

  /// Answers.
  ///
  /// - Parameter response: the answer.
  public func send(_ response: HTTPResponse) {
    box.send(.success(response))
  }

  /// Answers several requests, in their order; those of one event loop wake it once.
  ///
  /// - Parameter answers: where each goes.
  public static func send(_ answers: [(sink: ResponseSink, response: HTTPResponse)]) {
    var together: [DeferredAnswer] = []
    for (place, answer) in answers.enumerated() {
      let box = answer.sink.box
      if let deferred = box.spend(.success(answer.response)) { together.append(deferred) }
      if place + 1 < answers.count, answers[place + 1].sink.box.route === box.route { continue }
      if !together.isEmpty { box.route.deliver(together) }
      together.removeAll(keepingCapacity: true)
    }
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
    let accepted = box.route.perform { [self] in
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
    let route: any AnswerRoute
    private let token: UInt64
    private let deferral: UInt64
    private let spent = Atomic(false)

    init(_ route: any AnswerRoute, _ token: UInt64, _ deferral: UInt64) {
      self.route = route
      self.token = token
      self.deferral = deferral
    }

    var isSpent: Bool { spent.load(ordering: .acquiring) }

    func retire() { spent.store(true, ordering: .releasing) }

    /// The one answer on its way; nil if there was one before.
    func spend(_ result: Result<HTTPResponse, any Error>) -> DeferredAnswer? {
      guard !spent.exchange(true, ordering: .acquiringAndReleasing) else { return nil }
      return DeferredAnswer(result: result, token: token, deferral: deferral)
    }

    func send(_ result: Result<HTTPResponse, any Error>) {
      if let answer = spend(result) { route.deliver([answer]) }
    }

    deinit {
      send(.failure(HTTPFault(.internalServerError, .unanswered, "The request was not answered.", closes: false)))
    }
  }
}

/// Takes the answers of handlers that are not asked by a server.
private final class DirectRoute: AnswerRoute {
  private let take: @Sendable (HTTPResponse) -> Void

  init(deliver: @escaping @Sendable (HTTPResponse) -> Void) { take = deliver }

  func deliver(_ answers: [DeferredAnswer]) {
    for answer in answers {
      switch answer.result {
      case .success(let response): take(response)
      case .failure(let error): take(ProblemBody.response((error as? HTTPFault) ?? .handlerFailed))
      }
    }
  }

  func perform(_ work: @escaping @Sendable () -> Void) -> Bool {
    work()
    return true
  }
}
