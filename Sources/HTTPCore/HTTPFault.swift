/// Why a message cannot be served, told so that a person and a program both understand it.
public struct HTTPFault: Error, Sendable, Equatable {
  /// The status to answer with.
  public let status: HTTPStatus
  /// The stable name of the reason.
  public let kind: Kind
  /// One sentence for a person.
  public let detail: String
  /// Whether the connection has to be closed after the answer, because what follows cannot be trusted.
  public let closes: Bool

  /// Makes a fault.
  public init(_ status: HTTPStatus, _ kind: Kind, _ detail: String, closes: Bool = true) {
    self.status = status
    self.kind = kind
    self.detail = detail
    self.closes = closes
  }
}

extension HTTPFault {
  /// The stable name of a reason; other modules may add their own.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    /// The name, lower case with hyphens.
    public let name: String

    /// Makes a kind of its name.
    public init(_ name: String) { self.name = name }

    /// The name.
    public var description: String { name }

    /// The request line is not method, target and version with one space between.
    public static let malformedRequestLine = Kind("malformed-request-line")
    /// The target is no valid path and query.
    public static let malformedTarget = Kind("malformed-target")
    /// The method is none of those known.
    public static let unknownMethod = Kind("unknown-method")
    /// The version is neither 1.0 nor 1.1.
    public static let unsupportedVersion = Kind("unsupported-version")
    /// The target is longer than the limit.
    public static let targetTooLong = Kind("target-too-long")
    /// A carriage return or a line feed stands alone.
    public static let bareLineEnding = Kind("bare-line-ending")
    /// A field goes on over a second line.
    public static let foldedField = Kind("folded-field")
    /// A field's name is no token, or is not followed at once by a colon.
    public static let malformedFieldName = Kind("malformed-field-name")
    /// A field's value holds control bytes or is not UTF-8.
    public static let malformedFieldValue = Kind("malformed-field-value")
    /// The fields are longer than the limit.
    public static let fieldsTooLarge = Kind("fields-too-large")
    /// There are more fields than the limit.
    public static let tooManyFields = Kind("too-many-fields")
    /// `Host` is missing, repeated or malformed.
    public static let malformedHost = Kind("malformed-host")
    /// `Content-Length` is repeated or no plain number.
    public static let malformedContentLength = Kind("malformed-content-length")
    /// `Content-Length` stands beside `Transfer-Encoding`.
    public static let conflictingLength = Kind("conflicting-length")
    /// `Transfer-Encoding` is something other than one `chunked`.
    public static let unsupportedTransferEncoding = Kind("unsupported-transfer-encoding")
    /// A chunk's size, extension or end is malformed.
    public static let malformedChunk = Kind("malformed-chunk")
    /// A trailer field is one that may not be a trailer.
    public static let malformedTrailer = Kind("malformed-trailer")
    /// The body is longer than the limit.
    public static let bodyTooLarge = Kind("body-too-large")
    /// `Expect` asks for something other than `100-continue`.
    public static let unknownExpectation = Kind("unknown-expectation")
    /// The head did not arrive in time.
    public static let headTimeout = Kind("head-timeout")
    /// The body did not arrive in time, or too slowly.
    public static let bodyTimeout = Kind("body-timeout")
    /// There are more connections than the limit.
    public static let tooManyConnections = Kind("too-many-connections")
    /// A handler gave its answer up without sending one.
    public static let unanswered = Kind("unanswered")
    /// A handler failed.
    public static let handlerFailed = Kind("handler-failed")
    /// There is more to do, or more to hold, than the server can.
    public static let overloaded = Kind("overloaded")
  }

  /// A handler failed, and what happened is for the log only.
  package static let handlerFailed = HTTPFault(
    .internalServerError, .handlerFailed, "The request could not be answered.", closes: false)

  /// There is too much to do; the client may come back.
  package static let overloaded = HTTPFault(
    .serviceUnavailable, .overloaded, "There is too much to do at the moment; try again soon.", closes: false)

  static func badRequest(_ kind: Kind, _ detail: String) -> HTTPFault { HTTPFault(.badRequest, kind, detail) }
}
