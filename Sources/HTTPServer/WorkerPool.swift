import CEvents
import Synchronization

/// Threads for what may take long, started when they are needed: loops hand work over and go on.
final class WorkerPool: Sendable {
  private struct State: Sendable {
    var jobs: [@Sendable () -> Void] = []
    var threads = 0
    /// Threads that wait for work.
    var idle = 0
    var isClosed = false
  }

  private let mostThreads: Int
  private let mostJobs: Int
  private let state = Mutex(State())
  /// Counts the jobs that nobody has taken yet.
  private let semaphore: Descriptor

  init(threads: Int, jobs: Int) throws(ServerError) {
    let raw = cevents_semaphore()
    guard raw >= 0 else { throw .system(call: "eventfd", code: -raw) }
    semaphore = Descriptor(owning: raw)
    mostThreads = threads
    mostJobs = jobs
  }

  /// Runs a job on a worker; false if too many wait already, or if the server has ended.
  func tryToPerform(_ job: @escaping @Sendable () -> Void) -> Bool { enter(job, isBounded: true) }

  /// Runs a job on a worker, or here if the server has ended.
  func perform(_ job: @escaping @Sendable () -> Void) {
    if !enter(job, isBounded: false) { job() }
  }

  /// Lets the workers end once they have nothing left to do; does not wait for them.
  func close() {
    let threads = state.withLock { state in
      state.isClosed = true
      return state.threads
    }
    for _ in 0..<threads { _ = cevents_flag_raise(semaphore.raw) }
  }

  private func enter(_ job: @escaping @Sendable () -> Void, isBounded: Bool) -> Bool {
    let (isEntered, needsThread) = state.withLock { state in
      guard !state.isClosed, !isBounded || state.jobs.count < mostJobs else { return (false, false) }
      state.jobs.append(job)
      let needsThread = state.idle < state.jobs.count && state.threads < mostThreads
      if needsThread { state.threads += 1 }
      return (true, needsThread)
    }
    guard isEntered else { return false }
    if needsThread { start() }
    _ = cevents_flag_raise(semaphore.raw)
    return true
  }

  private func start() {
    do {
      try LoopThread { [self] in work() }.detach()
    } catch {
      // Others will do the job; when there is no thread at all it is done here.
      let isLast = state.withLock { state in
        state.threads -= 1
        return state.threads == 0
      }
      if isLast, let job = next() { job() }
    }
  }

  private func work() {
    while true {
      state.withLock { $0.idle += 1 }
      _ = cevents_semaphore_take(semaphore.raw)
      let job = state.withLock { state in
        state.idle -= 1
        return state.jobs.isEmpty ? nil : state.jobs.removeFirst()
      }
      if let job {
        job()
      } else if state.withLock({ $0.isClosed }) {
        return
      }
    }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
  }
}
