import LicenceRegistry
import Licensing
import SQLiteStore

/// What erasing a person came to, for people.
struct ErasureListing {
  let report: ErasureReport
  let language: Language

  /// Where the person was replaced, a line each.
  var replaced: [String] {
    let lines = [
      (report.contacts, language(en: "contacts", fr: "contacts")),
      (report.decisions, language(en: "recorded decisions", fr: "décisions enregistrées")),
      (report.resends, language(en: "resends", fr: "renvois")),
      (report.cancelled, language(en: "of them called off", fr: "dont annulés")),
      (report.mails, language(en: "mails, whose texts are gone", fr: "courriels, dont le texte est effacé")),
      (
        report.waitingMails.count,
        language(en: "mails to others that wait, written anew", fr: "courriels en attente à d’autres, récrits")
      ),
      (
        report.counts, language(en: "counted requests for codes, deleted", fr: "demandes de codes comptées, supprimées")
      ),
      (
        report.requests,
        language(en: "requests not looked at yet, deleted", fr: "demandes pas encore examinées, supprimées")
      ),
      (report.answers, language(en: "kept answers, deleted", fr: "réponses gardées, supprimées")),
      (report.changes, language(en: "entries of the history of imports", fr: "entrées de l’historique des imports")),
      (report.events, language(en: "events, whose details are gone", fr: "évènements, dont le détail est effacé")),
    ]
    return lines.filter { $0.0 > 0 }.map { "  \($0) \($1)" }
  }

  /// What was left and still names the person, or may: why, and what can be done, a line each.
  var left: [String] {
    ErasureReport.Left.Reason.allCases.compactMap { reason in
      let subjects = report.left.filter { $0.reason == reason }.map(\.subject)
      guard !subjects.isEmpty else { return nil }
      let shown = subjects.prefix(10).joined(separator: ", ")
      let more =
        subjects.count > 10
        ? language(en: " and \(subjects.count - 10) more", fr: " et \(subjects.count - 10) autres") : ""
      let names = reason == .shortName ? "" : "\(shown)\(more)\(language(en: ": ", fr: " : "))"
      return "  " + names + text(reason)
    }
  }

  private func text(_ reason: ErasureReport.Left.Reason) -> String {
    switch reason {
    case .customer:
      language(
        en: "called as the person is, or by the address; that is a company's name, number or domain, which the "
          + "contracts hang on. To change it, import the customer under another name.",
        fr: "porte le nom ou l’adresse de la personne ; c’est le nom, le numéro ou le domaine d’une entreprise, dont "
          + "dépendent les contrats. Pour le changer, importez le client sous un autre nom.")
    case .namesake:
      language(
        en: "has a contact of the same name, so texts with the name alone were left. If that is the same person, "
          + "erase that address, too: the texts go with the last one.",
        fr: "a un contact du même nom : les textes qui n’ont que ce nom sont laissés. S’il s’agit de la même personne, "
          + "effacez aussi cette adresse : les textes partent avec la dernière.")
    case .otherAddress:
      language(
        en: "has a contact with another address of the same mailbox (name+tag@…). If that is the same person, erase "
          + "it, too.",
        fr: "a un contact avec une autre adresse de la même boîte (nom+mot@…). S’il s’agit de la même personne, "
          + "effacez-la aussi.")
    case .catalogue:
      language(
        en: "a text of the catalogue; edit the file and import it.",
        fr: "texte du catalogue ; modifiez le fichier et importez-le.")
    case .token:
      language(
        en: "the name of an access token says who of the desk acts; revoke it and make another.",
        fr: "le nom d’un jeton dit qui agit au support ; révoquez-le et créez-en un autre.")
    case .event:
      language(
        en: "the event's actor, subject or request id, which its hash covers: the chain would break.",
        fr:
          "auteur, objet ou identifiant de requête de l’évènement, couverts par son empreinte : la chaîne se romprait.")
    case .shortName:
      language(
        en: "A name of one word means too much: it was replaced only where the address stands beside it. Search "
          + "tickets and notes for it.",
        fr: "Un nom d’un seul mot est trop courant : il n’est remplacé qu’à côté de l’adresse. Cherchez-le dans les "
          + "tickets et les notes.")
    }
  }
}
