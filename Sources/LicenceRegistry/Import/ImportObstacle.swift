public import Formats
public import Licensing
import SQLiteStore

/// Why a change set can't be applied although its files are sound.
public struct ImportObstacle: Sendable, Hashable {
  /// A stable code: `import.still_named`, `import.changed_later`, `import.too_many_removed`.
  public var code: String
  /// The kind of the record that stands in the way.
  public var kind: RecordKind
  /// The record that stands in the way, as people call it; `nil` for a kind as a whole.
  public var record: String?
  /// The id of the import that changed the record later.
  public var changedBy: String?
  /// What is wrong.
  public var text: Bilingual
  /// What to do.
  public var hint: Bilingual?
}

extension ImportObstacle {
  /// A record that stays names one that goes.
  ///
  /// - Parameters:
  ///   - reference: which names which.
  ///   - named: the one that goes, as the registry has it.
  static func stillNamed(_ reference: Staging.DanglingReference, _ named: Record?) -> ImportObstacle {
    let name = named?.shownLabel ?? reference.key.map(\.description).joined(separator: " ")
    let (kind, target) = (reference.record.kind, reference.target)
    let label = reference.record.shownLabel
    return ImportObstacle(
      code: "import.still_named", kind: kind, record: label, changedBy: nil,
      text: Bilingual(
        en: "\(kind.singular) \(label) names the \(target.singular) \(name), which would go",
        fr: "\(kind.singularFrench) \(label) désigne \(target.singularFrench) \(name), qui disparaîtrait"),
      hint: nil)
  }

  /// A record was changed after the import that is to be taken back.
  static func changedLater(_ change: Staging.LaterChange) -> ImportObstacle {
    let label = change.record?.shownLabel ?? (change.kind == .licence ? LicenceCode(change.key).masked : change.key)
    let isGone = change.record == nil
    return ImportObstacle(
      code: "import.changed_later", kind: change.kind, record: label, changedBy: change.changedBy,
      text: Bilingual(
        en: "\(change.kind.singular) \(label) was \(isGone ? "removed" : "changed") later, by \(change.changedBy)",
        fr:
          "\(change.kind.singularFrench) \(label) : \(isGone ? "suppression" : "modification") ultérieure par \(change.changedBy)"
      ),
      hint: nil)
  }

  /// More of a kind would go than the guard lets.
  static func tooManyRemoved(_ kind: RecordKind, _ removed: Int, of all: Int, limit: Int) -> ImportObstacle {
    let percent = (removed * 100 + all - 1) / max(1, all)
    return ImportObstacle(
      code: "import.too_many_removed", kind: kind, record: nil, changedBy: nil,
      text: Bilingual(
        en: "\(removed) of \(all) \(kind.rawValue) would be removed, which is more than \(limit)%",
        fr: "\(removed) \(kind.rawValue) sur \(all) seraient supprimés, soit plus de \(limit)\u{202F}%"),
      hint: Bilingual(
        en: "if the files are complete, allow it with --prune-more-than \(percent)",
        fr: "si les fichiers sont complets, autorisez-le avec --prune-more-than \(percent)"))
  }
}
