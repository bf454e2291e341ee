/// A response status: its code, and the phrase that goes with it.
public struct HTTPStatus: Sendable, Hashable {
  /// Three digits.
  public let code: Int

  /// Makes a status of a code from 100 to 599; another code is our own bug.
  public init(_ code: Int) {
    precondition((100...599).contains(code), "HTTP status \(code) is outside 100 to 599")
    self.code = code
  }

  /// Whether RFC 9110 forbids a body under this status.
  public var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }

  /// The phrase for the status line; "Status" for a code that has none here.
  public var reason: String {
    switch code {
    case 100: "Continue"
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 205: "Reset Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 425: "Too Early"
    case 428: "Precondition Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    case 507: "Insufficient Storage"
    default: "Status"
    }
  }
}

extension HTTPStatus {
  /// Status 200.
  public static let ok = HTTPStatus(200)
  /// Status 201.
  public static let created = HTTPStatus(201)
  /// Status 202.
  public static let accepted = HTTPStatus(202)
  /// Status 204.
  public static let noContent = HTTPStatus(204)
  /// Status 303.
  public static let seeOther = HTTPStatus(303)
  /// Status 304.
  public static let notModified = HTTPStatus(304)
  /// Status 400.
  public static let badRequest = HTTPStatus(400)
  /// Status 401.
  public static let unauthorized = HTTPStatus(401)
  /// Status 403.
  public static let forbidden = HTTPStatus(403)
  /// Status 404.
  public static let notFound = HTTPStatus(404)
  /// Status 405.
  public static let methodNotAllowed = HTTPStatus(405)
  /// Status 408.
  public static let requestTimeout = HTTPStatus(408)
  /// Status 409.
  public static let conflict = HTTPStatus(409)
  /// Status 411.
  public static let lengthRequired = HTTPStatus(411)
  /// Status 412.
  public static let preconditionFailed = HTTPStatus(412)
  /// Status 413.
  public static let contentTooLarge = HTTPStatus(413)
  /// Status 414.
  public static let targetTooLong = HTTPStatus(414)
  /// Status 415.
  public static let unsupportedMediaType = HTTPStatus(415)
  /// Status 417.
  public static let expectationFailed = HTTPStatus(417)
  /// Status 422.
  public static let unprocessableContent = HTTPStatus(422)
  /// Status 428.
  public static let preconditionRequired = HTTPStatus(428)
  /// Status 429.
  public static let tooManyRequests = HTTPStatus(429)
  /// Status 431.
  public static let fieldsTooLarge = HTTPStatus(431)
  /// Status 500.
  public static let internalServerError = HTTPStatus(500)
  /// Status 501.
  public static let notImplemented = HTTPStatus(501)
  /// Status 503.
  public static let serviceUnavailable = HTTPStatus(503)
  /// Status 505.
  public static let versionNotSupported = HTTPStatus(505)
}
