import HTTPCore
import Licensing

/// What the routes of one kind of record have of their own.
struct RecordRoute: Sendable {
  let kind: RecordKind
  let path: String
  /// The right to read them.
  let right: Right
  /// The kind in the names of operations, and of one record among the schemas.
  let plural: String
  let schema: String
  /// The kind in sentences.
  let noun: String
  let idDescription: String
  let example: String
  /// What a page may be chosen by.
  var filters: [Parameter] = []
  /// What one record may be asked for with.
  var own: [Parameter] = []

  static let all = [
    RecordRoute(
      kind: .product, path: "/v1/products", right: .readCatalogue, plural: "Products", schema: "Product",
      noun: "products", idDescription: "The product's id.", example: "graitec-advance-design",
      filters: [filter("vendor", "Only those of this vendor.", example: "graitec")]),
    RecordRoute(
      kind: .customer, path: "/v1/customers", right: .readCustomers, plural: "Customers", schema: "Customer",
      noun: "customers", idDescription: "The customer's id.", example: "C-1001",
      filters: [
        filter("domain", "Only those that own this mail domain.", example: "be-martin.example"),
        filter("email", "Only those with this contact.", example: "c.martin@be-martin.example"),
      ]),
    RecordRoute(
      kind: .contract, path: "/v1/contracts", right: .readCustomers, plural: "Contracts", schema: "Contract",
      noun: "contracts", idDescription: "The contract's number.", example: "GA-2024-0117",
      filters: [
        filter("customer", "Only those of this customer.", example: "C-1001"),
        filter("product", "Only those that include this product, by its id.", example: "graitec-advance-design"),
        filter("programme", "Only those under this programme.", example: "graitec-advantage"),
        .query("status", .choice(Contract.Status.allCases.map(\.rawValue)), "Only those of this status."),
      ]),
    RecordRoute(
      kind: .licence, path: "/v1/licences", right: .readCustomers, plural: "Licences", schema: "Licence",
      noun: "licences",
      idDescription: "The id that the registry gave the licence; a code never stands in an address.",
      example: "lic_0h2x6k9w3v7m5q8r4t1y0z2b6n8c4d7f5g9j3k1p6s8",
      filters: [
        filter("customer", "Only those of this customer.", example: "C-1001"),
        filter("contract", "Only those of this contract.", example: "GA-2024-0117"),
        filter("product", "Only those of this product, by its id.", example: "graitec-advance-design"),
        filter("release", "Only those of this release.", example: "2025"),
        .query("state", .choice(Licence.State.allCases.map(\.rawValue)), "Only those of this state."),
      ],
      own: [
        .query(
          "reveal", .boolean,
          "Whether to answer with the whole code; needs the right `licences.reveal`, and each time is an event.")
      ]),
    RecordRoute(
      kind: .programme, path: "/v1/programmes", right: .readCatalogue, plural: "Programmes", schema: "Programme",
      noun: "support programmes", idDescription: "The programme's id.", example: "graitec-advantage"),
    RecordRoute(
      kind: .advisory, path: "/v1/advisories", right: .readCatalogue, plural: "Advisories", schema: "Advisory",
      noun: "known incidents", idDescription: "The advisory's id.", example: "DS-2026-001",
      filters: [filter("product", "Only those of this product, by its id.", example: "demo-structure")]),
  ]

  /// The problem that there is no such record.
  func missing(_ language: Language) -> ProblemReport {
    ProblemReport(
      ProblemDetails(
        status: .notFound, code: "\(kind.singular).not_found",
        detail: kind == .licence
          ? language(
            en: "no licence has this id; an id begins with lic_ and comes from a page of licences or from a search",
            fr:
              "aucune licence n’a cet identifiant ; il commence par lic_ et vient d’une page de licences ou d’une recherche"
          )
          : language(en: "there is none with this id", fr: "il n’y en a pas avec cet identifiant")))
  }

  private static func filter(_ name: String, _ description: String, example: String) -> Parameter {
    .query(name, .text(length: 1...512), description, example: example)
  }
}
