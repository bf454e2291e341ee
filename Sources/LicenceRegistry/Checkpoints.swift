import Dispatch
import SQLiteStore
import Synchronization

/// Copies what commits have put into the log to the registry's file, while further commits go on.
///
/// By itself SQLite leaves that to the commit that finds the log too long, for which everybody behind it waits. Here that
/// commit finds most of it done; only what came meanwhile is left to it, and the log begins anew.
final class Checkpoints: Sendable {
  /// After how many pages in the log the next are copied: two megabytes.
  private static let step = 500
  /// With how many pages in the log it is to begin anew, which it can once all are copied; a longer one costs readers time.
  private static let most = 1000
  /// How many pages are left to a commit then.
  private static let few = 64
  /// With how many pages in the log it grows faster than it is copied, and commits have to wait.
  private static let tooMany = 16_000

  private enum Step { case none, beside, now }

  private struct State {
    var isCopying = false
    /// How many pages the log held when copying was last begun.
    var begun = 0

    mutating func next(_ pages: Int) -> Step {
      // Fewer than before: the log has begun anew.
      if pages < begun { begun = 0 }
      let left = pages - begun
      if pages >= Checkpoints.tooMany { return .now }
      guard !isCopying, left >= (pages < Checkpoints.most ? Checkpoints.step : 1) else { return .none }
      begun = pages
      if pages >= Checkpoints.most, left <= Checkpoints.few { return .now }
      isCopying = true
      return .beside
    }
  }

  private let file: RegistryFile
  private let queue = DispatchQueue(label: "licence-registry.checkpoints")
  private let state = Mutex(State())
  /// A connection of its own, opened when it is first needed.
  private let connection = Mutex<Connection?>(nil)

  init(_ file: RegistryFile) {
    self.file = file
  }

  /// Takes note of a commit by the connection that commits.
  func follow(_ committing: Connection) {
    let pages = committing.logPages
    let step = state.withLock { $0.next(pages) }
    switch step {
    case .none: break
    case .beside: queue.async { self.copy() }
    case .now: committing.checkpoint()
    }
  }

  private func copy() {
    connection.withLock { connection in
      // What can't be copied now is copied by a commit, and without a connection all of it.
      if connection == nil { connection = try? file.connectForCheckpoints() }
      connection?.checkpoint()
    }
    state.withLock { $0.isCopying = false }
  }
}
