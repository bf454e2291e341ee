public import Formats
public import Licensing

/// A record read from a file, before its references are looked up.
public struct ReadRecord {
  /// A field that names another record.
  public struct Reference: Sendable {
    /// The field.
    public var field: String
    /// The kind of record that it names.
    public var kind: RecordKind
    /// Where it stands.
    public var position: SourcePosition
    /// What it says, as written; empty where nothing can be read, which is a problem of its own.
    public var text: String
  }

  /// The record; its references as written, trimmed.
  public var record: Record
  /// Where it begins.
  public var position: SourcePosition
  /// The other records that it names.
  public var references: [Reference]
  /// What is wrong with it by itself; with any, its values are not sound.
  public var problems: [Problem] = []
  /// Where it was read from.
  let source: any FieldSource

  /// Whether it can be taken as it is: a value that can't be read because of the whole file is no problem of the record's.
  public var isSound: Bool { problems.isEmpty && source.problemCount == 0 }

  /// Where a field's value stands, or the record if it is not there.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - item: for a field that is a list, the item to look for.
  public func position(of field: String, item: String? = nil) -> SourcePosition {
    source.position(of: field, item: item)
  }

  /// Whether the file says anything in a field.
  ///
  /// - Parameter field: the field's name.
  public func holds(_ field: String) -> Bool { source.written(field) != nil }

  /// What the file says in a field, as it is written.
  ///
  /// - Parameter field: the field's name.
  public func written(_ field: String) -> String? { source.written(field) }

  /// The cells of the row, or the record's fields as cells, to write them to a file again.
  public var cells: [String] { source.cells(record.kind) }

  /// The cells whose quotes break the rules, as they are written, by their place from 0: what they mean would be a guess.
  public var malformedCells: [Int: String] { source.malformedCells }
}
