/// The kinds of line in a message, told apart by what is answered when one is too long.
enum LineKind {
  case request
  case field
  case chunk

  func tooLong(_ limits: HTTPLimits) -> HTTPFault {
    switch self {
    case .request:
      HTTPFault(.targetTooLong, .targetTooLong, "The target is longer than \(limits.targetBytes) bytes.")
    case .field:
      HTTPFault(.fieldsTooLarge, .fieldsTooLarge, "The header fields are too long.")
    case .chunk:
      .badRequest(.malformedChunk, "The line before a chunk is too long.")
    }
  }
}
