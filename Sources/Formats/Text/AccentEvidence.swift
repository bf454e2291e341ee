/// What the bytes above ASCII of a file say together of its encoding.
///
/// Bytes that make a character in UTF-8 seldom stand side by side in another encoding; and letters of MS-DOS or of the
/// old Macintosh, read as Windows-1252, become signs that no one writes inside a word.
struct AccentEvidence: Sendable {
  /// Something seen for the first time.
  struct Sight: Sendable {
    let bytes: [UInt8]
    let position: SourcePosition
  }

  /// The longest run of bytes above ASCII that is looked at as one.
  private static let longestRun = 4096

  /// The first byte that is no part of a UTF-8 character.
  private(set) var stray: Sight?
  private var strays = 0
  /// The first UTF-8 character that is unlikely to be anything else.
  private(set) var sequence: Sight?
  private var sequences = 0
  /// The first byte that stands for nothing, or for nothing likely, in Windows-1252.
  private(set) var implausible: Sight?
  /// The same of bytes that a person may write so, once.
  private var odd: Sight?
  private var odds = 0
  /// How many there are of each byte, among small letters and among capitals.
  private var small = [Int](repeating: 0, count: 256)
  private var capital = [Int](repeating: 0, count: 256)

  private var run: [UInt8] = []
  private var previous: UInt8 = 0
  private var line = 1
  /// The column where every byte is a character, and where UTF-8 is.
  private var (column, utf8Column) = (1, 1)

