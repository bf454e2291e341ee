/// The least problem details of RFC 9457, for faults found before any handler has a say.
enum ProblemBody {
  static func response(_ fault: HTTPFault) -> HTTPResponse {
    var text = "{\"type\":\"about:blank\",\"title\":\"\(fault.status.reason)\",\"status\":\(fault.status.code)"
    text += ",\"code\":\"\(escaped(fault.kind.name))\",\"detail\":\"\(escaped(fault.detail))\"}"
    var response = HTTPResponse(
      status: fault.status, contentType: "application/problem+json", body: Array(text.utf8))
    response.closesConnection = fault.closes
    return response
  }

  /// JSON string text; control characters cannot matter in our own sentences and become spaces.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
