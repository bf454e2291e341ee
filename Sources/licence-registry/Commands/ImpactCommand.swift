import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `impact`: lists what will change for contracts, by a day or by a coming release.
enum ImpactCommand {
  static let form = CommandForm(
    name: "impact", summary: "List what will change: contracts that end, releases that fall out of support.",
    options: [
      RegistryLocation.option,
      .value("from", "DAY", "the first day compared (default today)"),
      .value("to", "DAY", "the second day (default: the release's day, else today)"),
      .value("product", "NAME", "the product of --release: id, name or alias"),
      .value("release", "NAME", "what happens when this release comes out: announced, or a new name"),
      .value("released", "DAY", "its first day (default: --to, else today)"),
      .value("contract", "NUMBER", "this contract alone"),
      .flag("json", "one JSON object a line and change"),
    ],
    notes: """
      Contracts in force on both days are compared release by release; "falls from N-1 to N-2" means that the contract
      stops supporting it, and its active licences need an upgrade. A release that only --release brings counts as not
      out on the first day. Days are YYYY-MM-DD. In JSON, "day" is the first day of a contract that starts, the last
      day of one that expires, and the day from which a terminated one is no longer in force.
      Example: licence-registry impact --product "Advance Design" --release 2028 --released 2027-05-20
      Exit status: 0 listed, 1 failed or no such contract, 64 bad usage.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let days = (
      from: try day("from", arguments, console), to: try day("to", arguments, console),
      released: try day("released", arguments, console)
    )
    try checkRelease(arguments, console)
    let reader = try RegistryLocation.open(arguments).makeReader()
    let catalogue = try reader.catalogue()
    if catalogue.programmes.isEmpty { CheckCommand.warnOfEmptyRegistry(console) }
    let today = catalogue.homeZone.day(at: SystemClock.now())
    let from = days.from ?? today
    let released = days.released ?? days.to ?? max(from, today)
    var release: PlannedRelease?
    if let product = arguments.value("product"), let name = arguments.value("release") {
      release = PlannedRelease(product: product, name: name, released: released)
    }
    let to = days.to ?? (release == nil ? max(from, today) : max(from, released))
    if let text = release?.product, case .found(let known, rest: "") = catalogue.reading(ofProduct: text) {
      // The messages name the product as the catalogue does, not as it was typed.
      release?.product = known.product.name
    }
    let comparison = Comparison(from: from, to: to, release: release, contract: arguments.value("contract"))
    do {
      if arguments.has("json") {
        try printLines(comparison, reader, console)
      } else {
        // Two passes, so that the totals stand above a list of any length; on one state, so that they agree.
        try reader.onOneState {
          var summary = ImpactSummary()
          try comparison.run(reader) { summary.add($0) }
          let table = ImpactTable(summary, comparison, contracts: try reader.count(.contract), console)
          console.print(table.head)
          guard summary.contracts > 0 else { return }
          var list = table.list()
          try comparison.run(reader) { console.print(list.line($0)) }
        }
      }
      return .success
    } catch let error as ImpactError {
      throw badValue(error, arguments, console)
    } catch let error as ContractMissing {
      console.fail(error.message(console.language), hint: nil)
      return .failure
    }
  }

  /// What is compared.
  struct Comparison {
    let from: CalendarDay
    let to: CalendarDay
    let release: PlannedRelease?
    let contract: String?

    func run(_ reader: RegistryReader, _ body: (ImpactChange) throws -> Void) throws {
      try reader.impact(from: from, to: to, release: release, contract: contract, body)
    }
  }

  private static func printLines(_ comparison: Comparison, _ reader: RegistryReader, _ console: Console) throws {
    var writer = JSONWriter()
    try comparison.run(reader) { change in
      writer.reset()
      writer.impactChange(change, console.language)
      console.print(writer.text)
    }
  }

  /// A release needs its product, and the other way round.
  private static func checkRelease(_ arguments: ParsedArguments, _ console: Console) throws {
    func require(_ option: String, for other: String) throws {
      guard arguments.value(option) == nil, arguments.value(other) != nil else { return }
      throw ArgumentError.unfitting(
        option: other,
        reason: console.language(en: "needs --\(option) as well", fr: "demande aussi --\(option)"))
    }
    try require("product", for: "release")
    try require("release", for: "product")
    try require("release", for: "released")
  }

  private static func day(_ option: String, _ arguments: ParsedArguments, _ console: Console) throws -> CalendarDay? {
    guard let text = arguments.value(option) else { return nil }
    if let day = CalendarDay(TextFolding.trimmed(text)) { return day }
    throw ArgumentError.badValue(
      option: option, value: text,
      expected: console.language(en: "is no day: write 2026-02-27", fr: "n’est pas un jour : écrivez 2026-02-27"))
  }

  /// The option that makes a comparison senseless.
  private static func badValue(
    _ error: ImpactError, _ arguments: ParsedArguments, _ console: Console
  ) -> ArgumentError {
    let option: String
    switch error {
    case .backwards: option = arguments.value("from") == nil ? "to" : "from"
    case .productUnknown, .productAmbiguous: option = "product"
    case .alreadyOut, .isUpdate: option = "release"
    case .releasedLater: option = "released"
    }
    return .badValue(
      option: option, value: arguments.value(option) ?? "", expected: error.message(console.language))
  }
}
