/// A release that is to come out: one that the catalogue announces, or a name that it does not have yet.
///
/// A name that the catalogue does not have is taken as newer than all that it has.
public struct PlannedRelease: Sendable, Hashable {
  /// The product: id, name or alias.
  public var product: String
  /// The release's name.
  public var name: String
  /// The first day on which it is out.
  public var released: CalendarDay

  /// Makes a planned release.
  public init(product: String, name: String, released: CalendarDay) {
    self.product = product
    self.name = name
    self.released = released
  }
}

/// Why a comparison makes no sense.
public enum ImpactError: Error, Sendable, Hashable {
  /// The second day comes before the first.
  case backwards(from: CalendarDay, to: CalendarDay)
  /// The catalogue has no such product; the nearest ids.
  case productUnknown(String, nearest: [String])
  /// Several products have that name; their ids.
  case productAmbiguous(String, candidates: [String])
  /// The release was out before; since when, if that is known.
  case alreadyOut(String, since: CalendarDay?)
  /// The name is that of an update of a release, which changes no N.
  case isUpdate(String, of: String)
  /// The release would come out only after the second day.
  case releasedLater(CalendarDay, to: CalendarDay)
}

extension ImpactError {
  /// What is wrong, and what to ask instead.
  public func message(_ language: Language) -> String {
    switch self {
    case .backwards(let from, let to):
      language(
        en: "the first day, \(from), comes after the second, \(to)",
        fr: "le premier jour, le \(from.text(in: language)), vient après le second, le \(to.text(in: language))")
    case .productUnknown(let text, let nearest):
      language(en: "there is no product '\(text)'", fr: "le produit « \(text) » n’existe pas")
        + (nearest.isEmpty
          ? "" : language(en: "; nearest: ", fr: " ; les plus proches : ") + nearest.joined(separator: ", "))
    case .productAmbiguous(let text, let candidates):
      language(en: "'\(text)' fits several products: ", fr: "« \(text) » désigne plusieurs produits : ")
        + candidates.joined(separator: ", ")
    case .alreadyOut(let name, let since):
      if let since {
        language(
          en: "\(name) has been out since \(since)", fr: "\(name) est déjà sortie, le \(since.text(in: language))")
      } else {
        language(en: "\(name) is already out", fr: "\(name) est déjà sortie")
      }
    case .isUpdate(let update, let release):
      language(
        en: "\(update) is an update of \(release): N counts releases, and does not move with updates",
        fr: "\(update) est une mise à jour de \(release) : N compte les versions, et ne bouge pas avec les mises à jour"
      )
    case .releasedLater(let day, let to):
      language(
        en: "the release comes out on \(day), after the last day compared, \(to)",
        fr:
          "la version sort le \(day.text(in: language)), après le dernier jour comparé, le \(to.text(in: language))")
    }
  }
}
