import Testing

@testable import HTTPCore

struct RequestHandlerTests {
  private final class Plain: RequestHandler {
    func respond(to request: HTTPRequest, _ sink: ResponseSink) -> HTTPResponse? { nil }
  }

  @Test func aFaultIsAProblemDocument() {
    let fault = HTTPFault(.badRequest, .malformedHost, "A \"quoted\" \\ word\n.")
    let response = Plain().faultResponse(fault, to: nil)
    #expect(response.status == .badRequest)
    #expect(response.fields["content-type"] == "application/problem+json")
    #expect(response.closesConnection)
    let body = String(decoding: response.body, as: UTF8.self)
    #expect(
      body == "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"code\":\"malformed-host\","
        + "\"detail\":\"A \\\"quoted\\\" \\\\ word .\"}")
  }

  @Test func theMediaTypeOfARequest() throws {
    var head = RequestHead(method: .post, target: try RequestTarget("/"))
    #expect(HTTPRequest(head: head).mediaType == nil)
    head.fields.set("Content-Type", "Application/JSON; charset=utf-8")
    #expect(HTTPRequest(head: head).mediaType == "application/json")
  }
}
