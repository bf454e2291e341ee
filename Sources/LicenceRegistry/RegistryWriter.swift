import Dispatch
public import Licensing
public import SQLiteStore
import Synchronization

/// The one writer of a registry: everything that is written while it works on a batch becomes the next batch.
///
/// A batch is one transaction, so many small writes share one wait for the disk; one that fails takes back nothing but
/// itself. A write is answered once it is durable.
public final class RegistryWriter: Sendable {
  private struct Write: Sendable {
    let perform: @Sendable (Connection) throws -> Void
    let finished: @Sendable ((any Error)?) -> Void
  }
  private struct State: Sendable {
    var waiting: [Write] = []
    var isWorking = false
    var trouble: WriteTrouble?
    var isTrying = false
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "licence-registry.writer")
  private let connection: Mutex<Connection>
  private let checkpoints: Checkpoints

  init(_ connection: sending Connection, of file: RegistryFile) {
    connection.countLog()
    checkpoints = Checkpoints(file)
    self.connection = Mutex(connection)
  }

  deinit { checkpoints.finish() }

  /// Writes with `perform`, and calls `finished` once that is durable, or with the error that took it back.
  ///
  /// `perform` may be called again after its changes were taken back with those of others.
  public func write(
    _ perform: @escaping @Sendable (Connection) throws -> Void,
    finished: @escaping @Sendable ((any Error)?) -> Void
  ) {
    let mustStart = state.withLock { state in
      state.waiting.append(Write(perform: perform, finished: finished))
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if mustStart { queue.async { self.work() } }
  }

  /// Writes with `perform` and waits until that is durable.
  public func write(_ perform: @escaping @Sendable (Connection) throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<(any Error)?>(nil)
    write(perform) { error in
      result.withLock { $0 = error }
      done.signal()
    }
    done.wait()
    if let error = result.withLock({ $0 }) { throw error }
  }

  /// How many writes wait.
  public var waiting: Int { state.withLock { $0.waiting.count } }

  /// Why nothing can be written any more, if that lasts; nothing after a write that succeeded.
  ///
  /// Who asks has it tried again, so that the trouble ends although nobody writes.
  ///
  /// - Parameter now: the present.
  public func trouble(now: UTCInstant) -> WriteTrouble.Reason? {
    let (trouble, mustTry) = state.withLock { state -> (WriteTrouble.Reason?, Bool) in
      guard let isLasting = state.trouble?.isLasting(at: now) else { return (nil, false) }
      defer { state.isTrying = true }
      return (isLasting ? state.trouble?.reason : nil, !state.isTrying)
    }
    if mustTry { write({ try $0.touch() }, finished: { _ in self.state.withLock { $0.isTrying = false } }) }
    return trouble
  }

  private func note(_ failures: [(any Error)?]) {
    state.withLock { state in
      if failures.contains(where: { $0 == nil }) {
        state.trouble = nil
      } else if let error = failures.first ?? nil, let trouble = WriteTrouble(error, after: state.trouble) {
        state.trouble = trouble
      }
    }
  }

  private func work() {
    while true {
      let batch = state.withLock { state -> [Write] in
        let batch = state.waiting
        state.waiting = []
        if batch.isEmpty { state.isWorking = false }
        return batch
      }
      if batch.isEmpty { return }
      commit(batch)
    }
  }

  private func commit(_ batch: [Write]) {
    var failures = [(any Error)?](repeating: nil, count: batch.count)
    do {
      try connection.withLock { connection in
        do {
          try connection.writing { for write in batch { try write.perform(connection) } }
        } catch  where batch.count > 1 {
          // Something failed, and all was taken back. Savepoints tell who, but cost a copy of each page that is changed, so
          // they are made only now.
          failures = try connection.writing {
            try batch.map { write -> (any Error)? in
              do {
                try connection.nested { try write.perform(connection) }
                return nil
              } catch {
                // Some errors take back the whole transaction: then there is nothing to go on with.
                guard connection.isInTransaction else { throw error }
                return error
              }
            }
          }
        }
        checkpoints.follow(connection)
      }
    } catch  where batch.count > 1 {
      // Nothing of the batch was committed, as by a reference that is only checked at its end: each by itself then.
      for write in batch { commit([write]) }
      return
    } catch {
      failures = [error]
    }
    note(failures)
    for (write, failure) in zip(batch, failures) { write.finished(failure) }
  }
}