  /// Looks at the next bytes.
  mutating func consume(_ chunk: [UInt8]) {
    for byte in chunk {
      if byte >= 0x80 {
        run.append(byte)
        if run.count == Self.longestRun { judge(before: 0) }
        continue
      }
      if !run.isEmpty { judge(before: byte) }
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || previous != 0x0D { line += 1 }
        (column, utf8Column) = (1, 1)
      } else {
        column += 1
        utf8Column += 1
      }
      previous = byte
    }
  }

  /// The error for a file that is neither UTF-8 nor Windows-1252 throughout; nil if it may well be Windows-1252.
  ///
  /// - Parameter isComplete: whether the bytes were the whole file.
  func doubt(isComplete: Bool) -> TextDecodingError? {
    var whole = self
    if isComplete, !run.isEmpty { whole.judge(before: 0) }
    return whole.doubt
  }

  private var doubt: TextDecodingError? {
    // What there is less of is the slip.
    if sequences > 0, sequences >= strays, let stray { return .mixed(stray: stray.bytes[0], at: stray.position) }
    let total = (small + capital).reduce(0, +)
    if let place = implausible ?? (odds * 2 > total ? odd : nil) {
      return .implausible(place.bytes[0], at: place.position, probable: probable)
    }
    return strays > 0 ? sequence.map { .mixed(utf8: $0.bytes, at: $0.position) } : nil
  }

  /// Looks at a run of bytes above ASCII between two others.
  private mutating func judge(before next: UInt8) {
    var index = 0
    var found = 0
    while index < run.count {
      let length = Self.sequenceLength(run[index...])
      if length > 1 { found += 1 }
      index += length
    }
    index = 0
    var utf8Characters = 0
    while index < run.count {
      let length = Self.sequenceLength(run[index...])
      if length > 1, !Self.isAccident(run[index..<(index + length)], alone: found == 1) {
        sequences += 1
        if sequence == nil {
          sequence = Sight(bytes: Array(run[index..<(index + length)]), position: place(index, column))
        }
      } else {
        for index in index..<(index + length) {
          weigh(
            index, after: index > 0 ? run[index - 1] : previous,
            before: index + 1 < run.count ? run[index + 1] : next)
        }
      }
      if length == 1 {
        strays += 1
        if stray == nil { stray = Sight(bytes: [run[index]], position: place(utf8Characters, utf8Column)) }
      }
      index += length
      utf8Characters += 1
    }
    column += run.count
    utf8Column += utf8Characters
    previous = run.last ?? previous
    run.removeAll(keepingCapacity: true)
  }

  private func place(_ characters: Int, _ column: Int) -> SourcePosition {
    SourcePosition(line: line, column: column + characters)
  }

  /// Notes a byte that is unlikely where it stands, if it is Windows-1252.
  private mutating func weigh(_ index: Int, after left: UInt8, before right: UInt8) {
    let byte = run[index]
    if 0x41...0x5A ~= right || 0x41...0x5A ~= left && !(0x61...0x7A ~= right) {
      capital[Int(byte)] += 1
    } else {
      small[Int(byte)] += 1
    }
    let isInside = Self.isLower(left) && Self.isLower(right)
    let isImplausible =
      switch byte {
      case 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
      // ‚ ƒ ˆ ˜ belong after no letter; Š Œ Ž Ÿ are capitals.
      case 0x82, 0x83, 0x88, 0x98: Self.isLower(left) || Self.isUpper(left)
      case 0x8A, 0x8C, 0x8E, 0x9F: Self.isLower(left) || Self.isUpper(left) && Self.isLower(right)
      // € „ † ‡ ‰ ‹
      case 0x80, 0x84, 0x86, 0x87, 0x89, 0x8B: isInside
      default: false
      }
    if isImplausible, implausible == nil { implausible = Sight(bytes: [byte], position: place(index, column)) }
    // “ ” • ™
    if 0x93...0x95 ~= byte || byte == 0x99, isInside || Self.isUpper(left) && Self.isLower(right) {
      odds += 1
      if odd == nil { odd = Sight(bytes: [byte], position: place(index, column)) }
    }
  }

  /// The encoding in which the bytes are the letters of French text; nil if that cannot be told.
  private var probable: TextEncoding? {
    func score(_ encoding: TextEncoding) -> Int {
      guard let table = SingleByteTable.of(encoding) else { return 0 }
      return (0x80...0xFF).reduce(0) { sum, byte in
        let scalar = table.scalar(UInt8(byte)) ?? "\0"
        // A capital among capitals says what a small letter does among small ones.
        let folded = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        let isCapital = folded != scalar
        return sum + small[byte] * (Self.weights[folded] ?? -1) / (isCapital ? 4 : 1)
          + capital[byte] * (Self.weights[folded] ?? -1) / (isCapital ? 1 : 4)
      }
    }
    let (dos, mac) = (score(.cp850), score(.macRoman))
    if max(dos, mac) <= 0 || dos == mac { return nil }
    return dos > mac ? .cp850 : .macRoman
  }

  /// How much a character speaks for French text.
  private static let weights: [Unicode.Scalar: Int] = {
    var weights: [Unicode.Scalar: Int] = ["é": 6]
    for scalar in "èàêç".unicodeScalars { weights[scalar] = 4 }
    for scalar in "âëîïôöùûüœæ°’«»–—€\u{A0}".unicodeScalars { weights[scalar] = 2 }
    return weights
  }()

  /// How many bytes the UTF-8 character has that begins here; 1 if none does.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
    let length =
      switch bytes.first ?? 0 {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let rest = bytes.dropFirst().prefix(length - 1)
    return rest.count == length - 1 && rest.allSatisfy { $0 & 0xC0 == 0x80 } ? length : 1
  }

  /// Whether bytes that are a UTF-8 character may be something else all the same: an accented letter of Windows-1252 and
  /// what closes a word, as in `fermé »` or `DÉPOSÉ…`, or one letter that no Latin script has.
  private static func isAccident(_ bytes: ArraySlice<UInt8>, alone: Bool) -> Bool {
    if alone, bytes.count == 2, bytes.first ?? 0 > 0xC5 { return true }
    guard let letter = bytes.first, "ÇÈÉÊËÎÏÔÖÙÛÜàâçèéêëîï".unicodeScalars.contains(Unicode.Scalar(letter)) else {
      return false
    }
    // … ’ ” – — › no-break space »
    return bytes.dropFirst().allSatisfy { [0x85, 0x92, 0x94, 0x96, 0x97, 0x9B, 0xA0, 0xBB].contains($0) }
  }

  /// Whether a byte is a small letter in Windows-1252.
  private static func isLower(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte || 0xDF...0xFF ~= byte && byte != 0xF7 || [0x9A, 0x9C, 0x9E].contains(byte)
  }

  /// Whether a byte is a capital in Windows-1252.
  private static func isUpper(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || 0xC0...0xDE ~= byte && byte != 0xD7
  }
}
