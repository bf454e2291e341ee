import CEvents
import Glibc

/// The clocks of the server.
enum MonotonicClock {
  /// Microseconds since some moment in the past; never goes back.
  static func now() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }

  /// Seconds since 1970.
  static func unixSeconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec
  }

  /// Microseconds since 1970.
  static func unixMicroseconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}

extension Duration {
  /// In microseconds, and at most some 146 years, so that adding it to a moment cannot overflow.
  var microseconds: Int {
    let (seconds, attoseconds) = components
    let bounded = min(max(seconds, 0), Int64(Int.max / 2 / 1_000_000))
    return Int(bounded) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
  }
}
