extension RequestParser {
  /// Reads field lines; the head when the empty line after them has come.
  mutating func readFields() throws(HTTPFault) -> RequestHead? {
    while let line = try takeFieldLine() {
      if line.isEmpty {
        stage = .bodyStart
        let complete = try head.finish(Array(buffer[fieldsStart..<line.lowerBound]))
        framing = complete.framing
        return complete
      }
      let field = try Self.field(line, of: buffer, from: fieldsStart)
      try head.add(field, of: buffer, from: fieldsStart)
    }
    return nil
  }

  /// Reads the fields after the last chunk; false when they are not complete.
  mutating func readTrailers() throws(HTTPFault) -> Bool {
    while let line = try takeFieldLine() {
      if line.isEmpty { return true }
      let field = try Self.field(line, of: buffer, from: fieldsStart)
      let place = fieldsStart + field.name.lowerBound..<fieldsStart + field.name.upperBound
      let name = String(decoding: buffer[place].map(Byte.lowered), as: UTF8.self)
      switch name {
      case "content-length", "transfer-encoding", "host", "trailer", "te", "connection", "expect", "authorization",
        "content-encoding", "content-type", "content-range", "cookie", "if-match", "if-none-match", "idempotency-key":
        throw .badRequest(.malformedTrailer, "The field \(name) may not be a trailer.")
      default: break
      }
    }
    return false
  }

  /// Where name and value of a line stand among the lines of all fields, which begin at `start`.
  private static func field(_ line: Range<Int>, of bytes: [UInt8], from start: Int) throws(HTTPFault) -> FieldLine {
    do {
      return try FieldLine(line.lowerBound - start..<line.upperBound - start, of: bytes.span.extracting(start...))
    } catch {
      throw verdict(error, on: bytes.span.extracting(line))
    }
  }

  private mutating func takeFieldLine() throws(HTTPFault) -> Range<Int>? {
    // The end of the line counts: two bytes more than the line itself.
    let window = min(limits.fieldLineBytes + 2, limits.fieldsBytes + 2 - fieldBytes)
    guard let line = try takeLine(window, .field) else { return nil }
    guard !line.isEmpty else { return line }
    fieldBytes += line.count + 2
    fieldCount += 1
    guard fieldBytes <= limits.fieldsBytes else { throw LineKind.field.tooLong(limits) }
    guard fieldCount <= limits.fieldCount else {
      throw HTTPFault(.fieldsTooLarge, .tooManyFields, "There are more than \(limits.fieldCount) header fields.")
    }
    return line
  }
}
