import Dispatch
import Licensing
import SQLiteStore
import Synchronization

/// Makes an event of every denied access, without letting those who are denied fill the disk.
///
/// The first denial of a sort (reason, route, address, token) is an event at once; others of that sort within a minute are
/// counted, and one event tells how many they were. Where a minute has too many sorts, the rest count as one sort.
final class DenialLog: Sendable {
  private struct Minute {
    var since: UTCInstant
    /// Denials of each sort that no event tells of yet.
    var counts: [DeniedAccess: Int] = [:]
  }

  /// Sorts that a minute may have.
  private static let sorts = 32
  private static let length: Int64 = 60

  private let minute = Mutex<Minute?>(nil)
  private let writer: RegistryWriter
  private let queue = DispatchQueue(label: "licence-registry.denials")

  init(_ writer: RegistryWriter) {
    self.writer = writer
  }

  /// Takes note of a denial.
  func note(_ denial: DeniedAccess, now: UTCInstant) {
    let (isFirst, mustOpen) = minute.withLock { minute -> (DeniedAccess?, Bool) in
      let mustOpen = minute == nil
      var open = minute ?? Minute(since: now)
      defer { minute = open }
      let sort = open.counts[denial] != nil || open.counts.count < DenialLog.sorts ? denial : .others
      if let count = open.counts[sort] {
        open.counts[sort] = count + 1
        return (nil, mustOpen)
      }
      open.counts[sort] = 0
      return (sort, mustOpen)
    }
    if let isFirst { record([(isFirst, 1)], at: now) }
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
    let counted = ended.counts.filter { $1 > 0 }.map { ($0, $1) }
    guard !counted.isEmpty else { return }
    record(counted, at: UTCInstant(milliseconds: ended.since.milliseconds + DenialLog.length * 1000))
  }

  private func record(_ denials: [(DeniedAccess, Int)], at time: UTCInstant) {
    let events = denials.map { $0.event(count: $1) }
    // A registry that can't be written tells of it elsewhere; a denial stays denied.
    writer.write({ connection in
      for event in events { try connection.append(event, at: time) }
    }) { _ in }
  }
}
