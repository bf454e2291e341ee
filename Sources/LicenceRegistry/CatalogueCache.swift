import Catalogue
import Licensing
import SQLiteStore
import Synchronization

/// The product catalogue of the registry's newest state that was asked for, shared by all readers.
final class CatalogueCache: Sendable {
  private let newest = Mutex<(revision: Int, catalogue: ProductCatalogue)?>(nil)

  /// The catalogue of a revision; read from the file, on the caller's state of it, unless it is at hand.
  func catalogue(revision: Int, on connection: Connection) throws -> ProductCatalogue {
    if let newest = newest.withLock({ $0 }), newest.revision == revision { return newest.catalogue }
    let catalogue = try CatalogueCache.load(connection)
    newest.withLock { current in
      if current.map({ $0.revision < revision }) ?? true { current = (revision, catalogue) }
    }
    return catalogue
  }

  /// The catalogue of the state that a connection sees.
  func current(on connection: Connection) throws -> ProductCatalogue {
    try catalogue(revision: try FactQueries(connection).revisions().catalogue, on: connection)
  }

  /// Makes the file's records into a catalogue.
  static func load(_ connection: Connection) throws -> ProductCatalogue {
    try load { try connection.records($0) }
  }

  /// Makes the records that `records` has of each kind into a catalogue.
  static func load(_ records: (RecordKind) throws -> [Record]) throws -> ProductCatalogue {
    let programmes = try records(.programme).map(StoredCatalogue.programme)
    let names = Set(programmes.map(\.desk.timeZone))
    guard let home = ZoneFiles.rules(ZoneFiles.home) else {
      throw StoreError.corrupt(reason: "the zone \(ZoneFiles.home) is not known")
    }
    return ProductCatalogue(
      vendors: try records(.vendor).map(StoredCatalogue.vendor),
      products: try StoredCatalogue.products(
        try records(.product), releases: try records(.release),
        updates: try records(.update)),
      advisories: try records(.advisory).map(StoredCatalogue.advisory), programmes: programmes,
      publicMailDomains: Set(try records(.publicMailDomain).map(\.label)),
      zones: try names.map { name in
        guard let rules = ZoneFiles.rules(name) else {
          throw StoreError.corrupt(reason: "this system does not know the time zone \(name)")
        }
        return rules
      }, homeZone: home)
  }
}
