import Licensing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one place where the program looks at the clock.
enum SystemClock {
  static func now() -> UTCInstant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return UTCInstant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
