/// What an access token may be allowed to do; each route of the API needs one right, or none.
public enum Right: String, Sendable, CaseIterable {
  /// Read products, programmes and advisories.
  case readCatalogue = "catalogue.read"
  /// Read customers, contracts and licences, with masked codes, and search them.
  case readCustomers = "customers.read"
  /// See a whole licence code where a request asks for it; each time is an event.
  case reveal = "licences.reveal"
  /// Ask whether a ticket is covered.
  case ask = "eligibility.ask"
  /// Ask, and keep the decision.
  case recordDecisions = "eligibility.record"
  /// Read decisions that were kept.
  case readDecisions = "decisions.read"
  /// Ask that a licence code be sent again.
  case requestResends = "resends.request"
  /// Read requests for codes, and cancel or retry them.
  case handleResends = "resends.handle"
  /// Approve or reject requests for codes, never one's own.
  case approveResends = "resends.approve"
  /// Change or remove a single record.
  case writeRecords = "records.write"
  /// Plan, apply and undo imports, and read about them.
  case importCatalogues = "imports.apply"
  /// Read the audit record.
  case readEvents = "events.read"
  /// Read the server's measurements.
  case readMetrics = "metrics.read"
  /// Read the description of the API.
  case readDocumentation = "documentation.read"

  /// What it allows, in one line for people.
  public var summary: String {
    switch self {
    case .readCatalogue: "read products, programmes and advisories"
    case .readCustomers: "read and search customers, contracts and licences (codes masked)"
    case .reveal: "see a whole licence code, on request; each time is an event"
    case .ask: "ask whether a ticket is covered"
    case .recordDecisions: "ask whether a ticket is covered and keep the decision"
    case .readDecisions: "read decisions that were kept"
    case .requestResends: "ask that a licence code be sent again"
    case .handleResends: "read requests for codes, cancel and retry them"
    case .approveResends: "approve or reject requests for codes, never one's own"
    case .writeRecords: "change or remove single records"
    case .importCatalogues: "plan, apply and undo imports"
    case .readEvents: "read the audit record"
    case .readMetrics: "read the server's measurements"
    case .readDocumentation: "read the description of the API"
    }
  }
}
