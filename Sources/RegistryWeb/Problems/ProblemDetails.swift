import Catalogue
import Formats
import HTTPCore
import LicenceRegistry
import Licensing

/// What is wrong with a request, as RFC 9457 writes it: a stable code, a sentence, and every fault with its place.
struct ProblemDetails {
  /// One fault of a request.
  struct Fault {
    /// A stable code.
    var code: String
    /// The place in the body as a JSON pointer (RFC 6901), or `nil` for a fault elsewhere.
    var pointer: String?
    /// The query parameter, for a fault in the query.
    var parameter: String?
    /// What is wrong, and what to do.
    var detail: String
    /// The problem of a file that it tells of, whose members it has too.
    var problem: Problem?
    /// The language of the problem's texts.
    var language = Language.english

    /// A fault of a file, with the place in it.
    init(_ problem: Problem, _ language: Language) {
      let problem = problem.remote
      code = problem.code
      let hint = problem.hint.map { "; " + language(en: $0.en, fr: $0.fr) } ?? ""
      detail = problem.line(inFrench: language == .french) + hint
      self.problem = problem
      self.language = language
    }

    /// A fault of a field, which stands in the body or in the query.
    init(_ code: String, field: String, inQuery: Bool, _ detail: String) {
      self.code = code
      pointer = inQuery ? nil : "/" + field.escapedForPointer
      parameter = inQuery ? field : nil
      self.detail = detail
    }

    /// A fault that has no place in the request.
    init(_ code: String, _ detail: String) {
      self.code = code
      self.detail = detail
    }

    /// A fault of a value in the body, given by the steps that lead to it.
    init(_ code: String, path: [String], _ detail: String) {
      self.code = code
      pointer = path.map { "/" + $0.escapedForPointer }.joined()
      self.detail = detail
    }
  }

  let status: HTTPStatus
  let code: String
  let detail: String
  let faults: [Fault]

  /// A problem of a code, in a sentence.
  init(status: HTTPStatus, code: String, detail: String, faults: [Fault] = []) {
    self.status = status
    self.code = code
    self.detail = detail
    self.faults = faults
  }

  /// A bad request with these faults, at least one.
  init(status: HTTPStatus = .badRequest, faults: [Fault]) {
    let detail = faults.map { fault in
      let place = fault.pointer ?? fault.parameter ?? ""
      return place.isEmpty ? fault.detail : "\(place): \(fault.detail)"
    }.joined(separator: "; ")
    self.init(status: status, code: faults.first?.code ?? "request.invalid_value", detail: detail, faults: faults)
  }

  /// The problem with every text as `mask` gives it: what was typed may be a licence code.
  func shown(_ mask: (String) throws -> String) rethrows -> ProblemDetails {
    let faults = try faults.map { fault in
      var shown = fault
      shown.pointer = try fault.pointer.map(mask)
      shown.parameter = try fault.parameter.map(mask)
      shown.detail = try mask(fault.detail)
      shown.problem = try fault.problem?.mapped(mask)
      return shown
    }
    return ProblemDetails(status: status, code: code, detail: try mask(detail), faults: faults)
  }

  /// The response that says so.
  var response: HTTPResponse {
    var writer = JSONWriter(capacity: 512)
    writer.beginObject()
    writer.member("type", "about:blank")
    writer.member("title", status.reason)
    writer.member("status", status.code)
    writer.member("code", code)
    writer.member("detail", detail)
    if !faults.isEmpty {
      writer.key("errors")
      writer.beginArray()
      for fault in faults {
        writer.beginObject()
        writer.member("code", fault.code)
        if let pointer = fault.pointer { writer.member("pointer", pointer) }
        if let parameter = fault.parameter { writer.member("parameter", parameter) }
        writer.member("detail", fault.detail)
        if let problem = fault.problem { writer.members(of: problem, fault.language) }
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    var response = HTTPResponse(status: status, contentType: ProblemDetails.mediaType, body: writer.bytes)
    // What is wrong now may be right later: a 404 would otherwise be kept on the way.
    response.fields.set("cache-control", "no-store")
    return response
  }

  fileprivate static let mediaType = "application/problem+json"
}

extension HTTPResponse {
  /// The answer with its language named, where it tells a problem; others name theirs themselves.
  func naming(_ language: Language) -> HTTPResponse {
    guard fields["content-type"] == ProblemDetails.mediaType, !fields.contains("content-language") else { return self }
    var response = self
    response.fields.set("content-language", language.rawValue)
    return response
  }
}

extension String {
  /// The text as one step of a JSON pointer.
  fileprivate var escapedForPointer: String {
    reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : "\($1)" }
  }
}
