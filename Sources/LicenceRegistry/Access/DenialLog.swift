import Dispatch
import Licensing
import SQLiteStore
import Synchronization

/// Makes an event of every denied access, without letting those who are denied fill the disk.
///
/// The first denial of a sort (reason, route, address, token) is an event at once; others of that sort within a minute are
/// counted, and one event tells how many they were. Where a minute has too many sorts, the rest count as one sort. Each
/// token that the registry knows has sorts of its own, and names itself in the rest: whoever has none can't drown them.
final class DenialLog: Sendable {
  private struct Minute {
    var since: UTCInstant
    /// Denials of each sort that no event tells of yet.
    var counts: [DeniedAccess: Int] = [:]
    /// How many sorts each token has, by its id; those without a token under none.
    var sorts: [String?: Int] = [:]

    /// Counts a denial, and returns its sort if it is the first of it.
    mutating func count(_ denial: DeniedAccess) -> DeniedAccess? {
      let isKnown = counts[denial] != nil
      let own = sorts[denial.token?.id, default: 0]
      let most = denial.token == nil ? DenialLog.sorts : DenialLog.sortsOfToken
      let sort = isKnown || own < most ? denial : .others(of: denial.token)
      if let count = counts[sort] {
        counts[sort] = count + 1
        return nil
      }
      counts[sort] = 0
      sorts[denial.token?.id] = own + 1
      return sort
    }
  }

  /// Sorts that a minute may have of those without a token, and of each token: more than there are routes.
  private static let sorts = 32
  private static let sortsOfToken = 64
  private static let length: Int64 = 60

  private let minute = Mutex<Minute?>(nil)
  private let writer: RegistryWriter
  private let queue = DispatchQueue(label: "licence-registry.denials")

  init(_ writer: RegistryWriter) {
    self.writer = writer
  }

  /// Takes note of a denial.
  ///
  /// - Parameters:
  ///   - denial: its sort.
  ///   - request: the id of the request.
  ///   - now: the present.
  func note(_ denial: DeniedAccess, request: String, now: UTCInstant) {
    let (first, mustOpen) = minute.withLock { minute -> (DeniedAccess?, Bool) in
      let mustOpen = minute == nil
      var open = minute ?? Minute(since: now)
      minute = nil
      defer { minute = open }
      return (open.count(denial), mustOpen)
    }
    if let first { record([first.event(count: 1, request: request)], at: now) }
    if mustOpen { queue.asyncAfter(deadline: .now() + .seconds(Int(DenialLog.length))) { self.close() } }
  }

  /// Ends the minute and records what was only counted in it.
  func close() {
    guard
      let ended = minute.withLock({ minute in
        defer { minute = nil }
        return minute
      })
    else { return }
    let counted = ended.counts.filter { $1 > 0 }.map { $0.event(count: $1) }
    guard !counted.isEmpty else { return }
    record(counted, at: UTCInstant(milliseconds: ended.since.milliseconds + DenialLog.length * 1000))
  }

  private func record(_ events: [Event], at time: UTCInstant) {
    // A registry that can't be written tells of it elsewhere; a denial stays denied.
    writer.write({ connection in
      for event in events { try connection.append(event, at: time) }
    }) { _ in }
  }
}
