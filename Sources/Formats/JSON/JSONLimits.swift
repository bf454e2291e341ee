/// How much a JSON text may ask of the reader.
public struct JSONLimits: Sendable, Hashable {
  /// The deepest nesting that any limit can allow; the reader calls itself once per level.
  public static let deepestNesting = 256

  /// How many arrays and objects may stand inside one another.
  public let nesting: Int
  /// The largest text in bytes.
  public let bytes: Int

  /// Sets the limits; a nesting above `deepestNesting` counts as that.
  public init(nesting: Int, bytes: Int = 64 << 20) {
    self.nesting = min(max(nesting, 0), Self.deepestNesting)
    self.bytes = bytes
  }

  /// Limits for files that people keep: 64 levels, 64 MiB.
  public static let file = JSONLimits(nesting: 64)
  /// Limits for the body of a request: 32 levels, 1 MiB.
  public static let request = JSONLimits(nesting: 32, bytes: 1 << 20)
}
