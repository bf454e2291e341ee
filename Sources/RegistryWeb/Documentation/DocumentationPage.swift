import HTTPCore
import Licensing

/// The API's description as a page for people: made from the same list of operations as the OpenAPI document, without
/// scripts and without anything from elsewhere.
enum DocumentationPage {
  /// The answer with the page.
  static var response: HTTPResponse {
    var response = HTTPResponse(status: .ok, contentType: "text/html; charset=utf-8", body: html)
    response.fields.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
    response.fields.set("x-content-type-options", "nosniff")
    response.fields.set("cache-control", "no-store")
    return response
  }

  /// The page; made once.
  static let html: [UInt8] = {
    var page = HTMLText()
    page.add(
      markup: "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Licence registry: the API</title>")
    page.add(markup: "<meta name=\"viewport\" content=\"width=device-width\"><style>")
    page.add(markup: style)
    page.add(markup: "</style></head><body><nav>")
    contents(&page)
    page.add(markup: "</nav><main><h1>Licence registry: the API</h1>")
    page.paragraphs(OpenAPIDocument.introduction)
    for operation in Operation.all { section(operation, &page) }
    page.add(markup: "<h2 id=\"answers\">Answers of every operation</h2>")
    page.paragraphs("Besides its own, an operation may give these, as far as it takes a body, a key or a token.")
    answers(OpenAPIDocument.commonReplies, &page)
    page.add(markup: "<h2 id=\"roles\">Roles and rights</h2>")
    roles(&page)
    page.add(markup: "<h2 id=\"forms\">Forms</h2>")
    for (name, schema) in Schema.components {
      page.element("h3", id: "form-\(name)", name)
      form(schema, &page)
    }
    page.add(markup: "</main></body></html>")
    return Array(page.text.utf8)
  }()

  private static func contents(_ page: inout HTMLText) {
    page.add(markup: "<ul>")
    for operation in Operation.all {
      page.add(markup: "<li>")
      page.link(to: operation.name, "\(operation.method.rawValue) \(operation.path)")
      page.add(markup: "</li>")
    }
    for (id, title) in [("answers", "Answers of every operation"), ("roles", "Roles and rights"), ("forms", "Forms")] {
      page.add(markup: "<li>")
      page.link(to: id, title)
      page.add(markup: "</li>")
    }
    page.add(markup: "</ul>")
  }

  private static func section(_ operation: Operation, _ page: inout HTMLText) {
    page.add(markup: "<section>")
    page.element("h2", id: operation.name, "\(operation.method.rawValue) \(operation.path)")
    page.paragraphs(operation.summary)
    if !operation.description.isEmpty { page.paragraphs(operation.description) }
    let right = operation.right.map { "Needs the right `\($0.rawValue)`: \(OpenAPIDocument.roles(with: $0))." }
    page.paragraphs(right ?? "Needs no token.")
    if !operation.parameters.isEmpty {
      page.add(markup: "<table><thead><tr><th>Parameter</th><th>Form</th><th></th></tr></thead><tbody>")
      for parameter in operation.parameters {
        page.add(markup: "<tr><td>")
        page.element("code", parameter.name)
        page.add(parameter.place == .query ? "" : " (\(parameter.place.rawValue))")
        page.add(markup: "</td><td>")
        words(parameter.schema, &page)
        page.add(markup: "</td><td>")
        page.inline(parameter.description + (parameter.isRequired ? " Required." : ""))
        page.add(markup: "</td></tr>")
      }
      page.add(markup: "</tbody></table>")
    }
    if let body = operation.body {
      page.add(markup: "<h4>Body</h4>")
      page.inline("`\(body.types.joined(separator: "`, `"))` ")
      page.inline(body.description)
      form(body.schema, &page)
    }
    page.element("pre", curl(operation))
    answers(operation.replies, &page)
    page.add(markup: "</section>")
  }

  private static func answers(_ replies: [ReplyForm], _ page: inout HTMLText) {
    page.add(markup: "<table><thead><tr><th>Answer</th><th>Form</th><th></th></tr></thead><tbody>")
    for reply in replies {
      page.add(markup: "<tr><td>")
      page.add("\(reply.status.code) \(reply.status.reason)")
      page.add(markup: "</td><td>")
      if let schema = reply.schema { words(schema, &page) }
      page.add(markup: "</td><td>")
      page.inline(reply.description)
      for field in reply.fields { page.inline(" `\(field.name)`: \(field.description)") }
      page.add(markup: "</td></tr>")
    }
    page.add(markup: "</tbody></table>")
  }

