import Formats

extension RecordReader {
  /// What to do about a domain that is none: it is what follows the @ in the customer's addresses.
  static func hint(ofDomain domain: String) -> Bilingual {
    if let at = domain.lastIndex(of: "@"), at != domain.startIndex {
      let rest = domain[domain.index(after: at)...]
      return Bilingual(
        en: "an address belongs to contacts; the domain is what follows the @: \(rest)",
        fr: "une adresse se met dans les contacts ; le domaine est ce qui suit le @ : \(rest)")
    }
    if domain.contains(where: { ",;".contains($0) }) {
      return Bilingual(
        en: "write domains as in be-martin.example, several of them separated by |",
        fr: "écrivez les domaines comme be-martin.example, séparés par | s’il y en a plusieurs")
    }
    if domain.contains("/") {
      return Bilingual(
        en: "write the mail domain alone, without http:// and without a path: be-martin.example",
        fr: "écrivez le domaine de messagerie seul, sans http:// ni chemin : be-martin.example")
    }
    return Bilingual(
      en: "write what follows the @ in the customer's addresses, as in be-martin.example",
      fr: "écrivez ce qui suit le @ dans les adresses du client, comme be-martin.example")
  }

  /// What to do about an address that mail can't be sent to.
  static func hint(ofAddress email: String) -> Bilingual {
    if email.contains("<") || email.contains(">") {
      return Bilingual(
        en: "write the address alone, without < > and without a name",
        fr: "écrivez l’adresse seule, sans < > et sans nom")
    }
    if email.contains(where: { ",; ".contains($0) }) {
      return Bilingual(
        en: "write one address, without spaces; each contact is a record of its own",
        fr: "écrivez une seule adresse, sans espace ; chaque contact est un enregistrement à part")
    }
    if !email.utf8.allSatisfy({ $0 < 0x80 }) {
      return Bilingual(
        en: "no mail can be sent to letters with accents: write the address as its owner's mail program shows it",
        fr: "on ne peut pas écrire à une adresse accentuée : notez-la comme l’affiche la messagerie de son titulaire")
    }
    return Bilingual(
      en: "write it as in c.martin@be-martin.example: no mail could be sent to this one",
      fr: "écrivez-la comme c.martin@be-martin.example : aucun courriel ne partirait à celle-ci")
  }
}
