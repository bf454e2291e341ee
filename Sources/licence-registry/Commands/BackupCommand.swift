import Arguments
import Formats
import Hashing
import LicenceRegistry
import Licensing
import SQLiteStore

/// `backup` and `restore`: a copy of the registry while it is used, and back.
enum BackupCommand {
  static let backupForm = CommandForm(
    name: "backup", summary: "Copy the registry into a file, also while it is served.", arguments: .some("FILE"),
    options: [
      RegistryLocation.option,
      .flag("force", "replace FILE if there is one"),
      .flag("json", "the result as JSON"),
    ],
    notes: """
      The copy is of one moment, checked from end to end, and named FILE only once it is whole.
      Keep it safe: customers, licence codes and the hashes of tokens are in it.
      """)

  static let restoreForm = CommandForm(
    name: "restore", summary: "Put a backup in place of the registry, also while it is served.",
    arguments: .some("FILE"),
    options: [
      RegistryLocation.option,
      .flag("yes", "replace the registry without asking"),
      .flag("changed", "restore FILE although its records are not what its audit record tells"),
      .flag("json", "the result as JSON"),
    ],
    notes: """
      The backup is checked first, as verify does. The registry as it was is kept beside it, and
      tokens that were revoked since the backup stay revoked. Mails sent since are not sent again.
      Events go on with a number that none has had before.
      People whom the registry has forgotten since ('contact erase') are erased from what is restored,
      too; where there is no registry to tell of them, that is said. The backup itself keeps them.
      Exit status: 0 restored, 1 refused or failed.
      """)

  static func backUp(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let path = try only(arguments)
    let registry = try RegistryLocation.open(arguments)
    do {
      let report = try registry.backUp(to: path, replacing: arguments.has("force"))
      if arguments.has("json") {
        var writer = JSONWriter(pretty: console.isTerminal)
        writer.beginObject()
        writer.member("file", path)
        writer.member("events", report.count)
        writer.member("last", report.last)
        writer.member("head", report.head.description)
        writer.endObject()
        console.print(writer.text)
      } else {
        console.print(
          console.language(
            en: "Backed up to \(path). The audit record ends with event \(report.last), hash \(report.head).",
            fr: "Sauvegardé dans \(path). L’audit finit à l’événement \(report.last), empreinte \(report.head)."))
      }
      return .success
    } catch let error as BackupError {
      console.fail(error.message(console.language), hint: nil)
      return .failure
    }
  }

  static func restore(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let backup = try only(arguments)
    let path = try RegistryLocation.path(arguments)
    if RegistryFile(path: path).exists, !arguments.has("yes") {
      let question = console.language(
        en: "Replace the registry \(path) by \(backup)? [y/N]",
        fr: "Remplacer le registre \(path) par \(backup) ? [o/N]")
      guard console.canAsk else {
        console.fail(
          console.language(en: "\(path) exists already.", fr: "\(path) existe déjà."),
          hint: console.language(
            en: "Add --yes to replace it; what is there is kept beside it.",
            fr: "Ajoutez --yes pour le remplacer ; ce qui s’y trouve est gardé à côté."))
        return .failure
      }
      guard console.asks(question) else { return .failure }
    } else {
      try RegistryLocation.makeFolder(path)
    }
    do {
      let restoration = try Registry.restore(
        backup, to: path, evenIfChanged: arguments.has("changed"), actor: "cli:\(CheckCommand.user)",
        now: SystemClock.now())
      if arguments.has("json") {
        var writer = JSONWriter(pretty: console.isTerminal)
        writer.beginObject()
        writer.member("restored", path)
        writer.member("kept", restoration.kept)
        writer.member("erasedAgain", restoration.erasedAgain)
        writer.member("erasuresUnknown", restoration.unknownErasures)
        writer.member("erasuresKnown", restoration.knowsErasures)
        writer.member("mailsEnded", restoration.mailsEnded)
        writer.member("mailsInDoubt", restoration.mailsInDoubt)
        writer.endObject()
        console.print(writer.text)
      } else {
        console.print(console.language(en: "Restored \(path).", fr: "\(path) est restauré."))
        if let kept = restoration.kept {
          console.print(
            console.language(en: "The registry as it was is in \(kept).", fr: "Le registre d’avant est dans \(kept)."))
        }
        tellMails(restoration, console)
        tellErasures(restoration, backup, console)
      }
      return .success
    } catch let error as BackupError {
      console.fail(error.message(console.language), hint: nil)
      return .failure
    }
  }

