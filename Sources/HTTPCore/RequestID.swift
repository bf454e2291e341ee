/// Names of requests, by which an answer, the log and a report of a fault are brought together.
public enum RequestID {
  /// The longest id that is taken from a client, in bytes.
  public static let longest = 64

  /// The id that a client or a proxy gave in `x-request-id`, if it can go into a log as it is: letters, digits and
  /// `-._~:/+=`, at most ``longest`` bytes.
  ///
  /// - Parameter fields: the request's fields; with more than one id, none is taken.
  public static func given(in fields: HTTPFields) -> String? {
    var given: String?
    for field in fields where field.name == "x-request-id" {
      guard given == nil, isPlain(field.value) else { return nil }
      given = field.value
    }
    return given
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
    private let prefix: UInt64
    private var count: UInt64 = 0

    /// Makes a source.
    ///
    /// - Parameter seed: a random number, of which 40 bits are used.
    public init(seed: UInt64) {
      prefix = seed
    }

    /// The next id: fifteen characters, which Swift keeps in a text without an allocation.
    public mutating func next() -> String {
      count += 1
      let bytes = InlineArray<15, UInt8> { place in
        Self.digit(place < 8 ? prefix >> UInt64((7 - place) * 5) : count >> UInt64((14 - place) * 5))
      }
      do {
        return String(copying: try UTF8Span(validating: bytes.span))
      } catch {
        preconditionFailure("the digits are ASCII")
      }
    }

    /// A digit of base 32, without the letters that look like others.
    private static func digit(_ number: UInt64) -> UInt8 {
      let value = UInt8(number & 31)
      switch value {
      case ..<10: return 0x30 + value
      // From "a" on, passing over i, l, o and u.
      case ..<18: return 0x61 + value - 10
      case ..<20: return 0x6A + value - 18
      case ..<22: return 0x6D + value - 20
      case ..<27: return 0x70 + value - 22
      default: return 0x76 + value - 27
      }
    }
  }
}
