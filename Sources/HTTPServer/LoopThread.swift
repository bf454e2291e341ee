import CEvents
import Glibc

/// A thread of the system that runs one closure.
struct LoopThread: Sendable {
  private let thread: pthread_t

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread.
  init(_ body: @escaping @Sendable () -> Void) throws(ServerError) {
    var thread = pthread_t()
    // The reference given to the thread is taken back by it exactly once, or here if there is no thread.
    let work = unsafe Unmanaged.passRetained(Work(body))
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      unsafe work.release()
      throw .system(call: "pthread_create", code: code)
    }
    self.thread = thread
  }

  /// Lets the thread end by itself; instead of `join`.
  func detach() { _ = pthread_detach(thread) }

  /// Waits until the thread has ended; to be called once.
  func join() { _ = pthread_join(thread, nil) }
}
