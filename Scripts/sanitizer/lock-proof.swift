// Two threads and one number: under a Mutex, or without one. Scripts/sanitize runs both, to see that the thread
// sanitizer is silent about the one and reports the other.
import Foundation
import Synchronization

// Not sendable without the lock, on purpose: the race is what has to be seen.
final class Shared: @unchecked Sendable {
  let begun = Mutex(0)
  let ended = Mutex(0)
  let locked = Mutex(0)
  var bare = 0
}

/// Waits until both threads have added themselves: by looking again, since a wait of the system's has an order of its own
/// that the sanitizer may or may not see.
func wait(for number: borrowing Mutex<Int>) {
  while number.withLock({ $0 }) < 2 { usleep(1000) }
}

let shared = Shared()
let isLocked = CommandLine.arguments.last == "locked"
let threads = (0..<2).map { _ in
  Thread {
    // One thread may be through before the other runs. What starts and ends threads then puts them in order, by locks of
    // its own; so both are there first, and neither looks at anything that the other tells after its additions.
    shared.begun.withLock { $0 += 1 }
    wait(for: shared.begun)
    if isLocked {
      for _ in 0..<100_000 { shared.locked.withLock { $0 += 1 } }
    } else {
      // Few: a race is reported only while the sanitizer remembers where the other thread was.
      for _ in 0..<100 { shared.bare += 1 }
    }
    shared.ended.withLock { $0 += 1 }
  }
}
for thread in threads { thread.start() }
wait(for: shared.ended)
