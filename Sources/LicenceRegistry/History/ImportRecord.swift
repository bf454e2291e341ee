public import Formats
public import Licensing
import SQLiteStore

/// One applied import, as the history keeps it.
public struct ImportRecord: Sendable, Hashable {
  /// How many records of a kind were added, changed and removed.
  public struct Part: Sendable, Hashable {
    /// The kind.
    public var kind: RecordKind
    /// How many were added.
    public var added: Int
    /// How many were changed.
    public var changed: Int
    /// How many were removed.
    public var removed: Int
  }

  /// Its id, `imp_` and 14 characters.
  public var id: String
  /// When it was applied, RFC 3339 in UTC.
  public var appliedAt: String
  /// Who applied it.
  public var actor: String
  /// The id of the import that it took back, if it did that.
  public var undoes: String?
  /// The files that it came from; none for a removal or an undo.
  public var files: [ImportedFile]
  /// What it changed, by kind.
  public var parts: [Part]
  /// The SHA-256 digest of all changes, in hexadecimal.
  public var digest: String

  /// Takes an entry of the history apart.
  init(_ entry: ImportEntry) throws {
    (id, appliedAt, actor, undoes, digest) = (entry.id, entry.appliedAt, entry.actor, entry.undoes, entry.digest)
    guard let files = try? StrictJSON.parse(entry.files).array, let counts = try? StrictJSON.parse(entry.counts).object
    else { throw StoreError.corrupt(reason: "import \(entry.id) has unreadable files or counts") }
    self.files = files.map { file in
      ImportedFile(
        name: file["name"]?.string ?? "", bytes: file["bytes"]?.int ?? 0, digest: file["sha256"]?.string ?? "")
    }
    parts = counts.compactMap { member in
      RecordKind(rawValue: member.key).map { kind in
        Part(
          kind: kind, added: member.value["added"]?.int ?? 0, changed: member.value["changed"]?.int ?? 0,
          removed: member.value["removed"]?.int ?? 0)
      }
    }
  }

  /// Counts as the history keeps them.
  static func json(_ parts: [(kind: RecordKind, counts: Staging.Counts)]) -> String {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    for (kind, counts) in parts {
      writer.key(kind.rawValue)
      writer.beginObject()
      writer.member("added", counts.added)
      writer.member("changed", counts.changed)
      writer.member("removed", counts.removed)
      writer.endObject()
    }
    writer.endObject()
    return writer.text
  }
}

extension ImportedFile {
  /// Files as the history keeps them.
  static func json(_ files: [ImportedFile]) -> String {
    var writer = JSONWriter(capacity: 256)
    writer.importedFiles(files)
    return writer.text
  }
}

extension JSONWriter {
  /// An applied import, for scripts.
  public mutating func importRecord(_ record: ImportRecord) {
    beginObject()
    importMembers(record)
    endObject()
  }

  /// The members of an applied import.
  mutating func importMembers(_ record: ImportRecord) {
    member("id", record.id)
    member("appliedAt", record.appliedAt)
    member("actor", record.actor)
    member("undoes", record.undoes)
    key("files")
    importedFiles(record.files)
    key("kinds")
    beginObject()
    for part in record.parts {
      key(part.kind.rawValue)
      beginObject()
      member("added", part.added)
      member("changed", part.changed)
      member("removed", part.removed)
      endObject()
    }
    endObject()
    member("digest", record.digest)
  }

  mutating func importedFiles(_ files: [ImportedFile]) {
    beginArray()
    for file in files { importedFile(file) }
    endArray()
  }

  mutating func importedFile(_ file: ImportedFile) {
    beginObject()
    member("name", file.name)
    member("bytes", file.bytes)
    member("sha256", file.digest)
    endObject()
  }
}
