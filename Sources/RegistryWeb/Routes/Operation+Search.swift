import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// Search over customers, contacts, contracts, licence codes and products.
  static let search = [
    Operation(
      name: "search", method: .get, path: "/v1/search", right: .readCustomers,
      summary: "What resembles a text that somebody has in the hand, best first.",
      description: """
        Part of a company's name (accents, case and slips of the pen do not count), an e-mail address or its domain, a \
        contract number, a licence code as pasted, a product's name or alias. A licence is found by its own code alone, \
        whole or by its first eight characters and more.
        """,
      parameters: [
        .query("q", .text(length: 1...200), "The text.", isRequired: true, example: "Etudes Martn"),
        .query("limit", .integer(1...100), "How many at most; 20 unless given."),
      ],
      replies: [
        ReplyForm(.ok, "What was found, best first.", .object([.member("items", .array(.named("SearchHit")))])),
        .problem(.badRequest, "The text is missing or too long."),
      ]
    ) { exchange in
      let hits = try exchange.reader.search(exchange.query["q"] ?? "", limit: exchange.query.integer("limit") ?? 20)
      return Page(hits, next: nil).response(to: exchange) { $0.searchHit($1) }
    }
  ]
}
