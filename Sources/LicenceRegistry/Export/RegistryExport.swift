import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Writes the registry's records as catalogue files, from which an empty registry becomes an equal one.
///
/// The same records give the same bytes, in the order of keys, so that the files are good to keep in git.
public struct RegistryExport {
  /// How the files are written.
  public enum Format: String, Sendable, CaseIterable {
    /// JSON5, nested: customers with their contacts, products with their releases.
    case json5
    /// CSV, one kind of record a file, as a French Excel opens it; what CSV has no form for stands in `catalogue.json5`.
    case csv
  }

  /// What was written.
  public struct Result: Sendable {
    /// The paths of the files, in the order of their names.
    public var files: [String]
    /// How many records they hold.
    public var records: Int
  }

  private let queries: ExportQueries
  private let folder: ExportFolder

  /// Owners and the kinds of their parts, in the order in which files are written.
  private static let owners: [(kind: RecordKind, parts: [RecordKind])] = [
    (.vendor, []), (.programme, []), (.product, [.release, .update, .advisory]), (.publicMailDomain, []),
    (.customer, [.contact]), (.contract, [.entitlement]), (.licence, []),
  ]

  init(_ connection: Connection, _ folder: ExportFolder) {
    queries = ExportQueries(connection)
    self.folder = folder
  }

  func run(_ format: Format, watch: (Int) -> Void) throws -> Int {
    var count = 0
    func add(_ records: Int) {
      count += records
      watch(count)
    }
    switch format {
    case .json5: try json5(add)
    case .csv: try csv(add)
    }
    return count
  }

  private func json5(_ add: (Int) -> Void) throws {
    for (kind, partKinds) in RegistryExport.owners {
      let file = try JSON5Export(folder, name: kind.rawValue)
      try queries.forEach(kind) { record in
        let parts = try parts(partKinds, of: record)
        try file.add(record, parts)
        add(1 + parts.values.reduce(0) { $0 + $1.count })
      }
      try file.close()
    }
  }

  private func csv(_ add: (Int) -> Void) throws {
    let rest = try JSON5Export(folder, name: "catalogue")
    var tables: [RecordKind: CSVExport] = [:]
    for kind in RecordKind.allCases {
      if let header = CatalogueText.header(kind) { tables[kind] = try CSVExport(folder, kind, header) }
    }
    for (kind, partKinds) in RegistryExport.owners {
      try queries.forEach(kind) { record in
        let parts = try parts(partKinds, of: record)
        add(1 + parts.values.reduce(0) { $0 + $1.count })
        guard tables[kind] != nil else { return try rest.add(record, parts) }
        // An owner and its parts stay together: if one of them has no form in CSV, all go into the other file.
        var rows: [(kind: RecordKind, cells: [String])] = []
        for row in [record] + partKinds.filter({ $0 != .advisory }).flatMap({ parts[$0] ?? [] }) {
          guard let cells = try CatalogueText.cells(row) else { return try rest.add(record, parts) }
          rows.append((row.kind, cells))
        }
        for row in rows { try tables[row.kind]?.add(row.cells) }
        for advisory in parts[.advisory] ?? [] { try rest.add(advisory, [:]) }
      }
    }
    for table in tables.values { try table.close() }
    try rest.close()
  }

  private func parts(_ kinds: [RecordKind], of record: Record) throws -> [RecordKind: [Record]] {
    var parts: [RecordKind: [Record]] = [:]
    for kind in kinds { parts[kind] = try queries.parts(kind, of: record) }
    return parts
  }
}

extension RegistryReader {
  /// Writes all records as catalogue files into a folder, on one state of the registry.
  ///
  /// Files get their names only once all of them are whole; those of an earlier export are replaced.
  ///
  /// - Parameters:
  ///   - format: how they are written.
  ///   - folder: the folder; made if it is missing.
  ///   - watch: is called with how many records were written.
  /// - Throws: ``FileError`` if a file can't be written, or the folder has other catalogue files, which an import of the
  ///   folder would read as well; `SQLiteError` or `StoreError` if the registry can't be read.
  public func export(
    _ format: RegistryExport.Format, to folder: String, watch: (Int) -> Void = { _ in }
  ) throws -> RegistryExport.Result {
    let files = try ExportFolder(folder)
    let records = try onOneState { try RegistryExport(connection, files).run(format, watch: watch) }
    return RegistryExport.Result(files: try files.finish(), records: records)
  }
}
