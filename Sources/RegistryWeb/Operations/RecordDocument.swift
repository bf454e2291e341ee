import Catalogue
import Formats
import HTTPCore
import LicenceRegistry
import Licensing

/// A record as a client sent it, as a catalogue file, so that it is read and checked just as an import is.
struct RecordDocument: Sendable {
  /// The file.
  let file: CatalogueFile
  private let text: [UInt8]
  /// Where the record stands in the file.
  private let place: [String]

  /// Makes the file of a body.
  ///
  /// - Parameters:
  ///   - kind: what the record is.
  ///   - members: the members of the body.
  ///   - product: for an advisory the product that it is of.
  init(_ kind: RecordKind, _ members: [JSONMember], product: ShownRecord? = nil) throws {
    let parent = kind == .advisory ? RecordKind.product : kind
    var writer = JSONWriter()
    writer.beginObject()
    writer.key(parent.rawValue)
    writer.beginArray()
    if let product {
      // The product as it is; its other parts stay because they are not named.
      var whole = JSONWriter()
      try whole.shownRecord(product)
      let own = (try? StrictJSON.parse(whole.bytes))?.object ?? []
      writer.beginObject()
      for member in own where ["id", "vendor", "name", "aliases"].contains(member.key) {
        writer.key(member.key)
        writer.node(member.value)
      }
      writer.key("advisories")
      writer.beginArray()
      writer.node(JSONNode(.object(members)))
      writer.endArray()
      writer.endObject()
      place = [parent.rawValue, "0", "advisories", "0"]
    } else {
      writer.node(JSONNode(.object(members)))
      place = [parent.rawValue, "0"]
    }
    writer.endArray()
    writer.endObject()
    text = writer.bytes
    file = CatalogueFile(name: "request", format: .json5, bytes: text)
  }

  /// What a plan says is wrong, each with its place in the body.
  func faults(_ plan: ImportPlan, _ language: Language) -> [ProblemDetails.Fault] {
    let root = try? StrictJSON.parse(text)
    return plan.problems.map { problem in
      let problem = problem.withoutOwnCode.withoutMisplacedCode
      var path =
        problem.position.flatMap { position in root.flatMap { RecordDocument.path(to: position, in: $0) } } ?? place
      // What is missing stands nowhere: the problem's place is that of the object that lacks it, be it that another
      // member demands it.
      let isMissing =
        problem.code == ProblemCode.missing.rawValue || problem.code == ProblemCode.conflict.rawValue && path == place
      if isMissing, let member = problem.field?.split(separator: ".").last, path.last != String(member) {
        path.append(String(member))
      }
      let inside = path.starts(with: place) ? path.dropFirst(place.count) : []
      let words = [problem.text, problem.hint].compactMap { $0 }.map { language(en: $0.en, fr: $0.fr) }
      return ProblemDetails.Fault(problem.code, path: Array(inside), words.joined(separator: "; "))
    }
  }

  /// The steps to the value or the key that begins at a place of the text.
  private static func path(to position: SourcePosition, in node: JSONNode) -> [String]? {
    if node.position == position { return [] }
    for (index, element) in (node.array ?? []).enumerated() {
      if let rest = path(to: position, in: element) { return [String(index)] + rest }
    }
    for member in node.object ?? [] {
      if member.keyPosition == position { return [member.key] }
      if let rest = path(to: position, in: member.value) { return [member.key] + rest }
    }
    return nil
  }
}
