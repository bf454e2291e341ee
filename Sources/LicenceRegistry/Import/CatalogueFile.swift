public import Catalogue
public import Formats

/// A file to import: its name for messages, and how to read it from its beginning.
public struct CatalogueFile: Sendable {
  /// How a file is written.
  public enum Format: String, Sendable, CaseIterable {
    /// JSON5, nested.
    case json5
    /// CSV, one kind of record.
    case csv
    /// A product of endoflife.date, as its API v1 tells it.
    case endOfLife = "endoflife"
  }

  /// The name for messages, as it was given.
  public let name: String
  /// How it is written.
  public let format: Format
  /// How its bytes are characters, where somebody says it; `nil` to tell from the file.
  ///
  /// JSON is always UTF-8.
  public var encoding: TextEncoding?
  /// How many bytes it had when it was named.
  let size: Int
  private let opens: @Sendable () throws -> () throws -> [UInt8]

  /// Bytes in memory as a file.
  public init(name: String, format: Format, bytes: [UInt8]) {
    self.name = name
    self.format = format
    size = bytes.count
    opens = {
      var isRead = false
      return {
        defer { isRead = true }
        return isRead ? [] : bytes
      }
    }
  }

  /// A file at a path under another name, as for an upload that was put into a temporary file.
  ///
  /// - Throws: ``FileError`` if it can't be read.
  public init(name: String, format: Format, path: String) throws {
    try self.init(file: path)
    self = CatalogueFile(name: name, format: format, size: size, opens: opens)
  }

  /// A file at a path under another name; its first character tells the format.
  ///
  /// - Throws: ``FileError`` if it can't be read.
  public init(name: String, path: String) throws {
    try self.init(name: name, format: try CatalogueFile(path: path, nil).format, path: path)
  }

  private init(name: String, format: Format, size: Int, opens: @escaping @Sendable () throws -> () throws -> [UInt8]) {
    self.name = name
    self.format = format
    self.size = size
    self.opens = opens
  }

  /// The one file at a path.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - format: how it is written; `nil` to tell from its name.
  /// - Throws: ``FileError`` if it can't be read, or is a folder or a pipe: files are read more than once.
  public init(file path: String, as format: Format? = nil) throws {
    switch try FileKind(path: path) {
    case .file: try self.init(path: path, format)
    case .folder:
      throw FileError(
        path: path, reason: Bilingual(en: "is a folder; name a file", fr: "est un dossier ; nommez un fichier"))
    case .other:
      throw FileError(
        path: path,
        reason: Bilingual(
          en: "is no regular file; it is read twice, so save it to one first",
          fr: "n’est pas un fichier ordinaire ; il est lu deux fois, enregistrez-le d’abord"))
    }
  }

  /// The file at a path; its name tells the format unless that is stated, or else its first character.
  init(path: String, _ stated: Format?) throws {
    name = path
    let lower = path.lowercased()
    if CatalogueFile.isWorkbook(named: path) { throw CatalogueFile.isWorkbook(path) }
    if let stated {
      format = stated
    } else if lower.hasSuffix(".json5") || lower.hasSuffix(".json") {
      format = .json5
    } else if lower.hasSuffix(".csv") || lower.hasSuffix(".txt") || lower.hasSuffix(".tsv") {
      format = .csv
    } else {
      // JSON5 begins with a bracket or a comment; a header row never does.
      let start = try FileBytes(path: path).next(4096).first { $0 > 0x20 && $0 < 0x80 }
      format = start.map { "{[/".utf8.contains($0) } == true ? .json5 : .csv
    }
    size = try FileBytes(path: path).size
    opens = {
      let file = OpenFile(try FileBytes(path: path))
      return { try file.bytes.next() }
    }
  }

  /// The mapping file at a path.
  ///
  /// - Throws: ``FileError`` if it can't be read.
  public init(map path: String) throws {
    try self.init(file: path, as: .json5)
  }

