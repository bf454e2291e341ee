import HTTPCore
import Licensing

/// Which recorded decisions are asked for: `ticket`, `contract`, and a page of them.
struct DecisionQuery {
  private(set) var ticket: String?
  private(set) var contract: String?
  private(set) var before: String?
  private(set) var limit = 100

  /// Reads a query, strictly.
  static func read(_ items: [QueryItem], _ language: Language) -> Result<DecisionQuery, ProblemReport> {
    var query = DecisionQuery()
    var faults: [ProblemDetails.Fault] = []
    var seen: Set<String> = []
    for item in items {
      func fault(_ code: String, _ detail: String) {
        faults.append(ProblemDetails.Fault(code, field: String(item.name.prefix(64)), inQuery: true, detail))
      }
      guard seen.insert(item.name).inserted else {
        fault("request.repeated", language(en: "is given twice", fr: "est donné deux fois"))
        continue
      }
      switch item.name {
      case "ticket": query.ticket = item.value
      case "contract": query.contract = item.value
      case "before": query.before = item.value
      case "limit":
        if let limit = Int(item.value), (1...1000).contains(limit) {
          query.limit = limit
        } else {
          fault(
            "request.invalid_value",
            language(en: "must be a number from 1 to 1000", fr: "doit être un nombre de 1 à 1000"))
        }
      default:
        fault(
          "request.unknown_field",
          language(
            en: "is unknown; known: ticket, contract, before, limit",
            fr: "est inconnu ; connus : ticket, contract, before, limit"))
      }
    }
    guard let first = faults.first else { return .success(query) }
    let detail = faults.map { "\($0.parameter ?? ""): \($0.detail)" }.joined(separator: "; ")
    return .failure(
      ProblemReport(ProblemDetails(status: .badRequest, code: first.code, detail: detail, faults: faults)))
  }

  /// The address of the page after the one that ends with a decision.
  func next(after id: String) -> String {
    var items = ["limit=\(limit)", "before=\(id)"]
    if let ticket { items.append("ticket=\(ticket.percentEncoded)") }
    if let contract { items.append("contract=\(contract.percentEncoded)") }
    return "/v1/decisions?" + items.joined(separator: "&")
  }
}

extension String {
  /// The text with all but unreserved characters as percent escapes (RFC 3986, section 2.3).
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF")
    return utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
