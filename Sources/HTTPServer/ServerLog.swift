import CEvents
import Glibc
import HTTPCore
import Synchronization

/// The log of a server: JSON lines, written by a thread of their own, so that a slow disk or a reader who stopped never
/// holds up a loop.
///
/// Lines appear within some milliseconds. When more wait than ``mostBytes``, further ones are dropped and counted.
public final class ServerLog: Sendable {
  /// Where the lines go.
  public enum Destination: Sendable, Equatable {
    /// To a file, which is made if it is missing and appended to.
    case file(path: String)
    /// To standard output.
    case standardOutput
    /// To standard error.
    case standardError
  }

  private struct State: Sendable {
    var buffer: [UInt8] = []
    /// Whether the writer waits to be woken.
    var isQuiet = true
    var mustReopen = false
    var isClosed = false
  }

  /// How many bytes may wait for the disk.
  public static let mostBytes = 4 * 1024 * 1024

  private let destination: Destination
  private let includesRequests: Bool
  private let state = Mutex(State())
  private let lost = Atomic(0)
  private let flag: Descriptor
  private let ended: Latch

  /// Opens a log and starts its writer.
  ///
  /// - Parameters:
  ///   - destination: where the lines go.
  ///   - includesRequests: whether each request has a line; otherwise only failures have.
  /// - Throws: ``ServerError`` if the file cannot be opened.
  public init(_ destination: Destination, includesRequests: Bool = true) throws(ServerError) {
    self.destination = destination
    self.includesRequests = includesRequests
    let raw = cevents_flag()
    guard raw >= 0 else { throw .system(call: "eventfd", code: -raw) }
    flag = Descriptor(owning: raw)
    ended = try Latch()
    let output = try Self.open(destination)
    try LoopThread { [self] in work(output) }.detach()
  }

  /// How many lines were dropped.
  public var dropped: Int { lost.load(ordering: .relaxed) }

  /// Opens the file anew before the next line, because it was renamed or removed.
  public func reopen() { enter { $0.mustReopen = true } }

  /// Writes what waits, for some seconds at most, and ends the writer.
  public func close() {
    enter { $0.isClosed = true }
    ended.wait(milliseconds: 2000)
  }

  func write(_ record: AccessRecord) {
    guard includesRequests else { return }
    append { LogLine.append(record, unixMicroseconds: MonotonicClock.unixMicroseconds(), to: &$0) }
  }

  func write(_ failure: HandlerFailure) {
    append { LogLine.append(failure, unixMicroseconds: MonotonicClock.unixMicroseconds(), to: &$0) }
  }

  private func append(_ line: (inout [UInt8]) -> Void) {
    enter { state in
      if state.buffer.count < Self.mostBytes { line(&state.buffer) } else { lost.add(1, ordering: .relaxed) }
    }
  }

  private func enter(_ change: (inout State) -> Void) {
    let mustWake = state.withLock { state in
      change(&state)
      defer { state.isQuiet = false }
      return state.isQuiet
    }
    if mustWake { _ = cevents_flag_raise(flag.raw) }
  }

  // MARK: The writer

  private func work(_ first: Int32) {
    var output = first
    while true {
      _ = cevents_await(flag.raw)
      // Lines come in crowds; a short wait makes one write of them.
      usleep(10_000)
      _ = cevents_flag_lower(flag.raw)
      let (bytes, mustReopen, isClosed) = state.withLock { state in
        defer { (state.buffer, state.mustReopen, state.isQuiet) = ([], false, true) }
        return (state.buffer, state.mustReopen, state.isClosed)
      }
      if mustReopen, case .file = destination, let new = try? Self.open(destination) {
        _ = Glibc.close(output)
        output = new
      }
      put(bytes, to: output)
      guard !isClosed else { break }
    }
    if case .file = destination { _ = Glibc.close(output) }
    ended.open()
  }

  private func put(_ bytes: [UInt8], to output: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The bytes belong to the array for the length of the call, and the kernel is told how many there are.
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        // A full disk or a closed pipe: the lines are lost, and the server goes on.
        lost.add(rest.count { $0 == 0x0A }, ordering: .relaxed)
        return
      }
    }
  }

  private static func open(_ destination: Destination) throws(ServerError) -> Int32 {
    switch destination {
    case .standardOutput: return STDOUT_FILENO
    case .standardError: return STDERR_FILENO
    case .file(let path):
      let raw = unsafe Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
      guard raw >= 0 else { throw .logFile(path: path, reason: ServerError.text(errno)) }
      return raw
    }
  }
}
