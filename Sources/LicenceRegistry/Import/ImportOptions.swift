public import Catalogue
public import Licensing

/// How an import is planned.
public struct ImportOptions: Sendable {
  /// What happens to records that the registry has and the files do not name.
  public enum Removal: Sendable, Hashable {
    /// They stay.
    case none
    /// Those of the kinds that the files hold go, with their parts; refused where that is more than so many per cent of
    /// the registry's records of a kind.
    case unnamed(limit: Int)
    /// The parts of the records that the files name go: a contract's entitlements, a customer's contacts, a product's
    /// releases, updates and advisories. So that a record is replaced whole.
    case unnamedParts
  }

  /// What happens to records that the registry has and the files do not name.
  public var removal: Removal
  /// The day for which the plan tells the effect on support; `nil` to leave that out.
  public var effectOn: CalendarDay?
  /// Whether the plan looks for customers that may be the same, which means to read the names of all.
  public var findsDuplicates: Bool

  /// Whether records with problems are left out, with all that names them, and the rest is imported.
  ///
  /// Never together with a removal: what is left out would go.
  public var skipsInvalid = false
  /// What the titles of CSV files mean, where they are others than the usual ones.
  public var columnMap = ColumnMap.none
  /// What the plan warns of besides what is in the files, such as files of their folders that are not read.
  public var warnings: [Problem] = []

  /// Sets the options; without arguments nothing is removed, and neither effect nor duplicates are looked for.
  public init(removal: Removal = .none, effectOn: CalendarDay? = nil, findsDuplicates: Bool = false) {
    self.removal = removal
    self.effectOn = effectOn
    self.findsDuplicates = findsDuplicates
  }

  /// How many per cent of a kind may go unless more is asked for.
  public static let usualLimit = 20
}
