import Licensing
import SQLiteStore

extension Carryover {
  /// Forgets whom the registry in place had forgotten since the backup was made.
  func eraseAgain(_ restoration: inout Restoration) throws {
    restoration.knowsErasures = true
    let erasures = try current.erasures()
    let told = try restored.erasedPlaceholders().union(restored.erasures().map(\.placeholder))
    let known = Set(erasures.map(\.placeholder))
    restoration.unknownErasures = try current.erasedPlaceholders().subtracting(told).subtracting(known).count
    let missing = erasures.filter { !told.contains($0.placeholder) }
    guard !missing.isEmpty else { return }
    let procedure = try procedure()
    try restored.writing {
      for (email, erasure) in try restored.addresses(erasedBy: missing) {
        // Who came back since has agreed to it.
        guard try !current.hasContact(email) else { continue }
        try erase(email, erasure, procedure)
        restoration.erasedAgain += 1
      }
      for erasure in missing { try restored.insert(erasure) }
    }
    if restoration.erasedAgain > 0 { try restored.compact() }
  }

  private func erase(_ email: String, _ erasure: Erasure, _ procedure: ResendProcedure) throws {
    let open = try restored.openResends(email: email)
    // What a sender had in its hands when the backup was made loses its text, and so ends when its claim does.
    for id in open {
      do {
        _ = try procedure.act(.cancel, onResend: id, note: nil)
      } catch ResendRefused.beingSent {}
    }
    var report = try procedure.erase(email, placeholder: erasure.placeholder)
    report.cancelled = open.count
    try procedure.recordErasure(report, placeholder: erasure.placeholder)
  }
}
