import Formats
import Hashing
public import Licensing
import SQLiteStore

/// A plan that is kept in a file, to be reviewed now and applied later as it is, or not at all.
///
/// It names the files and the state of the registry by digests; applying plans again, and compares.
public struct PlanFile: Sendable {
  /// What the plan removes.
  public let removal: ImportOptions.Removal
  private let files: [ImportedFile]
  /// How the files are written, in their order.
  private let formats: [CatalogueFile.Format]
  /// The encoding that was stated for all of them.
  private let encoding: TextEncoding?
  /// The mapping file that they were read with.
  private let map: ImportedFile?
  private let state: String
  private let digest: String
  private let changes: Int

  /// Keeps a plan.
  ///
  /// - Parameters:
  ///   - change: what was planned.
  ///   - files: the files that it was planned from.
  ///   - map: the mapping file that they were read with.
  ///   - removal: what was to be removed.
  public init(
    _ change: CatalogueImport, files: [CatalogueFile], map: CatalogueFile? = nil, options removal: ImportOptions.Removal
  ) throws {
    self.removal = removal
    self.map = try map.map { try PlanFile.read($0.name) }
    formats = files.map(\.format)
    encoding = files.first?.encoding
    self.files = zip(change.files, files).map { read, file in
      ImportedFile(name: FilePath.absolute(file.name), bytes: read.bytes, digest: read.digest)
    }
    state = PlanFile.state(change)
    digest = try change.digest().description
    changes = change.plan.parts.reduce(0) { $0 + $1.counts.changes }
  }

  /// Reads a plan that was kept.
  ///
  /// - Throws: ``FileError`` if the file can't be read, ``PlanFileError`` if it is no plan.
  public init(path: String) throws {
    guard let root = try? StrictJSON.parse(try FileBytes.all(of: path)), root["licenceRegistryPlan"]?.int == 1,
      let state = root["registry"]?.string, let digest = root["changesDigest"]?.string,
      let files = root["files"]?.array
    else {
      _ = try FileBytes(path: path)
      throw PlanFileError.unreadable(path)
    }
    self.state = state
    self.digest = digest
    changes = root["changes"]?.int ?? 0
    removal = root["prune"]?.int.map { .unnamed(limit: $0) } ?? .none
    self.files = files.map(PlanFile.file)
    formats = (root["formats"]?.array ?? []).compactMap { $0.string.flatMap { CatalogueFile.Format(rawValue: $0) } }
    encoding = root["encoding"]?.string.flatMap { TextEncoding(rawValue: $0) }
    map = root["map"].flatMap { $0.isNull ? nil : PlanFile.file($0) }
    guard formats.count == files.count else { throw PlanFileError.unreadable(path) }
  }

  private static func file(_ node: JSONNode) -> ImportedFile {
    ImportedFile(name: node["name"]?.string ?? "", bytes: node["bytes"]?.int ?? 0, digest: node["sha256"]?.string ?? "")
  }

  /// The file at a path as it is now.
  private static func read(_ path: String) throws -> ImportedFile {
    let bytes = try FileBytes.all(of: path)
    var hash = SHA256()
    hash.update(with: bytes)
    return ImportedFile(name: FilePath.absolute(path), bytes: bytes.count, digest: hash.digest().description)
  }

  /// The plan as it is kept, for people to read too.
  public var text: String {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.member("licenceRegistryPlan", 1)
    writer.member("registry", state)
    writer.key("files")
    writer.importedFiles(files)
    writer.key("formats")
    writer.strings(formats.map(\.rawValue))
    writer.member("encoding", encoding?.rawValue)
    writer.key("map")
    if let map { writer.importedFile(map) } else { writer.null() }
    writer.key("prune")
    if case .unnamed(let limit) = removal { writer.int(limit) } else { writer.null() }
    writer.member("changes", changes)
    writer.member("changesDigest", digest)
    writer.endObject()
    return writer.text + "\n"
  }

  /// Plans again what was planned.
  ///
  /// - Parameters:
  ///   - registry: the registry.
  ///   - options: what the plan tells.
  ///   - watch: is called with how far it is.
  /// - Throws: ``PlanFileError`` if the registry or a file is another than when it was planned; ``FileError`` if a file
  ///   can't be read.
  public func plan(
    into registry: Registry, options: ImportOptions, watch: @escaping ImportProgress.Watcher = { _ in }
  ) throws -> CatalogueImport {
    var options = options
    if let map {
      if try PlanFile.read(map.name).digest != map.digest { throw PlanFileError.fileChanged(map.name) }
      options.columnMap = try CatalogueFile(map: map.name).columnMap()
    }
    let change = try CatalogueImport(
      try zip(files, formats).map { planned, format in
        var file = try CatalogueFile(file: planned.name, as: format)
        file.encoding = encoding
        return file
      }, into: registry, options: options, watch: watch)
    for (planned, read) in zip(files, change.files) where planned.digest != read.digest {
      throw PlanFileError.fileChanged(planned.name)
    }
    guard state == PlanFile.state(change) else { throw PlanFileError.registryChanged }
    guard change.plan.isApplicable, digest == (try change.digest().description) else {
      throw PlanFileError.registryChanged
    }
    return change
  }

  private static func state(_ change: CatalogueImport) -> String {
    "\(change.state.lastImport)-\(change.state.revision)"
  }
}

/// Why a plan that was kept can't be applied.
public enum PlanFileError: Error, Sendable, Hashable {
  /// A file is no plan.
  case unreadable(String)
  /// A file has another content than when it was planned.
  case fileChanged(String)
  /// The registry has changed since, or is another one.
  case registryChanged

  /// What is wrong and what to do, for people.
  public func message(_ language: Language) -> String {
    switch self {
    case .unreadable(let path):
      language(
        en: "\(path) is no plan that 'import --plan-file' has written.",
        fr: "\(path) n’est pas un plan écrit par « import --plan-file ».")
    case .fileChanged(let path):
      language(
        en: "\(path) has changed since it was planned; nothing was changed. Plan again.",
        fr: "\(path) a changé depuis la préparation ; rien n’a été modifié. Préparez de nouveau.")
    case .registryChanged:
      language(
        en: "The registry has changed since this was planned; nothing was changed. Plan again.",
        fr: "Le registre a changé depuis cette préparation ; rien n’a été modifié. Préparez de nouveau.")
    }
  }
}
