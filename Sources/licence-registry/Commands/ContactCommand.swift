import Arguments
import LicenceRegistry
import Licensing
import SQLiteStore

/// `contact erase EMAIL`: replaces a person by a placeholder.
enum ContactCommand {
  static let form = CommandForm(
    name: "contact", summary: "Erase a person's data: contact erase EMAIL.", arguments: .some("erase EMAIL"),
    options: [RegistryLocation.option, .flag("yes", "erase without asking"), .flag("json", "the result as JSON")],
    notes: """
      The person's address and name are replaced by a placeholder wherever the registry has them: contacts,
      decisions, resends, mails, the history of imports with the names of its files, and the details of
      events. The address is found in any case and width and with a tag (name+tag@...); a name of several
      words is found by itself, too, in any order and with or without accents. What waits to be sent to the
      person is called off, and what the person asked for is counted no more. The audit record keeps that
      there were events, when, and who of the desk did them; its chain still holds ('verify').
      What is left is listed with the reason: a company of that name, another contact of that name, texts of
      the catalogue, names of tokens. Not touched: backups, files that were imported, mailboxes, and the
      logs of other programs. What is kept of an erasure is a digest of the address with a salt: by it,
      'restore' erases the person from an older backup's records, too, and 'import' says when a file
      brings the person back.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let words = arguments.arguments
    guard words[0] == "erase" else { throw ArgumentError.unknownCommand("contact \(words[0])", suggestion: "erase") }
    guard words.count > 1 else { throw ArgumentError.missingArgument("EMAIL") }
    if let surplus = words.dropFirst(2).first { throw ArgumentError.unexpectedArgument(surplus) }
    let email = words[1]
    guard EmailAddress(email).domain != nil else {
      throw ArgumentError.badValue(option: "EMAIL", value: email, expected: "is no e-mail address")
    }
    let language = console.language
    let registry = try RegistryLocation.open(arguments)
    if !arguments.has("yes") {
      guard console.canAsk else {
        console.fail(
          language(en: "erasing can't be taken back.", fr: "l’effacement est définitif."),
          hint: language(en: "Add --yes to erase.", fr: "Ajoutez --yes pour effacer."))
        return .failure
      }
      let question = language(
        en: "Erase \(email) for good? [y/N]", fr: "Effacer définitivement \(email) ? [o/N]")
      guard console.asks(question) else { return .failure }
    }
    let report: ErasureReport
    do {
      report = try registry.eraseContact(email: email, actor: "cli:\(CheckCommand.user)", now: SystemClock.now())
    } catch let refused as ResendRefused {
      console.fail(
        refused.message(in: language),
        hint: language(en: "Nothing was erased: try again then.", fr: "Rien n’a été effacé : réessayez alors."))
      return .failure
    }
    if arguments.has("json") {
      console.print(report.details)
      return .success
    }
    guard !report.isEmpty || !report.left.isEmpty else {
      console.print(
        language(
          en: "The registry does not name \(email). Restoring a backup that does will erase it there, too.",
          fr: "Le registre ne cite pas \(email). Restaurer une sauvegarde qui le cite l’y effacera aussi."))
      return .success
    }
    tell(report, console)
    return .success
  }

  private static func tell(_ report: ErasureReport, _ console: Console) {
    let language = console.language
    let listing = ErasureListing(report: report, language: language)
    if report.isEmpty {
      console.print(language(en: "Nothing was to be replaced.", fr: "Rien n’était à remplacer."))
    } else {
      console.print(language(en: "Replaced by a placeholder in:", fr: "Remplacé par un substitut dans :"))
      for line in listing.replaced { console.print(line) }
    }
    if report.leavesTraces {
      console.warn(
        language(
          en:
            "Others use the registry, so unused space in its file may still have traces: run this again without them.",
          fr:
            "Le registre est utilisé par d’autres : l’espace inutilisé de son fichier peut garder des traces. Relancez sans eux."
        ))
    }
    if !listing.left.isEmpty {
      console.print(language(en: "Left as it is:", fr: "Laissé tel quel :"))
      for line in listing.left { console.print(line) }
    }
    console.print(
      language(
        en:
          "Kept: that these events, decisions and resends happened, when, by whom of the desk, and what they came to, since the audit record must stay whole. Backups and imported files are not touched.",
        fr:
          "Conservé : l’existence de ces évènements, décisions et renvois, leur date, leur auteur au support et leur issue, car le journal d’audit doit rester entier. Les sauvegardes et les fichiers importés ne sont pas touchés."
      ))
    if !report.copies.isEmpty {
      console.print(
        language(
          en:
            "Not touched, and may still have the person, copies that restorations kept: \(report.copies.joined(separator: ", ")).",
          fr:
            "Non touchées, la personne y figure peut-être encore, copies gardées par des restaurations : \(report.copies.joined(separator: ", "))."
        ))
    }
  }
}
