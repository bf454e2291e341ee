import Glibc

/// A file descriptor with one owner, closed with it.
struct Descriptor: ~Copyable, Sendable {
  let raw: Int32

  /// Takes a descriptor that nobody else will close.
  init(owning raw: Int32) { self.raw = raw }

  deinit { _ = close(raw) }
}
