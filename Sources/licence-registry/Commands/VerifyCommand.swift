import Arguments
import Formats
import Hashing
import LicenceRegistry
import Licensing
import SQLiteStore

/// `verify`: checks the file from end to end, and the chain of the audit record.
enum VerifyCommand {
  static let form = CommandForm(
    name: "verify", summary: "Check the registry's file, its audit record and its imports.",
    options: [
      RegistryLocation.option,
      .value("head", "N:HASH", "event N must have this hash, as an earlier verify or backup told"),
      .flag("json", "the result as JSON"),
    ],
    notes: """
      Each event bears the hash of itself and of all before it, so none can be changed, taken out or
      put in between unseen. Who can write the file could make a new chain: keep the last line
      elsewhere, and pass it with --head later. Each import, and every record as it left it, is
      compared with the digest in the audit record: what was changed or added past the registry
      shows. So are recorded decisions, tokens, resends, when contacts last changed, and what is
      searched; what is not compared is named. Exit status: 0 sound, 1 not.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let head = try head(arguments)
    let registry = try RegistryLocation.open(arguments)
    let found = try registry.verify(head: head)
    let (faults, report, isKnown, imports, isSound) = (
      found.faults, found.chain, found.hasHead, found.imports, found.isSound
    )
    let seals = found.seals
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.member("sound", isSound)
      writer.key("faults")
      writer.strings(faults)
      writer.member("events", report.count)
      writer.member("last", report.last)
      writer.member("erased", report.erased)
      writer.member("head", report.head.description)
      writer.key("brokenAt")
      writer.optionalInt(report.broken?.sequence)
      if head != nil { writer.member("headKnown", isKnown) }
      writer.member("imports", imports.count)
      writer.member("importsErased", imports.erased)
      writer.key("importFaults")
      writer.beginArray()
      for fault in imports.faults {
        writer.beginObject()
        writer.member("id", fault.id)
        writer.member("reason", fault.reason.rawValue)
        writer.endObject()
      }
      writer.endArray()
      writer.member("sealed", seals.count)
      writer.member("sealedErased", seals.erased)
      writer.member("unsealed", seals.unsealed)
      writer.member("decisions", seals.decisions)
      writer.member("decisionsUnsealed", seals.unsealedDecisions)
      writer.key("sealFaults")
      writer.beginArray()
      for fault in seals.faults {
        writer.beginObject()
        writer.member("subject", fault.subject)
        writer.member("reason", fault.reason.rawValue)
        writer.endObject()
      }
      writer.endArray()
      writer.key("lookupFaults")
      writer.beginArray()
      for fault in found.lookups {
        writer.beginObject()
        writer.member("table", fault.table)
        writer.member("missing", fault.missing)
        writer.member("surplus", fault.surplus)
        writer.endObject()
      }
      writer.endArray()
      writer.key("notCovered")
      writer.strings(VerificationReport.unproven.map(\.name))
      writer.endObject()
      console.print(writer.text)
      return isSound ? .success : .failure
    }
    let language = console.language
    for fault in faults { console.warn(language(en: "File: \(fault)", fr: "Fichier : \(fault)")) }
    if let broken = report.broken { console.warn(message(broken, language)) }
    if !isKnown, let head {
      console.warn(
        language(
          en: "Event \(head.sequence) does not have the hash \(head.hash): the record was rewritten, or is another's.",
          fr: "L’événement \(head.sequence) n’a pas l’empreinte \(head.hash) : l’audit a été réécrit, ou est un autre.")
      )
    }
    warn(imports.faults, console, message)
    warn(seals.faults, console, message)
    warn(found.lookups, console, message)
    if isSound {
      let (events, count, decisions) = (report.count, imports.count, seals.decisions)
      console.print(
        language(
          en: "Sound: the file, \(events) event\(events == 1 ? "" : "s") in an unbroken chain, "
            + "\(count) import\(count == 1 ? "" : "s") as applied, "
            + "\(decisions) decision\(decisions == 1 ? "" : "s"), and \(seals.count) tokens and resends as recorded.",
          fr: "Sain : le fichier, \(events) événement\(events == 1 ? "" : "s") en une chaîne ininterrompue, "
            + "\(count) import\(count == 1 ? " tel qu’appliqué" : "s tels qu’appliqués"), "
            + "\(decisions) décision\(decisions < 2 ? "" : "s"), et \(seals.count) jetons et renvois tels qu’enregistrés."
        ))
      let unproven = VerificationReport.unproven.map { language(en: $0.en, fr: $0.fr) }.joined(separator: ", ")
      console.print(
        language(
          en: "Not covered by the audit record: \(unproven).", fr: "Non couvert par l’audit : \(unproven)."))
    }
    if seals.unsealed > 0 {
      let count = seals.unsealed
      console.print(
        language(
          en: "Of \(count) tokens and resends, from before they were sealed, only the state was compared.",
          fr: "De \(count) jetons et renvois, antérieurs aux scellés, seul l’état a été comparé."))
    }
    if seals.unsealedDecisions > 0 {
      let count = seals.unsealedDecisions
      console.print(
        language(
          en: "\(count) decision\(count == 1 ? "" : "s") from before they were sealed can't be compared.",
          fr: count == 1
            ? "1 décision, antérieure aux scellés, ne peut être comparée."
            : "\(count) décisions, antérieures aux scellés, ne peuvent être comparées."))
    }
    if imports.erased > 0 {
      let count = imports.erased
      console.print(
        language(
          en: "\(count) import\(count == 1 ? "" : "s") can't be compared any more: a person in it was erased.",
          fr:
            count == 1
            ? "1 import ne peut plus être comparé : une personne y a été effacée."
            : "\(count) imports ne peuvent plus être comparés : une personne y a été effacée."))
    }
    console.print("\(report.last):\(report.head)")
    return isSound ? .success : .failure
  }

  /// Tells the first faults of a sort, and how many more there are.
  private static func warn<Fault>(_ faults: [Fault], _ console: Console, _ message: (Fault, Language) -> String) {
    for fault in faults.prefix(most) { console.warn(message(fault, console.language)) }
    guard faults.count > most else { return }
    let more = faults.count - most
    console.warn(
      console.language(
        en: "… and \(more) more like \(more == 1 ? "this" : "these"); --json lists all.",
        fr: "… et \(more) autre\(more == 1 ? "" : "s") de ce genre ; --json donne tout."))
  }

  /// Faults of a sort that are told as text; a file that was made by other means may have as many as records.
  private static let most = 20

  private static func message(_ broken: ChainReport.Break, _ language: Language) -> String {
    let number = broken.sequence
    return switch broken.fault {
    case .missing:
      language(en: "Event \(number) is missing.", fr: "L’événement \(number) manque.")
    case .changed:
      language(
        en: "Event \(number), or one before it, is not what was recorded.",
        fr: "L’événement \(number), ou un précédent, n’est pas ce qui a été enregistré.")
    case .detailsChanged:
      language(
        en: "The details of event \(number) are not what was recorded.",
        fr: "Le détail de l’événement \(number) n’est pas ce qui a été enregistré.")
    }
  }

  private static func message(_ fault: JournalReport.Fault, _ language: Language) -> String {
    switch fault.reason {
    case .changed:
      language(
        en: "Import \(fault.id): a record that it changed, or what is kept of it, is not what was applied.",
        fr:
          "Import \(fault.id) : un enregistrement modifié par lui, ou ce qui en est gardé, n’est pas ce qui a été appliqué."
      )
    case .unrecorded:
      language(
        en: "Import \(fault.id) is not in the audit record, or with another digest.",
        fr: "Import \(fault.id) : absent de l’audit, ou avec une autre empreinte.")
    case .missing:
      language(
        en: "Import \(fault.id) is in the audit record, and its entry in the history is gone.",
        fr: "Import \(fault.id) : présent dans l’audit, mais son entrée dans l’historique a disparu.")
    case .stray:
      language(
        en: "\(fault.id) was made by no import.", fr: "\(fault.id) : aucun import n’a créé cet enregistrement.")
    }
  }

  private static func message(_ fault: LookupFault, _ language: Language) -> String {
    let (table, missing, surplus) = (fault.table, fault.missing, fault.surplus)
    return language(
      en: "The table \(table), by which records are found, does not fit them: \(missing) missing, \(surplus) too many. "
        + "Restore a backup, or import an export into a new registry.",
      fr: "La table \(table), par laquelle on trouve les enregistrements, n’y correspond pas : \(missing) manquants, "
        + "\(surplus) en trop. Restaurez une sauvegarde, ou importez un export dans un nouveau registre.")
  }

  private static func message(_ fault: SealReport.Fault, _ language: Language) -> String {
    let subject = fault.subject
    return switch fault.reason {
    case .changed:
      subject.hasPrefix("customers/")
        ? language(
          en: "A contact of \(subject): since when it is as it is does not fit the imports.",
          fr: "Un contact de \(subject) : la date de sa dernière modification ne correspond pas aux imports.")
        : language(
          en: "\(subject) is not what the audit record last told of it.",
          fr: "\(subject) n’est pas ce que l’audit en a dit en dernier.")
    case .unrecorded:
      language(en: "\(subject) is not in the audit record.", fr: "\(subject) : absent de l’audit.")
    case .missing where subject == "decisions":
      language(
        en: "Of the decisions from before they were sealed, some are gone.",
        fr: "Parmi les décisions antérieures aux scellés, certaines ont disparu.")
    case .missing:
      language(
        en: "\(subject) is in the audit record, and is gone.", fr: "\(subject) : présent dans l’audit, mais disparu.")
    case .erasedUnrecorded:
      language(
        en: "The details of \(subject) are gone, and no erasure of a person tells of it.",
        fr: "Le détail de \(subject) a disparu, sans effacement d’une personne qui l’explique.")
    }
  }

  private static func head(_ arguments: ParsedArguments) throws -> (sequence: Int, hash: Digest)? {
    guard let text = arguments.value("head") else { return nil }
    let parts = text.split(separator: ":")
    guard parts.count == 2, let sequence = Int(parts[0]), sequence >= 0,
      let hash = Digest(hexadecimal: String(parts[1]))
    else {
      throw ArgumentError.badValue(
        option: "head", value: text,
        expected: "write it as an earlier verify did: the event's number, a colon, 64 digits")
    }
    return (sequence, hash)
  }
}
