/// The checks of the resend procedure: facts in, assessment out (DESIGN, section 5).
public struct ResendRules: Sendable {
  private let catalogue: ProductCatalogue
  private let language: Language

  /// Checks by a catalogue.
  ///
  /// - Parameters:
  ///   - catalogue: products and programmes.
  ///   - language: of the messages.
  public init(_ catalogue: ProductCatalogue, language: Language) {
    self.catalogue = catalogue
    self.language = language
  }

  /// Makes every check of a request that the facts allow.
  ///
  /// A request over a limit is told nothing else, so that asking much finds out nothing.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - facts: the records that it is about.
  ///   - now: the present.
  public func assessment(of request: ResendRequest, _ facts: ResendFacts, now: UTCInstant) -> ResendAssessment {
    let limits = limits(facts)
    guard limits.code == .withinLimits else {
      let rest = ResendCheck.allCases.dropFirst().map {
        ResendAssessment.Result(
          check: $0, code: .notEvaluated,
          message: language(en: "Not checked: too much was asked for.", fr: "Non vérifié : trop de demandes."))
      }
      return ResendAssessment(results: [limits] + rest, licences: [])
    }
    return ResendAssessment(
      results: [
        limits, licence(request, facts), contract(facts, now), requester(request, facts), contact(facts, now),
        release(facts, now),
      ],
      licences: facts.sendable)
  }