  /// Says which mails are not sent again, and which may be.
  private static func tellMails(_ restoration: Restoration, _ console: Console) {
    let (ended, doubtful) = (restoration.mailsEnded, restoration.mailsInDoubt)
    if ended > 0 {
      console.print(
        console.language(
          en: ended == 1
            ? "1 mail that waits in the backup came to its end since: it is not sent again."
            : "\(ended) mails that wait in the backup came to their end since: they are not sent again.",
          fr: ended == 1
            ? "1 courriel en attente dans la sauvegarde a abouti depuis : il ne repart pas."
            : "\(ended) courriels en attente dans la sauvegarde ont abouti depuis : ils ne repartent pas."))
    }
    if doubtful > 0 {
      console.warn(
        console.language(
          en: doubtful == 1
            ? "1 mail waits in the backup and may have been sent since. Cancel its resend if it is not to go "
              + "('resend list', 'resend cancel ID')."
            : "\(doubtful) mails wait in the backup and may have been sent since. Cancel the resends that are not to go "
              + "('resend list', 'resend cancel ID').",
          fr: doubtful == 1
            ? "1 courriel attend dans la sauvegarde et a pu partir depuis. Annulez son renvoi s’il ne doit pas partir "
              + "(« resend list », « resend cancel ID »)."
            : "\(doubtful) courriels attendent dans la sauvegarde et ont pu partir depuis. Annulez les renvois qui ne "
              + "doivent pas partir (« resend list », « resend cancel ID »)."))
    }
  }

  /// Says who was forgotten again, and where that can't be known.
  private static func tellErasures(_ restoration: Restoration, _ backup: String, _ console: Console) {
    let language = console.language
    let (again, unknown) = (restoration.erasedAgain, restoration.unknownErasures)
    if again > 0 {
      console.print(
        language(
          en: "\(again) \(again == 1 ? "person" : "people") erased since the backup \(again == 1 ? "was" : "were") "
            + "erased from what was restored, too; \(backup) still has \(again == 1 ? "that person" : "them").",
          fr: again == 1
            ? "1 personne effacée depuis la sauvegarde l’a été aussi de ce qui est restauré ; elle figure encore dans \(backup)."
            : "\(again) personnes effacées depuis la sauvegarde l’ont été aussi de ce qui est restauré ; elles figurent encore dans \(backup)."
        ))
    }
    if unknown > 0 {
      console.warn(
        language(
          en:
            "\(unknown) \(unknown == 1 ? "person was" : "people were") erased by an older version, which kept nothing "
            + "to know them by: they may be back. Erase them again ('contact erase EMAIL').",
          fr: "\(unknown) \(unknown == 1 ? "personne a été effacée" : "personnes ont été effacées") par une version "
            + "antérieure, qui n’a rien gardé pour les reconnaître : elles sont peut-être de retour. Effacez-les de nouveau (« contact erase EMAIL »)."
        ))
    }
    guard !restoration.knowsErasures else { return }
    let moment = restoration.backedUpAt ?? "?"
    console.warn(
      language(
        en:
          "No registry was there, so whom it had forgotten since the backup (its last event is of \(moment)) can't be "
          + "known: erase these people again ('contact erase EMAIL').",
        fr: "Il n’y avait pas de registre : qui en a été effacé depuis la sauvegarde (dernier évènement : \(moment)) "
          + "ne peut être su. Effacez de nouveau ces personnes (« contact erase EMAIL »)."))
  }

  private static func only(_ arguments: ParsedArguments) throws -> String {
    if arguments.arguments.count > 1 { throw ArgumentError.unexpectedArgument(arguments.arguments[1]) }
    return arguments.arguments[0]
  }
}
