import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// The registry's records: pages of each kind, and one by its id.
  static let records = RecordRoute.all.flatMap { route in
    [
      Operation(
        name: "list\(route.plural)", method: .get, path: route.path, right: route.right,
        summary: "A page of \(route.noun), in the order of their ids.", parameters: route.filters + [.after, .limit],
        replies: [.page(of: .named(route.schema), "A page of \(route.noun).")]
          + (route.kind == .licence ? [.problem(.notFound, "`after` is no id of a licence.")] : [])
      ) { exchange in
        let limit = exchange.query.integer("limit") ?? 100
        let found = try exchange.reader.records(
          route.kind, RecordFilter(exchange.query), after: exchange.query["after"], limit: limit)
        guard let (records, hasMore) = found else { throw route.missing(exchange.language) }
        let page = Page(records, next: hasMore ? records.last?.id : nil)
        return try page.response(to: exchange) { writer, record in try writer.shownRecord(record) }
      },
      Operation(
        name: "get\(route.schema)", method: .get, path: "\(route.path)/{id}", right: route.right,
        summary: "One of the \(route.noun).",
        parameters: [.path("id", route.idDescription, example: route.example)] + route.own + [.ifNoneMatch],
        replies: ReplyForm.record(route.schema, "The record.")
      ) { exchange in
        guard let record = try exchange.reader.record(route.kind, id: exchange.path["id"] ?? "") else {
          throw route.missing(exchange.language)
        }
        if exchange.query.isTrue("reveal") {
          // A whole code is sent each time, since each time is an event; what is no tag is refused all the same.
          _ = try Precondition(exchange.request.fields, exchange.language)
          return try exchange.reveal(record)
        }
        var writer = JSONWriter()
        try writer.shownRecord(record)
        return try exchange.taggedAnswer(writer.bytes)
      },
    ]
  }
}

extension Parameter {
  /// Where a page goes on.
  static let after = query("after", .text(length: 1...512), "Go on after the record with this id.")
}

extension RecordFilter {
  /// The filter of a query; each operation takes only those parameters that mean something to it.
  fileprivate init(_ query: QueryValues) {
    self.init()
    customer = query["customer"]
    contract = query["contract"]
    product = query["product"]
    release = query["release"]
    programme = query["programme"]
    status = query["status"].flatMap { Contract.Status(rawValue: $0) }
    state = query["state"].flatMap { Licence.State(rawValue: $0) }
    domain = query["domain"]
    email = query["email"]
    vendor = query["vendor"]
  }
}

extension Exchange {
  /// The answer with a licence's whole code, once the event that tells of it is durable.
  fileprivate func reveal(_ record: ShownRecord) throws -> HTTPResponse? {
    guard let token else { throw AccessDenial.missing }
    guard may(.reveal) else { throw AccessDenial.forbidden(token, .reveal) }
    var writer = JSONWriter()
    try writer.shownRecord(record, revealing: true)
    let (response, sink, language) = (answer(writer.bytes), sink, language)
    registry.noteReveal(of: record, actor: actor, requestID: requestID, address: request.peer, now: now) { error in
      if let error { sink.fail(error, language) } else { sink.send(response) }
    }
    return nil
  }
}
