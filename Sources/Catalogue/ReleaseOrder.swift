import Licensing

/// The order of a product's releases when a file lists some of them.
public struct ReleaseOrder: Sendable, Hashable {
  /// The sequence of every release; 1 is the oldest.
  public private(set) var sequences: [String: Int] = [:]
  /// Listed releases whose place among those that the file does not list is told by nothing, each with one that it may be
  /// newer or older than: new ones, and known ones that the file puts in another order.
  ///
  /// New ones come after it in the sequences, for want of better.
  public private(set) var undetermined: [String: String] = [:]

  /// Puts releases in order after a file listed some, newest first.
  ///
  /// Releases that the file does not list stay next to the older neighbour that they had. Sequences are kept where they
  /// already tell the order, so that a new release changes nothing but itself. Where new releases and some that are not
  /// listed share a gap between known neighbours, the days on which they came out decide, as far as they are known; the
  /// two are never mixed by anything less.
  ///
  /// - Parameters:
  ///   - listed: the names that the file lists, newest first.
  ///   - known: the sequences that are known already.
  ///   - released: the day on which each came out, as `YYYY-MM-DD`, where it is known.
  public init(listed: [String], known: [String: Int], released: [String: String] = [:]) {
    let list = listed.reversed() as [String]
    let listedNames = Set(listed)
    let unlisted = known.filter { !listedNames.contains($0.key) }.sorted { $0.value < $1.value }
    let anchors = list.filter { known[$0] != nil }
    if let moved = zip(anchors.dropFirst(), anchors).first(where: { known[$0] ?? 0 < known[$1] ?? 0 }),
      let other = unlisted.last
    {
      undetermined[moved.0] = other.key
    }
    // Each that is not listed comes after the newest release that was older than it, and before what is listed next.
    var gaps: [Int: [String]] = [:]
    for (name, sequence) in unlisted {
      let older = list.lastIndex { known[$0].map { $0 < sequence } ?? false }
      gaps[older ?? -1, default: []].append(name)
    }
    var order: [String] = []
    var place = -1
    while place < list.count {
      if place >= 0 { order.append(list[place]) }
      let new = Array(list.dropFirst(place + 1).prefix { known[$0] == nil })
      if let old = gaps[place] {
        order += merge(new, old, released)
        place += new.count
      }
      place += 1
    }
    var last = 0
    for name in order {
      let kept = known[name].flatMap { $0 > last ? $0 : nil }
      last = kept ?? last + 1
      sequences[name] = last
    }
  }

  /// Two orders as one, both oldest first: of new releases, and of some that are known but not listed.
  private mutating func merge(_ new: [String], _ old: [String], _ released: [String: String]) -> [String] {
    let (newDays, oldDays) = (new.map { released[$0] }, old.map { released[$0] })
    var order: [String] = []
    var (next, other) = (0, 0)
    while next < new.count, other < old.count {
      // What is newer than a release is newer than those before it too: any day on the right side tells.
      let isNewer = ReleaseOrder.isAny(newDays[...next], laterThan: oldDays[other...])
      let isOlder = ReleaseOrder.isAny(oldDays[...other], laterThan: newDays[next...])
      if isOlder, !isNewer {
        order.append(new[next])
        next += 1
      } else {
        if !isNewer || isOlder { undetermined[new[next]] = old[other] }
        order.append(old[other])
        other += 1
      }
    }
    return order + new[next...] + old[other...]
  }

  private static func isAny(_ days: ArraySlice<String?>, laterThan others: ArraySlice<String?>) -> Bool {
    guard let latest = days.compactMap(\.self).max(), let earliest = others.compactMap(\.self).min() else {
      return false
    }
    return latest > earliest
  }
}
