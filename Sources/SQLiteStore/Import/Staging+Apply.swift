public import Licensing

/// Taking over what is staged; the caller opens the transaction.
extension Staging {
  /// Writes into the journal what each record that changes was before, and the keys of those that are added.
  ///
  /// - Parameters:
  ///   - kind: the kind of records, sealed before.
  ///   - counts: what changes of it.
  ///   - number: the import's number.
  public func journal(_ kind: RecordKind, _ counts: Counts, import number: Int) throws {
    let table = RecordTable(kind: kind)
    if counts.added > 0 {
      try connection.execute(
        """
        INSERT INTO main.import_additions SELECT \(number), '\(kind.rawValue)', part, keys,
          coalesce(json_extract(keys, '$[0][0]'), json_extract(keys, '$[0]')),
          coalesce(json_extract(keys, '$[#-1][0]'), json_extract(keys, '$[#-1]'))
        FROM temp.additions WHERE kind = '\(kind.rawValue)'
        """)
    }
    let insert = "INSERT INTO main.import_changes SELECT \(number), '\(kind.rawValue)', "
    if counts.changed > 0 {
      try connection.execute(
        """
        \(insert) \(table.journalKey("m")), \(table.journalled("m"))
        FROM \(table.staged) s JOIN \(table.name) m ON \(table.keysEqual("s", "m")) WHERE \(table.differs("s", "m"))
        """)
    }
    guard counts.removed > 0 else { return }
    try connection.execute(
      """
      \(insert) \(table.journalKey("m")), \(table.journalled("m"))
      FROM \(table.removed) r JOIN \(table.name) m ON \(table.keysEqual("r", "m"))
      """)
  }

  /// Notes since when the contacts that change are as they will be.
  public func noteContacts(since time: String) throws {
    let table = RecordTable(kind: .contact)
    let insert = try connection.oneOff(
      """
      INSERT OR REPLACE INTO main.contact_since SELECT s.customer, s.key, ?1
      FROM \(table.staged) s LEFT JOIN \(table.name) m ON \(table.keysEqual("s", "m"))
      WHERE m.key IS NULL OR \(table.differs("s", "m"))
      """)
    insert.bind(1, time)
    try insert.run()
    try connection.execute(
      """
      DELETE FROM main.contact_since AS c
      WHERE EXISTS (SELECT 1 FROM \(table.removed) r WHERE \(table.keysEqual("r", "c")))
      """)
  }

  /// Takes over the changes of a kind.
  public func takeOver(_ kind: RecordKind, _ counts: Counts) throws {
    let table = RecordTable(kind: kind)
    let columns = table.list(table.columns)
    if counts.added + counts.changed > 0 {
      let update =
        counts.changed == 0 || table.dataColumns.isEmpty
        ? "NOTHING"
        : """
        UPDATE SET \(table.dataColumns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        WHERE \(table.differs(kind.rawValue, "excluded"))
        """
      // Records that are only added need not be looked up; those that clash would be an error.
      let onConflict =
        counts.changed + counts.unchanged == 0
        ? "" : "WHERE true ON CONFLICT (\(table.list(table.keyColumns))) DO \(update)"
      try connection.execute(
        "INSERT INTO \(table.name) (\(columns)) SELECT \(columns) FROM \(table.staged) \(onConflict)")
    }
    guard counts.removed > 0 else { return }
    let keys = table.list(table.keyColumns)
    try connection.execute(
      "DELETE FROM \(table.name) WHERE (\(keys)) IN (SELECT \(keys) FROM \(table.removed))")
  }

  /// Goes once through all changes of a kind before they are taken over: hands their bytes to `body`, piece by piece, and
  /// notes the keys of added records for the journal.
  ///
  /// The bytes are what each record was and what it becomes, in the order of keys, those that go after the others. Each
  /// field is its length, a colon and its text, or a dash; so that no two change sets have the same bytes.
  public func seal(_ kind: RecordKind, _ counts: Counts, _ body: ([UInt8]) throws -> Void) throws {
    let table = RecordTable(kind: kind)
    let fields = table.columns.count
    var piece: [UInt8] = []
    piece.reserveCapacity(1 << 16)
    func append(_ select: Statement, columns: Int) throws {
      for column in 0..<columns { select.appendField(Int32(column), to: &piece) }
      piece.append(0x0A)
      if piece.count > 60_000 {
        try body(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    if counts.added + counts.changed > 0 {
      let additions = try AdditionJournal(connection, table)
      piece += Array("\(kind.rawValue) changed\n".utf8)
      let isPlain = counts.changed + counts.unchanged == 0
      let select = try connection.oneOff(
        isPlain
          ? "SELECT \(table.list(table.columns)) FROM \(table.staged) ORDER BY \(table.list(table.keyColumns))"
          : """
          SELECT \(table.list(table.columns, of: "s")), \(table.list(table.columns, of: "m"))
          FROM \(table.staged) s LEFT JOIN \(table.name) m ON \(table.keysEqual("s", "m"))
          WHERE m.\(table.keyColumns[0]) IS NULL OR \(table.differs("s", "m"))
          ORDER BY \(table.list(table.keyColumns, of: "s"))
          """)
      while try select.step() {
        let isAdded = isPlain || select.isNull(Int32(fields))
        if isAdded { try additions.add(select) }
        try append(select, columns: isAdded ? fields : 2 * fields)
      }
      try additions.finish()
    }
    if counts.removed > 0 {
      piece += Array("\(kind.rawValue) removed\n".utf8)
      let select = try connection.oneOff(
        """
        SELECT \(table.list(table.columns, of: "m"))
        FROM \(table.removed) r JOIN \(table.name) m ON \(table.keysEqual("r", "m"))
        ORDER BY \(table.list(table.keyColumns, of: "r"))
        """)
      while try select.step() { try append(select, columns: fields) }
    }
    if !piece.isEmpty { try body(piece) }
  }
}
