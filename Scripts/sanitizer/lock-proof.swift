// Two threads and one number: under a Mutex, or without one. Scripts/sanitize runs both, to see that the thread
// sanitizer is silent about the one and reports the other.
import Foundation
import Synchronization

// Not sendable without the lock, on purpose: the race is what has to be seen.
final class Shared: @unchecked Sendable {
  let locked = Mutex(0)
  var bare = 0
}

let shared = Shared()
let isLocked = CommandLine.arguments.last == "locked"
let threads = (0..<2).map { _ in
  Thread {
    for _ in 0..<100_000 {
      if isLocked { shared.locked.withLock { $0 += 1 } } else { shared.bare += 1 }
    }
    shared.locked.withLock { $0 += 1_000_000 }
  }
}
for thread in threads { thread.start() }
while shared.locked.withLock({ $0 }) < 2_000_000 { usleep(1000) }
