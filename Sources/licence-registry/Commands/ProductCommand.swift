import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `product`: the catalogue's products, or one with its releases and known incidents.
enum ProductCommand {
  static let form = CommandForm(
    name: "product", summary: "List the products, or show one with its releases.", arguments: .optional("ID"),
    options: [RegistryLocation.option, .flag("json", "the answer of the API")],
    notes: "ID is a product's id, its name or an alias. Exit status: 0 found, 1 not found.")

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let reader = try RegistryLocation.open(arguments).makeReader()
    guard let text = arguments.arguments.first else { return try list(reader, arguments, console) }
    var record = try reader.record(.product, id: text)
    if record == nil {
      // Read as in a question, so that the same text means the same product everywhere.
      switch try reader.catalogue().reading(ofProduct: text) {
      case .found(let product, _): record = try reader.record(.product, id: product.product.id)
      case .ambiguous(let products), .unrecognised(let products):
        let names = products.map { "\($0.product.name) (\($0.product.id))" }.joined(separator: ", ")
        guard !names.isEmpty else { break }
        console.fail(
          console.language(en: "there is no product ‘\(text)’.", fr: "il n’y a pas de produit « \(text) »."),
          hint: console.language(en: "Nearest: \(names).", fr: "Les plus proches : \(names)."))
        return .failure
      }
    }
    guard let record else {
      console.fail(
        console.language(en: "there is no product ‘\(text)’.", fr: "il n’y a pas de produit « \(text) »."),
        hint: console.language(
          en: "'\(Program.name) product' lists them.", fr: "« \(Program.name) product » en donne la liste."))
      return .failure
    }
    var writer = JSONWriter(pretty: console.isTerminal)
    try writer.shownRecord(record)
    if arguments.has("json") {
      console.print(writer.text)
    } else if let product = try reader.catalogue().products.first(where: { $0.product.id == record.id })?.product {
      var filter = RecordFilter()
      filter.product = product.id
      show(product, incidents: try reader.records(.advisory, filter, limit: 1000)?.records.map(\.id) ?? [], console)
    }
    return .success
  }

  private static func list(
    _ reader: RegistryReader, _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.key("items")
      writer.beginArray()
      for record in try reader.records(.product, limit: 1_000_000)?.records ?? [] { try writer.shownRecord(record) }
      writer.endArray()
      writer.endObject()
      console.print(writer.text)
      return .success
    }
    let products = try reader.catalogue().products.map(\.product).sorted { $0.id < $1.id }
    let width = products.map(\.id.count).max() ?? 0
    for product in products {
      let newest = product.releases.first { !$0.isPreview }?.name ?? "–"
      let padding = String(repeating: " ", count: width - product.id.count)
      console.print("\(product.id)\(padding)  \(product.name)  (\(newest))")
    }
    return .success
  }

  private static func show(_ product: Product, incidents: [String], _ console: Console) {
    let language = console.language
    console.print(console.styled(product.name, .bold) + "  (\(product.id), \(product.vendor))")
    if !product.aliases.isEmpty {
      console.print(language(en: "  also: ", fr: "  aussi : ") + product.aliases.joined(separator: ", "))
    }
    for release in product.releases {
      var parts = [release.name]
      if release.isPreview { parts.append(language(en: "announced", fr: "annoncée")) }
      if let day = release.released {
        parts.append(language(en: "released \(day)", fr: "parue le \(day.text(in: .french))"))
      }
      if let day = release.endOfSupport {
        parts.append(language(en: "supported until \(day)", fr: "prise en charge jusqu’au \(day.text(in: .french))"))
      }
      if !release.updates.isEmpty { parts.append(release.updates.map(\.name).joined(separator: ", ")) }
      console.print("  " + parts.joined(separator: "  "))
    }
    if !incidents.isEmpty {
      console.print(
        language(en: "  known incidents: ", fr: "  incidents connus : ") + incidents.joined(separator: ", "))
    }
  }
}