  /// What the file says, as a mapping file.
  ///
  /// - Throws: ``FileError`` if it can't be read.
  public func columnMap() throws -> ColumnMap {
    let next = try open()
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return ColumnMap(file: name, bytes) }
      bytes += piece
    }
  }

  /// How to read the file from its beginning: each call returns the next piece, an empty one at the end.
  func open() throws -> () throws -> [UInt8] { try opens() }

  /// The files at paths; a folder stands for the catalogue files in it and in the folders below.
  ///
  /// - Parameters:
  ///   - paths: the paths of files and folders.
  ///   - format: how all of them are written; `nil` to tell from each file's name.
  /// - Throws: ``FileError`` for a path that can't be read, a folder without any catalogue file, or a file that is named
  ///   twice.
  public static func files(at paths: [String], as format: Format? = nil) throws -> [CatalogueFile] {
    var unread = UnreadFiles()
    return try files(at: paths, as: format, unread: &unread)
  }

  /// The files at paths, and those of their folders that are none of them.
  ///
  /// - Parameters:
  ///   - paths: the paths of files and folders.
  ///   - format: how all of them are written; `nil` to tell from each file's name.
  ///   - unread: takes what is left out of folders, to be told.
  /// - Throws: ``FileError`` for a path that can't be read, a folder without any catalogue file, or a file that is named
  ///   twice.
  public static func files(
    at paths: [String], as format: Format? = nil, unread: inout UnreadFiles
  ) throws -> [CatalogueFile] {
    var files: [CatalogueFile] = []
    for path in paths {
      guard try FileKind(path: path) == .folder else {
        files.append(try CatalogueFile(file: path, as: format))
        continue
      }
      let found = try CatalogueFile.files(in: path, format, &unread)
      if found.isEmpty { throw try CatalogueFile.isEmpty(path) }
      files += found
    }
    var names: [String: String] = [:]
    for file in files {
      if let other = names.updateValue(file.name, forKey: FilePath.absolute(file.name)) {
        throw FileError(
          path: file.name,
          reason: other == file.name
            ? Bilingual(en: "is named twice; name it once", fr: "est nommé deux fois ; nommez-le une fois")
            : Bilingual(
              en: "is the same file as \(other); name it once",
              fr: "est le même fichier que \(other) ; nommez-le une fois"))
      }
    }
    return files
  }

  private static let endings = [".json5", ".json", ".csv", ".tsv"]
  /// What spreadsheets call their own files.
  private static let workbooks = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"]

  private static func files(
    in folder: String, _ format: Format?, _ unread: inout UnreadFiles
  ) throws -> [CatalogueFile] {
    var files: [CatalogueFile] = []
    for path in try paths(in: folder) {
      if try FileKind(path: path) == .folder {
        files += try CatalogueFile.files(in: path, format, &unread)
      } else if endings.contains(where: path.lowercased().hasSuffix) {
        files.append(try CatalogueFile(path: path, format))
      } else {
        unread.note(path, isWorkbook: isWorkbook(named: path))
      }
    }
    return files
  }

  private static func isWorkbook(named path: String) -> Bool {
    workbooks.contains(where: path.lowercased().hasSuffix)
  }

  private static func paths(in folder: String) throws -> [String] {
    let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return try FileKind.names(in: folder).map { "\(trimmed)/\($0)" }
  }

  /// What is wrong with a folder that holds no catalogue file.
  private static func isEmpty(_ folder: String) throws -> FileError {
    let workbook = try paths(in: folder).first(where: isWorkbook(named:))
    if let workbook { return isWorkbook(workbook) }
    let list = endings.joined(separator: ", ")
    return FileError(
      path: folder,
      reason: Bilingual(
        en: "holds no catalogue file; looked for \(list), in the folders below too",
        fr: "ne contient aucun fichier de catalogue ; ont été cherchés \(list), dans les sous-dossiers aussi"))
  }

  private static func isWorkbook(_ path: String) -> FileError {
    FileError(
      path: path,
      reason: Bilingual(
        en: "is a workbook; save each sheet as “CSV UTF-8” in the spreadsheet, and import that",
        fr: "est un classeur ; enregistrez chaque feuille en « CSV UTF-8 » dans le tableur, et importez ce fichier"))
  }
}

/// Holds an open file for a closure, which can't own one.
private final class OpenFile {
  let bytes: FileBytes

  init(_ bytes: consuming FileBytes) {
    self.bytes = bytes
  }
}
