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
  /// The files and folders that were named, from the root, and how all of them are written where that was stated.
  private let sources: (paths: [String], format: CatalogueFile.Format?)
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
  ///   - paths: the files and folders in which those were found.
  ///   - format: how all of them are written, where that was stated.
  ///   - map: the mapping file that they were read with.
  ///   - removal: what was to be removed.
  public init(
    _ change: CatalogueImport, files: [CatalogueFile], in paths: [String], as format: CatalogueFile.Format? = nil,
    map: CatalogueFile? = nil, options removal: ImportOptions.Removal
  ) throws {
    self.removal = removal
    sources = (paths.map(FilePath.absolute), format)
    self.map = try map.map { try PlanFile.read($0.name) }
    formats = files.map(\.format)
    encoding = files.first?.encoding
    self.files = zip(change.files, files).map { read, file in
      ImportedFile(name: FilePath.absolute(file.name), bytes: read.bytes, digest: read.digest)
    }
    state = change.basis
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
    let paths = (root["sources"]?.array ?? []).compactMap(\.string)
    sources = (paths, root["format"]?.string.flatMap { CatalogueFile.Format(rawValue: $0) })
    formats = (root["formats"]?.array ?? []).compactMap { $0.string.flatMap { CatalogueFile.Format(rawValue: $0) } }
    encoding = root["encoding"]?.string.flatMap { TextEncoding(rawValue: $0) }
    map = root["map"].flatMap { $0.isNull ? nil : PlanFile.file($0) }
    guard formats.count == files.count, !paths.isEmpty else { throw PlanFileError.unreadable(path) }
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
    writer.key("sources")
    writer.strings(sources.paths)
    writer.member("format", sources.format?.rawValue)
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

  /// Compares what is in the files and folders that were named with what was there.
  private func checkSources() throws {
    let found = try CatalogueFile.files(at: sources.paths, as: sources.format).map { FilePath.absolute($0.name) }
    let planned = files.map(\.name)
    if let added = found.first(where: { !planned.contains($0) }) { throw PlanFileError.fileAdded(added) }
    if let gone = planned.first(where: { !found.contains($0) }) { throw PlanFileError.fileGone(gone) }
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
    try checkSources()
    let change = try CatalogueImport(
      try zip(files, formats).map { planned, format in
        var file = try CatalogueFile(file: planned.name, as: format)
        file.encoding = encoding
        return file
      }, into: registry, options: options, watch: watch)
    for (planned, read) in zip(files, change.files) where planned.digest != read.digest {
      throw PlanFileError.fileChanged(planned.name)
    }
    guard state == change.basis else { throw PlanFileError.registryChanged }
    guard change.plan.isApplicable, digest == (try change.digest().description) else {
      throw PlanFileError.registryChanged
    }
    return change
  }
}

/// Why a plan that was kept can't be applied.
public enum PlanFileError: Error, Sendable, Hashable {
  /// A file is no plan.
  case unreadable(String)
  /// A file has another content than when it was planned.
  case fileChanged(String)
  /// A file has come into one of the folders.
  case fileAdded(String)
  /// A file has gone from one of the folders.
  case fileGone(String)
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
    case .fileAdded(let path):
      language(
        en: "\(path) was not there when this was planned; nothing was changed. Plan again.",
        fr: "\(path) n’existait pas lors de la préparation ; rien n’a été modifié. Préparez de nouveau.")
    case .fileGone(let path):
      language(
        en: "\(path) was there when this was planned, and is gone; nothing was changed. Plan again.",
        fr: "\(path) existait lors de la préparation et a disparu ; rien n’a été modifié. Préparez de nouveau.")
    case .registryChanged:
      language(
        en: "The registry has changed since this was planned, or is another one; nothing was changed. Plan again.",
        fr:
          "Le registre a changé depuis cette préparation, ou en est un autre ; rien n’a été modifié. Préparez de nouveau."
      )
    }
  }
}
