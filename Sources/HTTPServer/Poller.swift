/// Waits for descriptors with one system call.
protocol Poller: AnyObject {
  /// Begins to watch a descriptor; returns 0, or the system's reason to refuse.
  func add(_ descriptor: Int32, _ interest: Interest, token: UInt64) -> Int32
  /// Changes what is watched for.
  func change(_ descriptor: Int32, _ interest: Interest, token: UInt64)
  /// Stops watching; to be called before the descriptor is closed.
  func remove(_ descriptor: Int32)
  /// Replaces the events by those that are due, waiting at most so long; -1 waits for ever.
  func wait(milliseconds: Int32, into events: inout [PollEvent])
}
