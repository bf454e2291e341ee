import Formats
import HTTPCore
import Licensing

/// The values of a query, checked by the parameters that an operation takes: every fault is found, and what is not known
/// is a fault.
struct QueryValues {
  private var texts: [String: String] = [:]

  /// The text under a name.
  subscript(_ name: String) -> String? { texts[name] }

  /// The number under a name.
  func integer(_ name: String) -> Int? { texts[name].flatMap { Int($0) } }

  /// Whether the truth value under a name is given and true.
  func isTrue(_ name: String) -> Bool { texts[name] == "true" }

  /// Reads a query.
  static func read(
    _ items: [QueryItem], _ parameters: [Parameter], _ language: Language
  ) throws(ProblemReport) -> QueryValues {
    var values = QueryValues()
    let known = parameters.filter { $0.place == .query }
    if items.isEmpty, !known.contains(where: \.isRequired) { return values }
    var faults: [ProblemDetails.Fault] = []
    for item in items {
      let name = String(item.name.prefix(64))
      func fault(_ code: String, _ detail: String) {
        faults.append(ProblemDetails.Fault(code, field: name, inQuery: true, detail))
      }
      guard let parameter = known.first(where: { $0.name == item.name }) else {
        let names = known.map(\.name).joined(separator: ", ")
        fault(
          "request.unknown_field",
          known.isEmpty
            ? language(
              en: "is unknown; there are no query parameters here", fr: "est inconnu ; il n’y a pas de paramètre ici")
            : language(en: "is unknown; known: \(names)", fr: "est inconnu ; connus : \(names)"))
        continue
      }
      guard values.texts[item.name] == nil else {
        fault("request.repeated", language(en: "is given twice", fr: "est donné deux fois"))
        continue
      }
      values.texts[item.name] = item.value
      if let complaint = parameter.schema.complaint(about: item.value) {
        fault("request.invalid_value", language(en: complaint.en, fr: complaint.fr))
      }
    }
    for parameter in known where parameter.isRequired && values.texts[parameter.name] == nil {
      faults.append(
        ProblemDetails.Fault(
          "request.missing", field: parameter.name, inQuery: true, language(en: "is missing", fr: "est absent")))
    }
    if !faults.isEmpty { throw ProblemReport(ProblemDetails(faults: faults)) }
    return values
  }
}
