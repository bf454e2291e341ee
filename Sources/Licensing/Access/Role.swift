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
  public var rights: Set<Right> { Set(Right.allCases.filter(allows)) }

  /// Whether the role allows something; each request asks, so it is told by cases instead of by a set.
  public func allows(_ right: Right) -> Bool {
    switch (self, right) {
    case (.reader, .readCatalogue), (.reader, .readCustomers), (.reader, .ask), (.reader, .readDecisions),
      (.reader, .readMetrics), (.reader, .readDocumentation):
      true
    case (.support, .recordDecisions), (.support, .requestResends), (.support, .handleResends): true
    case (.support, _): Role.reader.allows(right)
    case (.approver, .approveResends), (.approver, .reveal): true
    case (.approver, _): Role.support.allows(right)
    case (.importer, .readCatalogue), (.importer, .readCustomers), (.importer, .writeRecords),
      (.importer, .importCatalogues), (.importer, .readDocumentation):
      true
    case (.admin, _): true
    case (.selfService, .requestResends): true
    case (.reader, _), (.importer, _), (.selfService, _): false
    }
  }

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