  /// A line to paste into a terminal.
  private static func curl(_ operation: Operation) -> String {
    var path = operation.path
    var query: [String] = []
    for parameter in operation.parameters {
      guard let example = parameter.example else { continue }
      switch parameter.place {
      case .path: path = path.replacing("{\(parameter.name)}", with: example.percentEncoded)
      case .query where query.count < 2 || parameter.isRequired:
        query.append("\(parameter.name)=\(example.percentEncoded)")
      case .query, .header: break
      }
    }
    var words = ["curl"]
    if operation.method != .get { words.append("-X \(operation.method.rawValue)") }
    if operation.right != nil { words.append("-H \"authorization: Bearer $TOKEN\"") }
    if let body = operation.body {
      words.append("-H 'content-type: \(body.types[0])'")
      words.append(body.example.map { "-d '\($0)'" } ?? "--data-binary @FILE")
    }
    words.append("'http://127.0.0.1:8080\(path)\(query.isEmpty ? "" : "?" + query.joined(separator: "&"))'")
    return words.joined(separator: " ")
  }

  private static func roles(_ page: inout HTMLText) {
    page.add(markup: "<table><thead><tr><th>Right</th>")
    for role in Role.allCases { page.element("th", role.rawValue) }
    page.add(markup: "<th></th></tr></thead><tbody>")
    for right in Right.allCases {
      page.add(markup: "<tr><td>")
      page.element("code", right.rawValue)
      page.add(markup: "</td>")
      for role in Role.allCases { page.element("td", role.allows(right) ? "✓" : "") }
      page.element("td", right.summary)
      page.add(markup: "</tr>")
    }
    page.add(markup: "</tbody></table>")
  }

  /// The members of an object, or what else a form is.
  private static func form(_ schema: Schema, _ page: inout HTMLText) {
    guard case .object(let properties) = schema else {
      page.add(markup: "<p>")
      words(schema, &page)
      page.add(markup: "</p>")
      return
    }
    page.add(markup: "<table><tbody>")
    for property in properties {
      page.add(markup: "<tr><td>")
      page.element("code", property.name)
      page.add(markup: "</td><td>")
      words(property.schema, &page)
      if !property.isRequired { page.add(", may be left out") }
      page.add(markup: "</td><td>")
      page.inline(property.description ?? "")
      page.add(markup: "</td></tr>")
    }
    page.add(markup: "</tbody></table>")
  }

  /// A form in words.
  private static func words(_ schema: Schema, _ page: inout HTMLText) {
    switch schema {
    case .text(_, _, let format): page.add(format == "date" ? "day" : format == "date-time" ? "time" : "text")
    case .recordID(let prefix, _): page.inline("id (`\(prefix)_…`)")
    case .choice(let values): page.inline(values.map { "`\($0)`" }.joined(separator: ", "))
    case .constant(let value): page.element("code", value)
    case .integer(let range):
      page.add("number")
      if let range, range.upperBound < Int.max { page.add(" from \(range.lowerBound) to \(range.upperBound)") }
    case .boolean: page.add("true or false")
    case .array(let element):
      page.add("list of ")
      words(element, &page)
    case .dictionary: page.add("object")
    case .object(let properties):
      page.add("{ ")
      for (place, property) in properties.enumerated() {
        if place > 0 { page.add(", ") }
        page.element("code", property.name)
        page.add(": ")
        words(property.schema, &page)
      }
      page.add(" }")
    case .any(let schemas):
      for (place, schema) in schemas.enumerated() {
        if place > 0 { page.add(" or ") }
        words(schema, &page)
      }
    case .optional(let schema):
      words(schema, &page)
      page.add(" or null")
    case .named(let name): page.link(to: "form-\(name)", name)
    case .anything: page.add("anything")
    }
  }

  private static let style: StaticString = """
    :root{color-scheme:light dark;--line:#8884;--mark:#0a5db0}
    @media(prefers-color-scheme:dark){:root{--mark:#7db7ff}}
    body{margin:0;font:16px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:18rem minmax(0,60rem);gap:2rem}
    nav{position:sticky;top:0;height:100vh;overflow:auto;border-right:1px solid var(--line);font-size:.85rem}
    nav ul{list-style:none;margin:0;padding:1rem}nav li{margin:.2rem 0;overflow-wrap:anywhere}
    main{padding:1rem 1.5rem 6rem 0}a{color:var(--mark)}h2{margin-top:3rem;overflow-wrap:anywhere}
    section{border-bottom:1px solid var(--line);padding-bottom:1.5rem}
    table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.9rem}
    td,th{border-bottom:1px solid var(--line);padding:.35rem .8rem .35rem 0;text-align:left;vertical-align:top}
    code,pre{font-family:ui-monospace,monospace;font-size:.9em}
    pre{padding:.8rem;background:#8881;border-radius:.4rem;white-space:pre-wrap;overflow-wrap:anywhere}
    @media(max-width:50rem){body{display:block}nav{position:static;height:auto;border:0}main{padding:1rem}}
    """
}
