/// A file of an import: its name, its size and its digest.
public struct ImportedFile: Sendable, Hashable {
  /// The file's name, as it was given.
  public var name: String
  /// How many bytes it had.
  public var bytes: Int
  /// The SHA-256 digest of its bytes, in hexadecimal; empty if it was not read to its end.
  public var digest: String
}
