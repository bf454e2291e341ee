/// Who asks: every identifier that is given must name the same customer.
enum CustomerRule {
  static func code(_ identification: Identification) -> RuleCode {
    switch identification.outcome {
    case .identified: .customerIdentified
    case .conflict: .customerConflict
    case .missing: .customerMissing
    case .notFound: .customerNotFound
    case .ambiguous: .customerAmbiguous
    }
  }

  static func candidates(_ identification: Identification) -> [Decision.Candidate] {
    guard case .ambiguous(let customers) = identification.outcome else { return [] }
    return customers.map { Decision.Candidate(id: $0.id, name: $0.name) }
  }

  static func message(
    _ identification: Identification, _ question: Question, _ facts: IdentifierFacts, _ language: Language
  ) -> Sentence {
    switch identification.outcome {
    case .identified(let customer):
      let text = language.sentence(
        en: "The customer is \(customer.name) (\(customer.id)).",
        fr: "Le client est \(customer.name) (\(customer.id)).")
      guard identification.isEmailUnknown, let email = question.email else { return text }
      return text
        + language.sentence(
          en: " The e-mail address \(email) is not known: neither a contact nor a customer's domain.",
          fr: " L’adresse \(email) n’est pas connue : ni un contact, ni le domaine d’un client.")
    case .conflict:
      let named = names(question, facts, language).joined(separator: language(en: "; ", fr: " ; "))
      return language.sentence(
        en: "The identifiers name different customers: \(named). Check which of them is right.",
        fr: "Les identifiants désignent des clients différents : \(named). Vérifiez lequel est juste.")
    case .missing:
      return language.sentence(
        en: "Nothing says who asks. Give a licence code, a contract number, a customer id or an e-mail address.",
        fr:
          "Rien ne dit qui demande. Donnez un code licence, un numéro de contrat, un identifiant client ou une adresse e-mail."
      )
    case .notFound:
      if let id = question.customer, facts.customer == nil {
        return language.sentence(
          en: "There is no customer with the id \(id).", fr: "Aucun client n’a l’identifiant \(id).")
      }
      let given = asked(question, language).joined(separator: ", ")
      return language.sentence(
        en: "No customer is known under \(given).", fr: "Aucun client n’est connu sous \(given).")
    case .ambiguous(let customers):
      let names = customers.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
      return language.sentence(
        en: "Several customers fit: \(names). Give a contract number, a licence code or the customer id.",
        fr:
          "Plusieurs clients correspondent : \(names). Donnez un numéro de contrat, un code licence ou l’identifiant client."
      )
    }
  }

  /// What each identifier names, for people.
  private static func names(_ question: Question, _ facts: IdentifierFacts, _ language: Language) -> [String] {
    func list(_ customers: [Customer]) -> String { customers.map { "\($0.name) (\($0.id))" }.joined(separator: ", ") }
    var names: [String] = []
    if let licence = facts.licence, let contract = facts.licenceContract {
      let code = LicenceCode(licence.code).masked
      names.append(
        language(en: "licence \(code): ", fr: "licence \(code) : ") + list([contract.customer]))
    }
    if let contract = facts.contract {
      names.append(
        language(en: "contract \(contract.number): ", fr: "contrat \(contract.number) : ") + list([contract.customer]))
    }
    if let customer = facts.customer {
      names.append(language(en: "customer id: ", fr: "identifiant client : ") + list([customer]))
    }
    if let email = question.email, !facts.emailCustomers.isEmpty {
      names.append("\(email)" + language(en: ": ", fr: " : ") + list(facts.emailCustomers))
    }
    return names
  }

  /// The identifiers that were given, for people.
  private static func asked(_ question: Question, _ language: Language) -> [String] {
    var given: [String] = []
    if let licence = question.licence {
      let code = LicenceCode(licence).masked
      given.append(language(en: "the licence code \(code)", fr: "le code licence \(code)"))
    }
    if let contract = question.contract {
      given.append(language(en: "the contract \(contract)", fr: "le contrat \(contract)"))
    }
    if let email = question.email {
      given.append(language(en: "the e-mail address \(email)", fr: "l’adresse \(email)"))
    }
    return given
  }
}
