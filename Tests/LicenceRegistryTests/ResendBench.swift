import LicenceRegistry
import Licensing

@testable import SQLiteStore

/// A registry with one customer, two people and three licences, to ask for codes from.
struct ResendBench: Sendable {
  let bench: Bench
  let now = UTCInstant(seconds: 1_772_190_000)

  var registry: Registry { bench.registry }

  init() throws {
    bench = try Bench()
    // Long before, so that nobody's address is new.
    let before = UTCInstant(seconds: now.seconds - 30 * 86_400)
    _ = try bench.plan(json5: ResendBench.records).apply(at: before, actor: "test")
  }

  static let records = """
    {
      vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: "O" } }],
      programmes: [{ id: "p", name: "Programme Été", contact: { email: "support@desk.example" },
        resend: { perLicence: 3, perCustomer: 10, days: 30, contactCoolingDays: 7 },
        desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
      products: [{ id: "d", vendor: "v", name: "Démo <Structure> & Cie", aliases: ["Ds"],
        releases: [{ name: "2026", released: "2025-05-20" }, { name: "2025", released: "2024-05-20" },
          { name: "2024", released: "2023-05-20" }] }],
      customers: [{ id: "C-1", name: "Bureau d'Études Martin", locale: "fr", contacts: [
        { email: "Claire@martin.example", name: "Élodie Martin", mayReceiveCodes: true },
        { email: "bob@martin.example", name: "Bob", mayReceiveCodes: true, locale: "en" },
        { email: "intern@martin.example", mayReceiveCodes: false }] },
        { id: "C-2", name: "Durand", contacts: [{ email: "d@durand.example", mayReceiveCodes: true }] }],
      contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
        entitlements: [{ product: "d", releases: "latest" }] }],
      licences: [
        { code: "0421-7F3K-99QX-A1B2", contract: "GA-1", product: "d", release: "2026", seats: 5 },
        { code: "0421-7F3K-99QX-C3D4", contract: "GA-1", product: "d", release: "2024" },
        { code: "0421-7F3K-99QX-E5F6", contract: "GA-1", product: "d", release: "2026", state: "revoked" }],
    }
    """

  static let good = ResendRequest(licence: "0421 7f3k 99qx a1b2", requestedBy: " claire@MARTIN.example ", ticket: "T-1")
  static let reviewed = ResendRequest(licence: "0421-7F3K-99QX-C3D4", requestedBy: "bob@martin.example")

  func ask(_ request: ResendRequest = good, actor: String = "token:desk/tok_1", at now: UTCInstant? = nil) throws
    -> ResendRecord
  {
    try registry.requestResend(request, actor: actor, now: now ?? self.now)
  }

  func act(_ action: ResendAction, _ id: String, actor: String = "token:boss/tok_2", at now: UTCInstant? = nil) throws
    -> ResendRecord
  {
    try registry.act(action, onResend: id, actor: actor, now: now ?? self.now)
  }

  /// The audit record's actions on a resend, in order.
  func actions(on id: String) throws -> [String] {
    try registry.makeReader().events(subject: "resends/\(id)").map(\.action)
  }

  func later(minutes: Int64) -> UTCInstant { UTCInstant(seconds: now.seconds + minutes * 60) }
}
