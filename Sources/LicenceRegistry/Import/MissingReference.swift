import Catalogue
import Formats
import Licensing

/// A record that another names, and that is neither in the files nor in the registry.
struct MissingReference {
  var kind: RecordKind
  /// What it is called, as the message says it.
  var name: String
  /// The part of the field that names it, if the field is a list.
  var value: String?
  var expected: Bilingual?
  var hint: Bilingual?

  var text: Bilingual {
    Bilingual(
      en: "there is no \(kind.singular) '\(name)'", fr: "\(kind.singularFrench) « \(name) » n’existe pas")
  }

  /// Where the name stands.
  func place(_ reference: ReadRecord.Reference, in read: ReadRecord) -> SourcePosition {
    value.map { read.position(of: reference.field, item: $0) } ?? reference.position
  }
}
