import Arguments
import Formats
import Hashing
import LicenceRegistry
import Licensing
import SQLiteStore

/// `verify`: checks the file from end to end, and the chain of the audit record.
enum VerifyCommand {
  static let form = CommandForm(
    name: "verify", summary: "Check the registry's file and the chain of its audit record.",
    options: [
      RegistryLocation.option,
      .value("head", "N:HASH", "event N must have this hash, as an earlier verify or backup told"),
      .flag("json", "the result as JSON"),
    ],
    notes: """
      Each event bears the hash of itself and of all before it, so none can be changed, taken out or
      put in between unseen. Who can write the file could make a new chain: keep the last line
      elsewhere, and pass it with --head later. Exit status: 0 sound, 1 not.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let head = try head(arguments)
    let registry = try RegistryLocation.open(arguments)
    let (faults, report, isKnown) = try registry.verify(head: head)
    let isSound = faults.isEmpty && report.broken == nil && isKnown
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.member("sound", isSound)
      writer.key("faults")
      writer.strings(faults)
      writer.member("events", report.count)
      writer.member("erased", report.erased)
      writer.member("head", report.head.description)
      writer.key("brokenAt")
      writer.optionalInt(report.broken?.sequence)
      if head != nil { writer.member("headKnown", isKnown) }
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
    if isSound {
      console.print(
        language(
          en: "Sound: the file, and \(report.count) events in an unbroken chain.",
          fr: "Sain : le fichier, et \(report.count) événements en une chaîne ininterrompue."))
    }
    console.print("\(report.count):\(report.head)")
    return isSound ? .success : .failure
  }

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
