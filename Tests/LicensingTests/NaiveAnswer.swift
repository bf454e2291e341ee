import Licensing

/// The parts of a decision on which the real and the naive implementation must agree.
struct NaiveAnswer: Hashable, Sendable {
  /// The version object of an answer.
  struct Version: Hashable, Sendable {
    var reported: String
    var release: String?
    var update: String?
    var exact: Bool?
    var position: String?
    var behind: Int?
    var current: String?
    var latest: String?
    var supported: [String] = []
  }

  /// The upgrade object of an answer.
  struct Upgrade: Hashable, Sendable {
    var status = "none"
    var to: String?
    var granted = true
    var because: [String] = []
  }

  var outcome: String
  var codes: [String]
  var asOf: CalendarDay
  var customer: String?
  var contract: String?
  var product: String?
  var version: Version?
  var upgrade = Upgrade()
  var advisories: [String] = []
  var others: [String] = []
}

extension NaiveAnswer {
  /// The same parts of the real decision.
  init(_ decision: Decision) {
    self.init(
      outcome: decision.outcome.rawValue, codes: decision.rules.map(\.code.rawValue), asOf: decision.asOf,
      customer: decision.customer?.id, contract: decision.contract?.number, product: decision.product?.id,
      version: decision.version.map {
        Version(
          reported: $0.reported, release: $0.release, update: $0.update, exact: $0.isExact, position: $0.position,
          behind: $0.behind, current: $0.current, latest: $0.latest, supported: $0.supported)
      },
      upgrade: Upgrade(
        status: decision.upgrade.status.rawValue, to: decision.upgrade.to, granted: decision.upgrade.isGranted,
        because: decision.upgrade.because),
      advisories: decision.advisories.map(\.id),
      others: decision.others.map { "\($0.contract) \($0.outcome.rawValue) \($0.code?.rawValue ?? "-")" })
  }
}
