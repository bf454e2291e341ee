import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// The audit record, as an ordered feed for other tools.
  static let events = [
    Operation(
      name: "listEvents", method: .get, path: "/v1/events", right: .readEvents,
      summary: "What was done, in order.",
      description: """
        Numbers are given in the order in which changes are durable, without gaps: who asks again after the last number \
        that it has, misses none. Where a backup is restored, a `registry.restored` event goes on after all numbers that \
        were given before: its details tell in `gap` which numbers stand no longer for anything, so that who has events \
        under them knows that they were taken back. Each event bears the hash of itself and all before it; \
        `licence-registry verify` checks the chain.
        """,
      parameters: [
        .query("after", .integer(0...Int.max), "Only events after the one with this number; 0 unless given."),
        .query(
          "subject", .text(length: 1...512),
          """
          Only those on this thing, by its path below `/v1`; of a record those of the imports, single changes and undos \
          that changed it or its parts (contacts, entitlements, releases, updates), too. What each changed of it is at \
          `/v1/imports/{id}/changes`. Decisions that were recorded together share an event, which is given for each.
          """, example: "contracts/GA-2024-0117"),
        .limit,
      ],
      replies: [
        .page(of: .named("Event"), "A page of events."),
        .problem(.conflict, "There never was an event with the number in `after`: it is another registry's."),
      ]
    ) { exchange in
      let limit = exchange.query.integer("limit") ?? 100
      let after = exchange.query.integer("after") ?? 0
      let events = try exchange.reader.events(after: after, subject: exchange.query["subject"], limit: limit + 1)
      if events.isEmpty, after > 0 {
        let last = try exchange.reader.lastEventNumber()
        guard after <= last else { throw beyondLast(after, last, exchange.language) }
      }
      let page = Page(
        events.prefix(limit), next: events.count > limit ? String(events[limit - 1].sequence) : nil)
      return page.response(to: exchange) { $0.event($1) }
    }
  ]

  private static func beyondLast(_ after: Int, _ last: Int, _ language: Language) -> ProblemReport {
    let detail = language(
      en:
        "there is no event \(after), the last is \(last): the number is another registry's, or this one was put back by "
        + "other means than restore. Read from after=0 and compare with what you have",
      fr:
        "il n’y a pas d’événement \(after), le dernier est \(last) : le numéro vient d’un autre registre, ou celui-ci a été "
        + "remis en place autrement que par restore. Relisez depuis after=0 et comparez avec ce que vous avez")
    return ProblemReport(
      ProblemDetails(
        status: .conflict,
        faults: [ProblemDetails.Fault("events.beyond_last", field: "after", inQuery: true, detail)]))
  }
}

extension JSONWriter {
  /// An event of the audit record.
  fileprivate mutating func event(_ event: RecordedEvent) {
    beginObject()
    member("sequence", event.sequence)
    member("at", event.at)
    member("actor", event.actor)
    member("action", event.action)
    member("subject", event.subject)
    member("request", event.request)
    key("details")
    if let details = event.details { rawValue(Array(details.utf8)) } else { null() }
    member("hash", event.hash)
    endObject()
  }
}
