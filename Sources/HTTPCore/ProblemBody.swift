/// The least problem details of RFC 9457, for faults found before any handler has a say.
enum ProblemBody {
  static func response(_ fault: HTTPFault) -> HTTPResponse {
    var body = Array("{\"type\":\"about:blank\",\"title\":\"\(fault.status.reason)\"".utf8)
    body += ",\"status\":\(fault.status.code),\"code\":\"".utf8
    JSONText.append(fault.kind.name, to: &body)
    body += "\",\"detail\":\"".utf8
    JSONText.append(fault.detail, to: &body)
    body += "\"}".utf8
    var response = HTTPResponse(status: fault.status, contentType: "application/problem+json", body: body)
    response.closesConnection = fault.closes
    return response
  }
}
