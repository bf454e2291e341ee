/// What a loop wants to hear of a descriptor; failures are always told.
struct Interest: OptionSet, Sendable {
  let rawValue: UInt8
  static let readable = Interest(rawValue: 1)
  static let writable = Interest(rawValue: 2)
  /// One of several loops is to be woken, not all; for listening sockets that loops share.
  static let exclusive = Interest(rawValue: 4)
}
