import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `search`: finds customers, contacts, contracts, licences and products by what somebody has in the hand.
enum SearchCommand {
  static let form = CommandForm(
    name: "search", summary: "Find customers, contacts, contracts, licences and products.",
    arguments: .some("TEXT"),
    options: [
      RegistryLocation.option,
      .value("limit", "N", "how many at most (default 20)"),
      .flag("json", "the answer of the API"),
    ],
    notes: """
      TEXT is part of a company's name, an e-mail address or its domain, a contract number, a
      licence code as pasted, or a product. Accents, case and slips of the pen do not count.
      Exit status: 0 found something, 1 found nothing.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let text = arguments.arguments.joined(separator: " ")
    let limit = try arguments.number("limit", in: 1...100) ?? 20
    let hits = try RegistryLocation.open(arguments).makeReader().search(text, limit: limit)
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.key("items")
      writer.beginArray()
      for hit in hits { writer.searchHit(hit) }
      writer.endArray()
      writer.endObject()
      console.print(writer.text)
    } else if hits.isEmpty {
      console.warn(console.language(en: "Nothing resembles that.", fr: "Rien n’y ressemble."))
    } else {
      for hit in hits { console.print(line(hit, console)) }
    }
    return hits.isEmpty ? .failure : .success
  }

  private static func line(_ hit: SearchHit, _ console: Console) -> String {
    let kind =
      switch hit.kind {
      case .customer: console.language(en: "customer", fr: "client")
      case .contact: "contact"
      case .contract: console.language(en: "contract", fr: "contrat")
      case .licence: "licence"
      case .product: console.language(en: "product", fr: "produit")
      }
    var parts = [hit.title]
    if hit.kind == .customer || hit.kind == .product { parts.append("(\(hit.id))") }
    if hit.kind == .licence { parts.append([hit.product, hit.release].compactMap { $0 }.joined(separator: " ")) }
    if hit.kind == .licence, let contract = hit.contract { parts.append(contract) }
    if hit.kind != .customer, let customer = hit.customer { parts.append("– \(customer.name) (\(customer.id))") }
    if let state = hit.state, state != "active" { parts.append("[\(state)]") }
    return console.styled(kind + String(repeating: " ", count: max(1, 10 - kind.count)), .dim)
      + parts.joined(separator: " ")
  }
}
