import Licensing

/// DESIGN section 4 written down a second time, sentence by sentence, with no thought of speed or of elegance.
///
/// It reads only plain texts: a version is a list of release names, update names and `SP9`s with spaces between, perhaps
/// with a product's name in front; names are single words.
struct NaiveEligibility {
  /// How the version text reads.
  enum Reading: Equatable {
    case missing, unrecognised, ambiguous
    case release(Int, update: String?, exact: Bool)
  }

  /// What one contract makes of the question.
  struct Judgement {
    var contract: Contract
    var codes: [String]
    var day: CalendarDay
    var product: Product?
    var version: NaiveAnswer.Version?
    var upgrade = NaiveAnswer.Upgrade()
    var advisories: [String] = []
  }

  let world: Scenario
  let question: Question
  let now: UTCInstant

  /// The answer to the question.
  func answer() -> NaiveAnswer {
    let (who, customer) = identified()
    let named = question.contract.flatMap { number in
      world.contracts.first { $0.number.lowercased() == number.lowercased() }
    }
    let leading = [who, licenceCode(named)]
    var judged: [Contract] = []
    var contractCode = "contract.not_evaluated"
    if question.contract != nil && named == nil {
      contractCode = "contract.not_found"
    } else if let customer {
      if let named {
        judged = [named]
      } else if let licence = licence {
        judged = world.contracts.filter { $0.number == licence.contract }
      } else {
        judged = world.contracts.filter { $0.customer.id == customer }
      }
      if judged.isEmpty { contractCode = "contract.none" }
    }
    let judgements = judged.map { judgement($0) }.sorted { isBetter($0, $1, leading) }
    guard let best = judgements.first else {
      let skipped = [
        "product.not_evaluated", "version.not_evaluated",
        question.topic == nil ? "topic.not_asked" : "topic.not_evaluated",
        question.incident == nil ? "incident.not_asked" : "incident.not_evaluated",
      ]
      let codes = leading + [contractCode] + skipped
      return NaiveAnswer(
        outcome: outcome(codes), codes: codes, asOf: day(in: world.zones.first), customer: customer,
        version: question.version.map { NaiveAnswer.Version(reported: $0) })
    }
    return NaiveAnswer(
      outcome: outcome(leading + best.codes), codes: leading + best.codes, asOf: best.day, customer: customer,
      contract: best.contract.number, product: best.product?.id, version: best.version, upgrade: best.upgrade,
      advisories: best.advisories,
      others: judgements.dropFirst().map {
        let codes = leading + $0.codes
        let told =
          codes.first { status($0) == "fail" } ?? codes.first { status($0) == "unknown" } ?? "-"
        return "\($0.contract.number) \(outcome(codes)) \(told)"
      })
  }

  /// The licence under the question's code.
  var licence: Licence? { question.licence.flatMap { code in world.licences.first { $0.code == code } } }

  /// The code of the customer rule, and the customer if there is exactly one.
  private func identified() -> (String, String?) {
    if question.licence == nil && question.contract == nil && question.customer == nil && question.email == nil {
      return ("customer.missing", nil)
    }
    var sets: [Set<String>] = []
    if let id = question.customer {
      guard world.customers.contains(where: { $0.id == id }) else { return ("customer.not_found", nil) }
      sets.append([id])
    }
    for number in [question.contract, licence?.contract] {
      for contract in world.contracts where contract.number.lowercased() == number?.lowercased() {
        sets.append([contract.customer.id])
      }
    }
    if let email = question.email {
      var found = Set(world.contacts.filter { $0.value.contains(email) }.keys)
      let domain = String(email.split(separator: "@").last ?? "")
      if found.isEmpty && !world.publicMailDomains.contains(domain) {
        found = Set(world.domains.filter { $0.value.contains(domain) }.keys)
      }
      if !found.isEmpty { sets.append(found) }
    }
    guard var common = sets.first else { return ("customer.not_found", nil) }
    for set in sets { common = common.intersection(set) }
    if common.isEmpty { return ("customer.conflict", nil) }
    return common.count == 1 ? ("customer.identified", common.first) : ("customer.ambiguous", nil)
  }

  /// The code of the licence rule.
  private func licenceCode(_ named: Contract?) -> String {
    guard question.licence != nil else { return "licence.not_asked" }
    guard let licence else { return "licence.not_found" }
    if licence.state == .revoked { return "licence.revoked" }
    if licence.state == .replaced { return "licence.replaced" }
    if let named, named.number != licence.contract { return "licence.other_contract" }
    return "licence.active"
  }

  /// The civil day of the question in a zone; the zones of naive worlds never change their offset.
  func day(in zone: ZoneRules?) -> CalendarDay {
    if case .day(let day) = question.at { return day }
    var instant = now
    if case .instant(let asked) = question.at { instant = asked }
    let local = instant.seconds + Int64(zone?.offset(at: instant) ?? 0)
    return CalendarDay(number: Int32((Double(local) / 86_400).rounded(.down)))
  }

  /// The codes that pass in DESIGN's table.
  private static let passes: Set = [
    "customer.identified", "licence.active", "contract.in_force", "product.included", "version.included",
    "version.previous", "topic.covered", "incident.known", "incident.not_affected",
  ]
  /// The codes that are unknown there.
  private static let unknowns: Set = [
    "customer.missing", "customer.not_found", "customer.ambiguous", "licence.not_found", "contract.not_found",
    "product.missing", "product.unrecognised", "product.ambiguous", "version.missing", "version.unrecognised",
    "version.ambiguous", "topic.unrecognised", "incident.not_found",
  ]

  /// The status that DESIGN's table gives a code.
  func status(_ code: String) -> String {
    if NaiveEligibility.passes.contains(code) { return "pass" }
    if NaiveEligibility.unknowns.contains(code) { return "unknown" }
    return code.hasSuffix(".not_asked") || code.hasSuffix(".not_evaluated") ? "skip" : "fail"
  }

  /// Any fail: ineligible; else any unknown: undetermined; else eligible.
  func outcome(_ codes: [String]) -> String {
    let found = codes.map { status($0) }
    return found.contains("fail") ? "ineligible" : found.contains("unknown") ? "undetermined" : "eligible"
  }

  /// Whether one contract comes before another.
  private func isBetter(_ left: Judgement, _ right: Judgement, _ leading: [String]) -> Bool {
    func rank(_ judgement: Judgement) -> [Int] {
      let codes = leading + judgement.codes
      let outcomes = ["eligible", "undetermined", "ineligible"]
      return [
        outcomes.firstIndex(of: outcome(codes)) ?? 9, codes.contains("contract.in_force") ? 0 : 1,
        codes.contains("product.included") ? 0 : 1, codes.filter { status($0) == "fail" }.count,
        -Int(judgement.contract.ends.number),
      ]
    }
    let (one, two) = (rank(left), rank(right))
    return one == two ? left.contract.number < right.contract.number : one.lexicographicallyPrecedes(two)
  }
}
