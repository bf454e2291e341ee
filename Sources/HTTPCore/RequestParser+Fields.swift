extension RequestParser {
  /// Reads field lines; the head when the empty line after them has come.
  mutating func readFields() throws(HTTPFault) -> RequestHead? {
    while let line = try takeFieldLine() {
      if line.isEmpty {
        stage = .bodyStart
        let complete = try head.finish()
        framing = complete.framing
        return complete
      }
      let field = try FieldLine(buffer.span.extracting(line))
      try head.add(field)
    }
    return nil
  }

  /// Reads the fields after the last chunk; false when they are not complete.
  mutating func readTrailers() throws(HTTPFault) -> Bool {
    while let line = try takeFieldLine() {
      if line.isEmpty { return true }
      let field = try FieldLine(buffer.span.extracting(line))
      switch field.name {
      case "content-length", "transfer-encoding", "host", "trailer", "te", "connection", "expect", "authorization",
        "content-encoding", "content-type", "content-range", "cookie", "if-match", "if-none-match", "idempotency-key":
        throw .badRequest(.malformedTrailer, "The field \(field.name) may not be a trailer.")
      default: break
      }
    }
    return false
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
