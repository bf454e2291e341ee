public import Formats
public import Licensing
import SQLiteStore

/// Why a change set can't be applied although its files are sound.
public struct ImportObstacle: Sendable, Hashable {
  /// A stable code: `import.still_named`, `import.changed_later`, `import.too_many_removed`, `import.already_undone`.
  public var code: String
  /// The kind of the record that stands in the way; `nil` where it is no record.
  public var kind: RecordKind?
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
  /// The import that is to be taken back was taken back before.
  static func alreadyUndone(_ id: String, by other: ImportEntry) -> ImportObstacle {
    let (day, clock) = (other.appliedAt.prefix(10), other.appliedAt.dropFirst(11).prefix(5))
    let french = CalendarDay(String(day))?.text(in: .french) ?? String(day)
    return ImportObstacle(
      code: "import.already_undone", kind: nil, record: nil, changedBy: other.id,
      text: Bilingual(
        en: "\(id) was taken back already, by \(other.id) on \(day) at \(clock) UTC (\(other.actor))",
        fr: "\(id) a déjà été annulé, par \(other.id) le \(french) à \(clock) UTC (\(other.actor))"),
      hint: Bilingual(
        en: "to bring its changes back, undo \(other.id)", fr: "pour rétablir ses modifications, annulez \(other.id)"))
  }

  /// A record that stays as it is, so that another can go on naming it or need not name what is gone.
  static func leftOut(_ left: Staging.LeftOut, naming name: String) -> ImportObstacle {
    let (reference, target) = (left.reference, left.reference.target)
    let (kind, label) = (reference.record.kind, reference.record.shownLabel)
    return left.isTarget
      ? ImportObstacle(
        code: "import.still_named", kind: target, record: name, changedBy: nil,
        text: Bilingual(
          en: "\(target.singular) \(name) stays: \(kind.singular) \(label) names it",
          fr: "\(target.singularFrench) \(name) reste : \(kind.singularFrench) \(label) y fait référence"),
        hint: nil)
      : ImportObstacle(
        code: "import.name_gone", kind: kind, record: label, changedBy: nil,
        text: Bilingual(
          en: "\(kind.singular) \(label) does not come back: the \(target.singular) \(name), which it names, is gone",
          fr: "\(kind.singularFrench) \(label) n’est pas rétabli\(kind.isFeminine ? "e" : "") : "
            + "\(target.singularFrench) \(name), qui y figure, n’existe plus"),
        hint: nil)
  }

  /// A record that stays names one that goes.
  ///
  /// - Parameters:
  ///   - reference: which names which.
  ///   - name: what people call the one that goes.
  static func stillNamed(_ reference: Staging.DanglingReference, naming name: String) -> ImportObstacle {
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
    let (label, isGone) = (change.record.shownLabel, change.isGone)
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
        en: "\(removed) of \(all) \(kind.plural(.english)) would be removed, which is more than \(limit)%",
        fr: "\(removed) \(kind.plural(.french)) sur \(all) seraient supprimé\(kind.isFeminine ? "e" : "")s, "
          + "soit plus de \(limit)\u{202F}%"),
      hint: Bilingual(
        en: "if the files are complete, allow it with --prune-more-than \(percent)",
        fr: "si les fichiers sont complets, autorisez-le avec --prune-more-than \(percent)"))
  }
}