  private func limits(_ facts: ResendFacts) -> ResendAssessment.Result {
    let (limits, counts) = (facts.limits, facts.counts)
    let days = limits.days
    func result(_ code: ResendCode, _ message: String) -> ResendAssessment.Result {
      ResendAssessment.Result(check: .limits, code: code, message: message)
    }
    if counts.agent >= limits.perAgent {
      return result(
        .limitAgent,
        language(
          en:
            "You have asked for \(counts.agent) \(counts.agent == 1 ? "resend" : "resends") within 24 hours; \(allowed(limits.perAgent)).",
          fr:
            "Vous avez demandé \(counts.agent) \(counts.agent < 2 ? "renvoi" : "renvois") en 24 heures ; la limite est de \(limits.perAgent)."
        ))
    }
    if counts.licence >= limits.perLicence {
      return result(
        .limitLicence,
        language(
          en:
            "This licence was asked for \(times(counts.licence)) within \(spell(days)); \(allowed(limits.perLicence)).",
          fr:
            "Cette licence a été demandée \(counts.licence) fois en \(spell(days)) ; la limite est de \(limits.perLicence)."
        ))
    }
    if counts.customer >= limits.perCustomer {
      return result(
        .limitCustomer,
        language(
          en:
            "\(counts.customer == 1 ? "1 resend was" : "\(counts.customer) resends were") asked for by this person or customer within \(spell(days)); \(allowed(limits.perCustomer)).",
          fr:
            "\(counts.customer) \(counts.customer < 2 ? "renvoi a été demandé" : "renvois ont été demandés") par cette personne ou ce client en \(spell(days)) ; la limite est de \(limits.perCustomer)."
        ))
    }
    return result(
      .withinLimits,
      language(
        en:
          "Request \(counts.licence + 1) of \(limits.perLicence) for the licence and \(counts.customer + 1) of \(limits.perCustomer) for the customer within \(spell(days)).",
        fr:
          "Demande \(counts.licence + 1) sur \(limits.perLicence) pour la licence et \(counts.customer + 1) sur \(limits.perCustomer) pour le client en \(spell(days))."
      ))
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  private func allowed(_ count: Int) -> String { count == 1 ? "1 is allowed" : "\(count) are allowed" }

  /// A number of days in words.
  private func spell(_ days: Int) -> String {
    language(en: days == 1 ? "1 day" : "\(days) days", fr: days < 2 ? "\(days) jour" : "\(days) jours")
  }

  private func licence(_ request: ResendRequest, _ facts: ResendFacts) -> ResendAssessment.Result {
    func result(_ code: ResendCode, _ message: String) -> ResendAssessment.Result {
      ResendAssessment.Result(check: .licence, code: code, message: message)
    }
    guard let first = facts.licences.first else {
      if let code = request.licence {
        let masked = LicenceCode(code).masked
        return result(
          .licenceNotFound,
          language(
            en: "There is no licence with the code \(masked). Check 0 and O, 1 and I.",
            fr: "Aucune licence n’a le code \(masked). Vérifiez 0 et O, 1 et I."))
      }
      // What was typed is not repeated: it may be a code in the wrong field.
      return result(
        .licenceNotFound,
        language(
          en: "No licence is found by this contract number and product.",
          fr: "Aucune licence ne correspond à ce numéro de contrat et à ce produit."))
    }
    let active = facts.licences.filter { $0.state == .active }
    guard !active.isEmpty else {
      let masked = LicenceCode(first.code).masked
      return result(
        .licenceRevoked,
        first.state == .replaced
          ? language(
            en: "Licence \(masked) was replaced by another one: ask for that.",
            fr: "La licence \(masked) a été remplacée par une autre : demandez celle-ci.")
          : language(en: "Licence \(masked) was revoked.", fr: "La licence \(masked) a été révoquée."))
    }
    let codes = active.map { LicenceCode($0.code).masked }.joined(separator: ", ")
    return result(
      .licenceActive,
      active.count == 1
        ? language(en: "Licence \(codes) is active.", fr: "La licence \(codes) est active.")
        : language(en: "Licences \(codes) are active.", fr: "Les licences \(codes) sont actives."))
  }

  private func contract(_ facts: ResendFacts, _ now: UTCInstant) -> ResendAssessment.Result {
    guard let contract = facts.contract, let programme = catalogue.programmes[contract.programme] else {
      return notEvaluated(.contract, facts)
    }
    let day = catalogue.zone(of: programme).day(at: now)
    let code = ContractRule.code(contract, on: day)
    return ResendAssessment.Result(
      check: .contract, code: code == .contractInForce ? .contractInForce : .contractNotInForce,
      message: ContractRule.message(code, contract, programme, on: day, language).description)
  }

  private func requester(_ request: ResendRequest, _ facts: ResendFacts) -> ResendAssessment.Result {
    guard let customer = facts.contract?.customer else { return notEvaluated(.requester, facts) }
    func result(_ code: ResendCode, _ message: String) -> ResendAssessment.Result {
      ResendAssessment.Result(check: .requester, code: code, message: message)
    }
    guard let contact = facts.contact else {
      let address = request.requestedBy
      return result(
        .notAContact,
        language(
          en: "\(address) is not a contact of \(customer.name) (\(customer.id)).",
          fr: "\(address) n’est pas un contact de \(customer.name) (\(customer.id))."))
    }
    guard contact.mayReceiveCodes else {
      return result(
        .contactMayNotReceive,
        language(
          en: "\(contact.email) is a contact of \(customer.name) but may not receive licence codes.",
          fr: "\(contact.email) est un contact de \(customer.name) mais ne peut pas recevoir de codes de licence."))
    }
    return result(
      .contactMayReceive,
      language(
        en: "\(contact.email) is a contact of \(customer.name) who may receive licence codes.",
        fr: "\(contact.email) est un contact de \(customer.name) autorisé à recevoir les codes de licence."))
  }

  private func contact(_ facts: ResendFacts, _ now: UTCInstant) -> ResendAssessment.Result {
    guard let contact = facts.contact else { return notEvaluated(.contact, facts) }
    let days = facts.contactCoolingDays
    let zone = facts.contract.flatMap { catalogue.programmes[$0.programme] }.map { catalogue.zone(of: $0) }
    guard let changed = contact.changedAt else {
      return ResendAssessment.Result(
        check: .contact, code: .contactSettled,
        message: language(
          en: "No change of \(contact.email) is recorded.", fr: "Aucune modification de \(contact.email) n’est connue.")
      )
    }
    let day = (zone ?? catalogue.homeZone).day(at: changed).text(in: language)
    if now < UTCInstant(milliseconds: changed.milliseconds + Int64(days) * 86_400_000) {
      return ResendAssessment.Result(
        check: .contact, code: .contactRecentlyChanged,
        message: language(
          en: "\(contact.email) was added or changed on \(day), less than \(spell(days)) ago: a person has to approve.",
          fr:
            "\(contact.email) a été ajouté ou modifié le \(day), il y a moins de \(spell(days)) : une validation est nécessaire."
        ))
    }
    return ResendAssessment.Result(
      check: .contact, code: .contactSettled,
      message: language(
        en: "\(contact.email) has been unchanged since \(day).", fr: "\(contact.email) est inchangé depuis le \(day)."))
  }

  private func release(_ facts: ResendFacts, _ now: UTCInstant) -> ResendAssessment.Result {
    let active = facts.licences.filter { $0.state == .active }
    guard let contract = facts.contract, let programme = catalogue.programmes[contract.programme], !active.isEmpty
    else { return notEvaluated(.release, facts) }
    let day = catalogue.zone(of: programme).day(at: now)
    let unsupported = active.filter { !isSupported($0, contract, programme, on: day) }
    func names(_ licences: [Licence]) -> String {
      var seen = Set<String>()
      return licences.map { "\(catalogue.product(id: $0.product)?.product.name ?? $0.product) \($0.release)" }
        .filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
    if unsupported.isEmpty {
      return ResendAssessment.Result(
        check: .release, code: .releaseSupported,
        message: language(
          en: "\(names(active)): supported under contract \(contract.number).",
          fr: "\(names(active)) : pris en charge par le contrat \(contract.number)."))
    }
    return ResendAssessment.Result(
      check: .release, code: .releaseNotSupported,
      message: language(
        en: "\(names(unsupported)): not supported under contract \(contract.number): a person has to approve.",
        fr:
          "\(names(unsupported)) : non pris en charge par le contrat \(contract.number) : une validation est nécessaire."
      ))
  }

  /// Whether the version rule of the eligibility decision would pass the licence's release.
  private func isSupported(
    _ licence: Licence, _ contract: Contract, _ programme: Programme, on day: CalendarDay
  ) -> Bool {
    guard let product = catalogue.product(id: licence.product)?.product,
      let release = product.releases.firstIndex(where: { $0.name == licence.release })
    else { return false }
    let entitlements = contract.entitlements.filter { $0.product == licence.product }
    guard !entitlements.isEmpty else { return false }
    let window = SupportWindow(
      product, entitlements: entitlements, window: programme.window, day: day,
      lastDayInForce: contract.lastDayInForce)
    return window.code(for: release, of: product, on: day).status == .pass
  }

  /// A check that waits for something that is not there.
  private func notEvaluated(_ check: ResendCheck, _ facts: ResendFacts) -> ResendAssessment.Result {
    ResendAssessment.Result(check: check, code: .notEvaluated, message: reason(check, facts))
  }

  private func reason(_ check: ResendCheck, _ facts: ResendFacts) -> String {
    if facts.licences.isEmpty {
      return language(
        en: "Not checked: there is no such licence.", fr: "Non vérifié : cette licence n’existe pas.")
    }
    guard let contract = facts.contract else {
      return language(
        en: "Not checked: the licence's contract is not in the registry.",
        fr: "Non vérifié : le contrat de la licence n’est pas dans le registre.")
    }
    if check == .contact {
      return language(
        en: "Not checked: who asks is not a contact of \(contract.customer.name).",
        fr: "Non vérifié : le demandeur n’est pas un contact de \(contract.customer.name).")
    }
    if catalogue.programmes[contract.programme] == nil {
      return language(
        en: "Not checked: the contract's programme is not in the registry.",
        fr: "Non vérifié : le programme du contrat n’est pas dans le registre.")
    }
    return language(
      en: "Not checked: the licence is not active.", fr: "Non vérifié : la licence n’est pas active.")
  }
}
