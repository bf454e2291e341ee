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
        that it has, misses none. Each event bears the hash of itself and all before it; `licence-registry verify` checks \
        the chain.
        """,
      parameters: [
        .query("after", .integer(0...Int.max), "Only events after the one with this number; 0 unless given."),
        .query("subject", .text(length: 1...512), "Only those on this thing.", example: "contracts/GA-2024-0117"),
        .limit,
      ],
      replies: [.page(of: .named("Event"), "A page of events.")]
    ) { exchange in
      let limit = exchange.query.integer("limit") ?? 100
      let events = try exchange.reader.events(
        after: exchange.query.integer("after") ?? 0, subject: exchange.query["subject"], limit: limit + 1)
      let page = Page(
        events.prefix(limit), next: events.count > limit ? String(events[limit - 1].sequence) : nil)
      return page.response(to: exchange) { $0.event($1) }
    }
  ]
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
