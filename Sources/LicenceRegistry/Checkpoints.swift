import Dispatch
import SQLiteStore
import Synchronization

/// Copies what small commits have put into the log to the registry's file, while further commits go on.
///
/// By itself SQLite leaves that to the commit that finds a thousand pages in the log, for which everybody behind it waits.
/// Here that commit finds most of it done, and on the disk; only what came meanwhile is left to it, and the log begins anew.
final class Checkpoints: Sendable {
  private let file: RegistryFile
  private let queue = DispatchQueue(label: "licence-registry.checkpoints")
  private let pace = Mutex(Pace())
  /// A connection of its own, opened when it is first needed.
  private let connection = Mutex<Connection?>(nil)

  init(_ file: RegistryFile) {
    self.file = file
  }

  /// Takes note of a commit by the connection that commits.
  func follow(_ committing: Connection) {
    let pages = committing.logPages
    switch pace.withLock({ $0.step(after: pages) }) {
    case .none: break
    case .beside: queue.async { self.copy() }
    case .now:
      if let copied = committing.checkpoint() { pace.withLock { $0.copied = copied } }
    }
  }

  /// Ends copying, and closes the file.
  func finish() {
    queue.sync { connection.withLock { $0 = nil } }
  }

  private func copy() {
    let (copied, isSound) = connection.withLock { connection -> (Int?, Bool) in
      // What can't be copied now is copied by a commit, and without a connection all of it.
      if connection == nil { connection = try? file.connectForCheckpoints() }
      guard let copied = connection?.checkpoint() else { return (nil, true) }
      // SQLite syncs the file only with the last page of the log; a commit would wait for all of it then.
      return (copied, connection?.syncFile() ?? true)
    }
    pace.withLock { pace in
      if let copied { pace.copied = copied }
      pace.isCopying = false
      // A failing disk is told to each open file once, and the next to ask must be that of the commits: they begin the log
      // anew only if all of it is on the disk.
      if !isSound { pace.isLeftToCommits = true }
    }
  }
}

extension Checkpoints {
  /// Who copies the log next: nobody yet, the thread for it, or the commit.
  enum Step { case none, beside, now }

  /// What is known of the log, and what follows from it.
  struct Pace {
    /// After how many pages in the log the next are copied: two megabytes; a commit of as many copies them itself.
    static let step = 500
    /// With how many pages in the log it is to begin anew, as with SQLite; a longer one costs readers time.
    static let most = 1000
    /// With how many pages in the log it grows faster than it is copied, and commits help.
    static let tooMany = 16_000

    var isCopying = false
    /// Whether nothing is copied beside commits any more.
    var isLeftToCommits = false
    /// How many pages of the log the file has.
    var copied = 0
    private var last = 0

    /// What to do after a commit with which the log has so many pages.
    mutating func step(after pages: Int) -> Step {
      // Fewer than before: the log has begun anew.
      if pages < last { (last, copied) = (0, 0) }
      let added = pages - last
      last = pages
      if added >= Pace.step || pages >= Pace.tooMany { return .now }
      if isLeftToCommits { return pages < Pace.most ? .none : .now }
      let left = pages - copied
      guard !isCopying, left >= (pages < Pace.most ? Pace.step : 1) else { return .none }
      // As much as a commit can copy without being noticed; more where each adds more.
      if pages >= Pace.most, left <= max(64, pages / 16) { return .now }
      isCopying = true
      return .beside
    }
  }
}
