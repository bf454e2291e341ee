import Hashing
import Licensing
import SQLiteStore

extension ResendProcedure {
  /// What requests are counted by.
  struct Buckets {
    var licences: [String]
    var customers: [String]
    var agent: String

    var all: [String] { licences + customers + [agent] }
  }

  /// What a request names, without the counts.
  func facts(for request: ResendRequest) throws -> ResendFacts {
    var licences: [Licence] = []
    if let code = request.licence {
      licences = try connection.licences(key: LicenceCode(code).key)
    } else if let number = request.contract, let text = request.product,
      case .found(let product, _) = catalogue.reading(ofProduct: text)
    {
      licences = try connection.licences(contract: TextFolding.key(number), product: product.product.id)
    }
    return try facts(about: licences, requestedBy: request.requestedBy)
  }

  /// What a recorded resend names now; its licences that are gone are left out.
  func facts(for resend: ResendRecord) throws -> ResendFacts {
    try facts(
      about: try resend.licences.flatMap { try connection.licences(key: $0.key) },
      requestedBy: resend.contact ?? resend.requestedBy)
  }

  /// A recorded resend as the request that it came from.
  func request(_ resend: ResendRecord) -> ResendRequest {
    ResendRequest(
      licence: resend.licences.first?.key, contract: resend.contract, requestedBy: resend.requestedBy,
      reason: resend.reason, ticket: resend.ticket, locale: resend.locale)
  }

  private func facts(about licences: [Licence], requestedBy: String) throws -> ResendFacts {
    let contract = try licences.first.flatMap { try connection.contractWithEntitlements(key: $0.contract) }
    return ResendFacts(
      limits: try limits(ofPerson: requestedBy),
      contactCoolingDays: contract.flatMap { catalogue.programmes[$0.programme]?.resend.contactCoolingDays },
      licences: licences, contract: contract,
      contact: try contract.flatMap { try connection.contact(customer: $0.customer.key, email: requestedBy) },
      customerLocale: try contract.flatMap { try connection.locale(customer: $0.customer.key) })
  }

  /// The limits of the programmes under which the customers of who asks have contracts, the strictest of them; those of all
  /// programmes for somebody who is nobody's contact.
  ///
  /// Never those of the licence: a request for a code that does not exist has to come to its end just where one for a code
  /// that does would, and with the same words.
  private func limits(ofPerson email: String) throws -> Programme.ResendLimits {
    let own = try connection.programmes(ofContact: email).compactMap { catalogue.programmes[$0] }
    let limits = (own.isEmpty ? Array(catalogue.programmes.values) : own).map(\.resend)
    return limits.dropFirst().reduce(limits.first ?? Programme.ResendLimits()) { $0.strictest($1) }
  }

  /// Whatever a request names is counted, whether it exists or not, so that counting tells nothing.
  func buckets(of request: ResendRequest, _ facts: ResendFacts) throws -> Buckets {
    var licences = facts.licences.map { "licence:" + LicenceCode($0.code).key }
    if licences.isEmpty {
      licences = [
        request.licence.map { "licence:" + LicenceCode($0).key }
          ?? "product:\(TextFolding.key(request.contract ?? "")):\(TextFolding.phrase(request.product ?? ""))"
      ]
    }
    var customers = [ResendProcedure.bucket(ofPerson: request.requestedBy)]
    // Only its own people count against a customer, since strangers could lock it out; and they do whatever they name.
    for customer in try connection.customers(ofContact: request.requestedBy) {
      customers.append(ResendProcedure.digest("customer:" + customer))
    }
    return Buckets(
      licences: licences.map(ResendProcedure.digest), customers: customers,
      agent: ResendProcedure.digest("agent:" + actor))
  }

  /// What the requests of a person are counted by.
  static func bucket(ofPerson email: String) -> String { digest("person:" + TextFolding.key(email)) }

  /// What is counted is kept as a digest.
  private static func digest(_ text: String) -> String { SHA256.digest(of: text).description }

  /// How often what a request names was asked for before.
  func counts(_ buckets: Buckets, _ limits: Programme.ResendLimits) throws -> ResendCounts {
    let window = UTCInstant(milliseconds: now.milliseconds - Int64(limits.days) * 86_400_000)
    let yesterday = UTCInstant(milliseconds: now.milliseconds - 86_400_000)
    return ResendCounts(
      licence: try buckets.licences.map { try connection.resendCount(bucket: $0, after: window) }.max() ?? 0,
      customer: try buckets.customers.map { try connection.resendCount(bucket: $0, after: window) }.max() ?? 0,
      agent: try connection.resendCount(bucket: buckets.agent, after: yesterday))
  }
}
