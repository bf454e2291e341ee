import Foundation

/// Looks again and again until something holds; `false` if it does not within 20 seconds.
func eventually(_ holds: () throws -> Bool) rethrows -> Bool {
  let end = ContinuousClock.now + .seconds(20)
  while try !holds() {
    if ContinuousClock.now > end { return false }
    usleep(5000)
  }
  return true
}
