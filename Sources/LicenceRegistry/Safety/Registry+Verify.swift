public import Hashing
import Licensing
public import SQLiteStore

/// What checking a registry from end to end has found.
public struct VerificationReport: Sendable {
  /// What is wrong with the file, in SQLite's words.
  public var faults: [String]
  /// How far the chain of the audit record holds.
  public var chain: ChainReport
  /// Whether the chain has the hash that was told earlier; true if none was.
  public var hasHead: Bool
  /// Whether the imports are what was applied.
  public var imports: JournalReport

  /// Whether decisions, tokens, resends, contacts and erased details are what the audit record tells.
  public var seals: SealReport

  /// What records are found by and does not fit them, such as the texts that are searched.
  public var lookups: [LookupFault]

  /// Whether nothing is wrong.
  public var isSound: Bool {
    faults.isEmpty && chain.broken == nil && hasHead && imports.faults.isEmpty && seals.faults.isEmpty
      && lookups.isEmpty
  }

  /// What the registry keeps besides, which no event proves: it may be changed past the registry unseen.
  public static let unproven: [(name: String, en: String, fr: String)] = [
    ("resend_counts", "the counts by which resends are limited", "les comptes qui limitent les renvois"),
    (
      "mail_texts", "the texts of mails that wait or are still kept", "les textes des courriels en attente ou conservés"
    ),
    ("resend_inbox", "requests that were not looked at yet", "les demandes pas encore examinées"),
    ("idempotency", "answers kept under idempotency keys", "les réponses gardées sous une clé d’idempotence"),
    (
      "erasures", "the digests by which erased persons are known again",
      "les empreintes auxquelles une personne effacée est reconnue"
    ),
    ("last_use", "when tokens were last used", "la dernière utilisation des jetons"),
  ]
}

extension Registry {
  /// Checks the file from end to end, the chain of its audit record, and that imports, records, decisions, tokens and
  /// resends are what was recorded, and that what records are found by fits them; ``VerificationReport/unproven`` is what it
  /// can't check.
  ///
  /// - Parameter head: a hash that was told earlier, and the number of its event, which must have it still.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func verify(head: (sequence: Int, hash: Digest)? = nil) throws -> VerificationReport {
    let connection = try file.connect(.write)
    var report = try connection.reading {
      var hasHead = true
      if let head {
        let event = head.sequence == 0 ? nil : try connection.events(after: head.sequence - 1, limit: 1).first
        let kept = head.sequence == 0 ? Digest.zero : event.flatMap { Digest(hexadecimal: $0.hash) }
        hasHead = kept == head.hash && (head.sequence == 0 || event?.sequence == head.sequence)
      }
      let faults = try connection.verifyFile()
      // What stands in a damaged file can't be gone through.
      let imports = faults.isEmpty ? try connection.verifyImports() : JournalReport()
      let seals = faults.isEmpty ? try connection.verifySeals() : SealReport()
      let lookups = faults.isEmpty ? try connection.verifyLookups() : []
      return VerificationReport(
        faults: faults, chain: try connection.verifyEvents(), hasHead: hasHead, imports: imports, seals: seals,
        lookups: lookups)
    }
    if report.faults.isEmpty { report.faults += try [connection.verifySearchIndex()].compactMap { $0 } }
    return report
  }
}
