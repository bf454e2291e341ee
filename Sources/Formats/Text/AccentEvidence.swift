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
  /// How lines end: with CR, with LF, with both.
  private var (returns, lineFeeds, pairs) = (0, 0, 0)
  /// The first byte above ASCII.
  private var first: Sight?
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
        if byte == 0x0D { returns += 1 } else { lineFeeds += 1 }
        if byte == 0x0A, previous == 0x0D { pairs += 1 }
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
    if let place = implausible ?? (isOdd ? odd : nil) {
      return .implausible(place.bytes[0], at: place.position, probable: probable, mayBeMeant: implausible == nil)
    }
    if strays > 0, let sequence { return .mixed(utf8: sequence.bytes, at: sequence.position) }
    // Lines that end as those of the old Macintosh are a sign that its letters are there too.
    if returns - pairs > lineFeeds, let first { return .macintosh(first.bytes[0], at: first.position) }
    return nil
  }

  /// Whether what is odd in Windows-1252 is better explained by an encoding in which all of the bytes are French letters.
  private var isOdd: Bool {
    odds > 0 && max(score(.cp850), score(.macRoman)) > score(.windows1252) - odds * Self.oddity
  }

  /// Looks at a run of bytes above ASCII between two others.
  private mutating func judge(before next: UInt8) {
    if first == nil { first = run.first.map { Sight(bytes: [$0], position: place(0, column)) } }
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
    if implausible == nil, Self.isImplausible(byte, after: left, before: right) {
      implausible = Sight(bytes: [byte], position: place(index, column))
    }
    if Self.isOdd(byte, after: left, before: right) {
      odds += 1
      if odd == nil { odd = Sight(bytes: [byte], position: place(index, column)) }
    }
  }

  /// The encoding in which the bytes are the letters of French text; nil if that cannot be told.
  private var probable: TextEncoding? {
    let (dos, mac) = (score(.cp850), score(.macRoman))
    if max(dos, mac) <= 0 || dos == mac { return nil }
    return dos > mac ? .cp850 : .macRoman
  }

  /// How much the bytes speak for French text in an encoding.
  private func score(_ encoding: TextEncoding) -> Int {
    guard let table = SingleByteTable.of(encoding) else { return 0 }
    return (0x80...0xFF).reduce(0) { sum, byte in
      let scalar = table.scalar(UInt8(byte)) ?? "\0"
      // A capital among capitals says what a small letter does among small ones.
      let folded = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      let (isCapital, isSmall) = (folded != scalar, scalar.properties.uppercaseMapping != String(scalar))
      return sum + small[byte] * (Self.weights[folded] ?? -1) / (isCapital ? 4 : 1)
        + capital[byte] * (Self.weights[folded] ?? -1) / (isSmall ? 4 : 1)
    }
  }

  /// How much something odd speaks against it.
  private static let oddity = 5

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
}
