public import Licensing

extension Staging {
  /// How many records of a kind are added, changed, removed and left as they are.
  public struct Counts: Sendable, Hashable {
    /// Records that the registry lacks.
    public var added = 0
    /// Records that differ from the registry's.
    public var changed = 0
    /// Records that go.
    public var removed = 0
    /// Records that the registry has just so.
    public var unchanged = 0

    /// Counts nothing yet.
    public init() {}

    /// Records that are added, changed or removed.
    public var changes: Int { added + changed + removed }
  }

  /// A record that is added, changed or removed.
  public struct Change: Sendable, Hashable {
    /// What it is.
    public var kind: RecordKind
    /// The record as it will be; `nil` if it is removed.
    public var new: Record?
    /// The record as it was; `nil` if it is added.
    public var old: Record?

    /// Makes a change; not both may be `nil`.
    public init(kind: RecordKind, new: Record?, old: Record?) {
      self.kind = kind
      self.new = new
      self.old = old
    }

    /// How people call the record.
    public var label: String { (new ?? old)?.label ?? "" }

    /// The names of the fields that differ; empty for a record that is added or removed.
    public var changedFields: [String] {
      guard let old, let new else { return [] }
      return zip(kind.fields, zip(new.values, old.values)).filter { $1.0 != $1.1 }.map(\.0.name)
    }
  }

  /// What is changed of a kind.
  public func counts(_ kind: RecordKind) throws -> Counts {
    let table = RecordTable(kind: kind)
    if try connection.integer("SELECT EXISTS (SELECT 1 FROM \(table.name))") == 0 {
      // Nothing to compare with.
      var counts = Counts()
      counts.added = try connection.integer("SELECT count(*) FROM \(table.staged)") ?? 0
      return counts
    }
    if let count = unchangedCount(kind) {
      // All that was compared when it was staged.
      var counts = Counts()
      counts.unchanged = count
      counts.removed = try connection.integer("SELECT count(*) FROM \(table.removed)") ?? 0
      return counts
    }
    let select = try connection.oneOff(
      """
      SELECT count(*), count(m.\(table.keyColumns[0])), coalesce(sum(m.\(table.keyColumns[0]) IS NOT NULL
        AND (\(table.differs("s", "m")))), 0), (SELECT count(*) FROM \(table.removed))
      FROM \(table.staged) s LEFT JOIN \(table.name) m ON \(table.keysEqual("s", "m"))
      """)
    defer { select.reset() }
    var counts = Counts()
    guard try select.step() else { return counts }
    let (all, known) = (select.integer(0), select.integer(1))
    counts.changed = select.integer(2)
    counts.removed = select.integer(3)
    counts.added = all - known
    counts.unchanged = known - counts.changed
    return counts
  }

  /// A change whose records name contracts and customers as these are written, and not by the form that is compared.
  public func written(_ change: Change) throws -> Change {
    var change = change
    for (field, kind) in [("customer", RecordKind.customer), ("contract", .contract)]
    where change.kind != kind && change.kind.fields.contains(where: { $0.name == field }) {
      if let key = change.new?[field], key != .none {
        let record = try staged(kind, key: [key])?.record ?? stored(kind, key: [key])
        if let record { change.new?[field] = .text(record.label) }
      }
      if let key = change.old?[field], key != .none {
        // What did not change is not told as changed because its name is.
        let record = change.new == nil ? nil : try staged(kind, key: [key])?.record
        if let record = try record ?? stored(kind, key: [key]) { change.old?[field] = .text(record.label) }
      }
    }
    return change
  }

  /// Calls `body` with each record of a kind that is added or changed, in the order of keys, and then with each that is
  /// removed, until it says `false`.
  public func forEachChange(_ kind: RecordKind, _ body: (Change) throws -> Bool) throws {
    let table = RecordTable(kind: kind)
    let count = Int32(table.columns.count)
    let select = try connection.oneOff(
      """
      SELECT \(table.list(table.columns, of: "s")), \(table.list(table.columns, of: "m"))
      FROM \(table.staged) s LEFT JOIN \(table.name) m ON \(table.keysEqual("s", "m"))
      WHERE m.\(table.keyColumns[0]) IS NULL OR \(table.differs("s", "m"))
      """)
    defer { select.reset() }
    while try select.step() {
      let old = select.isNull(count) ? nil : select.record(kind, from: count)
      guard try body(Change(kind: kind, new: select.record(kind), old: old)) else { return }
    }
    guard hasRemovals else { return }
    let removed = try connection.oneOff(
      """
      SELECT \(table.list(table.columns, of: "m"))
      FROM \(table.removed) r JOIN \(table.name) m ON \(table.keysEqual("r", "m"))
      """)
    defer { removed.reset() }
    while try removed.step() {
      guard try body(Change(kind: kind, new: nil, old: removed.record(kind))) else { return }
    }
  }
}
