import Licensing

/// The order of a product's releases when a file lists some of them.
public enum ReleaseOrder {
  /// The sequence of every release (1 is the oldest) after a file listed some, newest first.
  ///
  /// Releases that the file does not list stay next to the older neighbour that they had. Sequences are kept where they
  /// already tell the order, so that a new release changes nothing but itself.
  public static func sequences(listed: [String], known: [String: Int]) -> [String: Int] {
    var order = listed.reversed() as [String]
    let unlisted = known.filter { !listed.contains($0.key) }.sorted { $0.value < $1.value }
    for (name, sequence) in unlisted {
      // Right after the newest release that was older than it.
      let older = order.lastIndex { known[$0].map { $0 < sequence } ?? false }
      order.insert(name, at: older.map { $0 + 1 } ?? 0)
    }
    var sequences: [String: Int] = [:]
    var last = 0
    for name in order {
      let kept = known[name].flatMap { $0 > last ? $0 : nil }
      last = kept ?? last + 1
      sequences[name] = last
    }
    return sequences
  }
}
