/// What a holder of an access token is to the registry; decides the rights.
///
/// This is the one table of roles and rights: the API enforces it, and its description is made from it.
public enum Role: String, Sendable, CaseIterable {
  /// Looks things up: dashboards, monitoring, reports.
  case reader
  /// Works on tickets.
  case support
  /// Works on tickets, and decides about codes to be sent again.
  case approver
  /// Brings catalogues, contracts and licences in.
  case importer
  /// May do everything.
  case admin
  /// A portal of the customers themselves: may ask that a code be sent again, and sees nothing.
  case selfService = "self-service"

  /// What the role allows.
  public var rights: Set<Right> {
    switch self {
    case .reader: [.readCatalogue, .readCustomers, .ask, .readDecisions, .readMetrics, .readDocumentation]
    case .support: Role.reader.rights.union([.recordDecisions, .requestResends, .handleResends])
    case .approver: Role.support.rights.union([.approveResends, .reveal])
    case .importer: [.readCatalogue, .readCustomers, .writeRecords, .importCatalogues, .readDocumentation]
    case .admin: Set(Right.allCases)
    case .selfService: [.requestResends]
    }
  }

  /// Whether the role allows something.
  public func allows(_ right: Right) -> Bool { Role.table[self]?.contains(right) == true }

  /// The rights of every role, made once: each request asks.
  private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.rights) })

  /// What the role is for, in one line for people.
  public var summary: String {
    switch self {
    case .reader: "looks things up"
    case .support: "works on tickets"
    case .approver: "works on tickets, and decides about codes to be sent again"
    case .importer: "brings catalogues, contracts and licences in"
    case .admin: "may do everything"
    case .selfService: "a customers' portal: may ask that a code be sent again, and sees nothing"
    }
  }
}
