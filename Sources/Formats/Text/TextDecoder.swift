/// Turns the bytes of a text file into UTF-8, chunk by chunk, without its byte order mark.
///
/// What comes out is valid UTF-8 without NUL; the first byte that cannot be read so is an error with its position.
/// The text before the fault has been appended when the error is thrown; the decoder is of no use after it.
public struct TextDecoder: Sendable {
  /// The encoding that the bytes are read in.
  public let encoding: TextEncoding
  private let table: SingleByteTable?
  private var carried: [UInt8] = []
  private var highSurrogate: UInt16?
  private var isAtStart = true
  /// Whether the file began with the mark of UTF-8.
  private var hasMark = false
  private var tracker = PositionTracker()

  /// Makes a decoder for one file.
  public init(_ encoding: TextEncoding) {
    self.encoding = encoding
    table = SingleByteTable.of(encoding)
  }

  /// Decodes the next chunk and appends its text; a character that the chunk cuts waits for the next one.
  public mutating func decode(_ chunk: [UInt8], into output: inout [UInt8]) throws(TextDecodingError) {
    let start = output.count
    let fault = transcode(chunk, into: &output)
    tracker.advance(over: output.span.extracting(start..<output.count))
    if let fault { throw error(fault, at: tracker.position) }
  }

  /// Says that the file has ended; throws if it ended inside a character.
  public func finish() throws(TextDecodingError) {
    if isInsideCharacter { throw error(.truncated, at: tracker.position) }
  }

  /// What can be wrong with bytes.
  enum Fault {
    case unpaired, truncated, nul
    case malformed(UInt8)
    case undefined(UInt8)
  }

  /// Whether the bytes so far end inside a character.
  var isInsideCharacter: Bool { !carried.isEmpty || highSurrogate != nil }

  /// Does the work of `decode` for a caller that knows the position itself, which is quicker.
  mutating func transcode(_ chunk: [UInt8], into output: inout [UInt8]) -> Fault? {
    let start = output.count
    var fault: Fault?
    if let table {
      fault = decode(chunk, table, into: &output)
    } else if encoding == .utf16le || encoding == .utf16be {
      fault = decodeUTF16(chunk, into: &output)
    } else {
      fault = decodeUTF8(chunk, into: &output)
    }
    if let nul = output[start...].firstIndex(of: 0) {
      output.removeSubrange(nul...)
      fault = .nul
    }
    return fault
  }

  /// The error for a fault.
  func error(_ fault: Fault, at position: SourcePosition) -> TextDecodingError {
    switch fault {
    case .nul: .nul(at: position, encoding)
    case .truncated: .truncated(at: position, encoding)
    case .undefined(let byte): .undefined(byte, at: position, encoding)
    case .malformed(let byte): .invalidUTF8(byte, at: position, encoding, hasMark: hasMark)
    case .unpaired: .invalidUTF16(at: position, encoding)
    }
  }

  private mutating func decodeUTF8(_ chunk: [UInt8], into output: inout [UInt8]) -> Fault? {
    let bytes = carried.isEmpty ? chunk : carried + chunk
    var whole = UTF8Validator.wholeCharacters(bytes)
    carried = Array(bytes[whole...])
    let fault = UTF8Validator.firstFault(bytes.span.extracting(first: whole))
    whole = fault ?? whole
    var from = 0
    if isAtStart, whole > 0 {
      isAtStart = false
      if bytes[..<whole].starts(with: TextEncoding.utf8WithBOM.byteOrderMark) {
        from = 3
        hasMark = true
      }
    }
    output.append(contentsOf: bytes[from..<whole])
    return fault.map { .malformed(bytes[$0]) }
  }

  private mutating func decodeUTF16(_ chunk: [UInt8], into output: inout [UInt8]) -> Fault? {
    let bytes = carried.isEmpty ? chunk : carried + chunk
    let low = encoding == .utf16le ? 0 : 1
    output.reserveCapacity(output.count + bytes.count)
    var index = 0
    while index + 1 < bytes.count {
      let unit = UInt16(bytes[index + 1 - low]) << 8 | UInt16(bytes[index + low])
      index += 2
      if let high = highSurrogate {
        guard 0xDC00...0xDFFF ~= unit else { return .unpaired }
        let value = 0x10000 + (UInt32(high - 0xD800) << 10 | UInt32(unit - 0xDC00))
        highSurrogate = nil
        if let scalar = Unicode.Scalar(value) { output.append(utf8: scalar) }
      } else if 0xD800...0xDBFF ~= unit {
        highSurrogate = unit
      } else if let scalar = Unicode.Scalar(unit) {
        if !(isAtStart && scalar == "\u{FEFF}") { output.append(utf8: scalar) }
      } else {
        return .unpaired
      }
      isAtStart = false
    }
    carried = Array(bytes[index...])
    return nil
  }

  private func decode(_ chunk: [UInt8], _ table: SingleByteTable, into output: inout [UInt8]) -> Fault? {
    output.reserveCapacity(output.count + chunk.count)
    var index = 0
    while index < chunk.count {
      let runStart = index
      while index < chunk.count, chunk[index] < 0x80 { index += 1 }
      output.append(contentsOf: chunk[runStart..<index])
      guard index < chunk.count else { break }
      guard let scalar = table.scalar(chunk[index]) else { return .undefined(chunk[index]) }
      output.append(utf8: scalar)
      index += 1
    }
    return nil
  }
}
