extension RequestParser {
  /// Chooses how the body is read, now that its limit is known; an event if the message ends here.
  mutating func startBody() throws(HTTPFault) -> ParserEvent? {
    switch framing {
    case .none:
      stage = .fixedBody(remaining: 0)
    case .length(let length):
      guard length <= bodyLimit else { throw bodyTooLarge }
      stage = .fixedBody(remaining: length)
    case .chunked:
      stage = .chunkLine
    }
    return nil
  }

  private var bodyTooLarge: HTTPFault {
    HTTPFault(.contentTooLarge, .bodyTooLarge, "The body is longer than \(bodyLimit) bytes.")
  }

  /// Reads the line before a chunk; false when it is not complete.
  mutating func readChunkLine() throws(HTTPFault) -> Bool {
    guard let line = try takeLine(limits.chunkLineBytes + 2, .chunk) else { return false }
    let chunk: ChunkLine
    do {
      chunk = try ChunkLine(buffer.span.extracting(line))
    } catch {
      throw Self.verdict(error, on: buffer.span.extracting(line))
    }
    chunkExtensionBytes += chunk.extensionBytes
    guard chunkExtensionBytes <= limits.chunkExtensionBytes else {
      throw .badRequest(.malformedChunk, "The chunk extensions are too long.")
    }
    guard chunk.size > 0 else {
      (fieldsStart, fieldBytes, fieldCount) = (start, 0, 0)
      stage = .trailers
      return true
    }
    guard chunk.size <= bodyLimit - bodyBytes else { throw bodyTooLarge }
    bodyBytes += chunk.size
    stage = .chunkData(remaining: chunk.size)
    return true
  }

  /// Reads the end of line after a chunk's bytes; false when it is not complete.
  mutating func readChunkEnd() throws(HTTPFault) -> Bool {
    // Each byte is judged as it comes, so that the verdict does not depend on how many came with it.
    if start < buffer.count, buffer[start] != Byte.carriageReturn { throw chunkOverrun }
    guard start + 1 < buffer.count else { return false }
    guard buffer[start + 1] == Byte.lineFeed else { throw chunkOverrun }
    start += 2
    searched = start
    stage = .chunkLine
    return true
  }

  private var chunkOverrun: HTTPFault {
    .badRequest(.malformedChunk, "A chunk is not followed by the end of its line.")
  }
}
