/// Names of requests, by which an answer, the log and a report of a fault are brought together.
public enum RequestID {
  /// The longest id that is taken from a client, in bytes.
  public static let longest = 64

  /// The id that a client or a proxy gave in `x-request-id`, if it can go into a log as it is: letters, digits and
  /// `-._~:/+=`, at most ``longest`` bytes.
  ///
  /// - Parameter fields: the request's fields; with more than one id, none is taken.
  public static func given(in fields: HTTPFields) -> String? {
    guard fields.contains("x-request-id") else { return nil }
    let given = fields.values("x-request-id")
    return given.count == 1 && isPlain(given[0]) ? given[0] : nil
  }

  private static func isPlain(_ text: String) -> Bool {
    guard (1...longest).contains(text.utf8.count) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D...0x2F, 0x3A, 0x3D, 0x5F, 0x7E: true
      default: false
      }
    }
  }

  /// Makes the ids of one event loop: eight characters that no other loop or run has, as good as certainly, and a count.
  public struct Source: Sendable {
    /// The last id: eight characters of its own, and seven that count.
    private var last: InlineArray<15, UInt8>
    private var count: UInt64 = 0

    /// Makes a source.
    ///
    /// - Parameter seed: a random number, of which 40 bits are used.
    public init(seed: UInt64) {
      last = InlineArray { place in Self.digit(place < 8 ? seed >> UInt64((7 - place) * 5) : 0) }
    }

    /// The next id: fifteen characters, which Swift keeps in a text without an allocation.
    public mutating func next() -> String {
      count += 1
      // A digit changes only when all behind it have begun anew.
      var (place, rest) = (14, count)
      last[place] = Self.digit(rest)
      while rest & 31 == 0, place > 8 {
        place -= 1
        rest >>= 5
        last[place] = Self.digit(rest)
      }
      return last.span.text
    }

    /// A digit of base 32.
    private static func digit(_ number: UInt64) -> UInt8 { digits[Int(number & 31)] }

    /// The digits, without the letters that look like others: i, l, o and u.
    private static let digits: InlineArray<32, UInt8> = [
      0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x6A,
      0x6B, 0x6D, 0x6E, 0x70, 0x71, 0x72, 0x73, 0x74, 0x76, 0x77, 0x78, 0x79, 0x7A,
    ]
  }
}
