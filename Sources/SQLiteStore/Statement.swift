import CSQLite
import Licensing

/// A prepared statement.
///
/// Belongs to its connection and to the thread that uses it.
@safe final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private let sql: String

  init(_ sql: String, on connection: OpaquePointer, isPersistent: Bool = true) throws(SQLiteError) {
    var handle: OpaquePointer?
    let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    let code = unsafe sqlite3_prepare_v3(connection, sql, -1, flags, &handle, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      throw unsafe SQLiteError(on: connection, sql: sql)
    }
    unsafe self.handle = handle
    unsafe self.connection = connection
    self.sql = sql
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Whether the statement is between its first row and its end.
  var isBusy: Bool { unsafe sqlite3_stmt_busy(handle) != 0 }

  func bind(_ index: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // SQLite copies the bytes before this returns (SQLITE_TRANSIENT). An empty text has no address, and no address means
      // NULL, so it gets one.
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      if let start = unsafe start {
        let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        unsafe sqlite3_bind_text(handle, index, start, Int32(bytes.count), copies)
      } else {
        unsafe sqlite3_bind_text(handle, index, "", 0, nil)
      }
    }
  }

  /// Binds a text that is UTF-8 already; the caller vouches for it.
  func bind(_ index: Int32, utf8 text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, !bytes.isEmpty else {
        unsafe sqlite3_bind_text(handle, index, "", 0, nil)
        return
      }
      unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        // SQLite copies the bytes before this returns (SQLITE_TRANSIENT).
        let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        _ = unsafe sqlite3_bind_text(handle, index, start, Int32(bytes.count), copies)
      }
    }
  }

  func bind(_ index: Int32, _ number: Int) { unsafe sqlite3_bind_int64(handle, index, Int64(number)) }

  func bind(_ index: Int32, _ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { bytes in
      // SQLite copies the bytes before this returns (SQLITE_TRANSIENT). No bytes have no address, and no address means
      // NULL, so they are bound as zero zeros.
      if let start = bytes.baseAddress, unsafe !bytes.isEmpty {
        let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        unsafe sqlite3_bind_blob(handle, index, start, Int32(bytes.count), copies)
      } else {
        unsafe sqlite3_bind_zeroblob(handle, index, 0)
      }
    }
  }

  func bindNull(_ index: Int32) { unsafe sqlite3_bind_null(handle, index) }

  func bind(_ index: Int32, _ text: String?) {
    if let text { bind(index, text) } else { bindNull(index) }
  }

  /// Runs a statement that returns no rows with the fields of a record and three numbers behind them.
  ///
  /// - Parameter bytes: a buffer that is used again and again, so that no text is copied into memory of its own.
  func run(
    _ values: [FieldValue], _ first: Int, _ second: Int, _ third: Int, using bytes: inout [UInt8]
  ) throws(SQLiteError) {
    bytes.removeAll(keepingCapacity: true)
    for case .text(let text) in values { bytes.append(contentsOf: text.utf8) }
    // An empty text needs an address too.
    bytes.append(0)
    let code = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
      var place = 0
      for (index, value) in values.enumerated() {
        let parameter = Int32(index + 1)
        switch value {
        case .none: bindNull(parameter)
        case .integer(let number): bind(parameter, number)
        case .text(let text):
          let count = text.utf8.count
          let start = unsafe buffer.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
          // The statement has run, and is given other values, before the buffer goes or changes.
          unsafe sqlite3_bind_text(handle, parameter, start, Int32(count), nil)
          place += count
        }
      }
      let count = Int32(values.count)
      bind(count + 1, first)
      bind(count + 2, second)
      bind(count + 3, third)
      let code = unsafe sqlite3_step(handle)
      unsafe sqlite3_reset(handle)
      unsafe sqlite3_clear_bindings(handle)
      return code
    }
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw unsafe SQLiteError(on: connection, sql: sql) }
  }

  /// Asks a question of one text: binds it, runs `body`, and makes the statement ready for the next use however that ends.
  func asking<Result>(_ text: String, _ body: (Statement) throws -> Result) throws -> Result {
    var text = text
    return try text.withUTF8 { bytes in
      // An empty text has no address, and no address means NULL.
      guard let start = bytes.baseAddress, !bytes.isEmpty else {
        bind(1, "")
        defer { reset() }
        return try body(self)
      }
      // SQLite does not copy the bytes (no destructor is given): they stay where they are until the statement is reset
      // and has forgotten them, which is before they go.
      unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        _ = unsafe sqlite3_bind_text(handle, 1, start, Int32(bytes.count), nil)
      }
      defer {
        reset()
        bindNull(1)
      }
      return try body(self)
    }
  }

  /// Goes to the next row; `false` at the end, after which the statement is ready for use again.
  func step() throws(SQLiteError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      unsafe sqlite3_reset(handle)
      return false
    default:
      let error = unsafe SQLiteError(on: connection, sql: sql)
      unsafe sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that returns no rows.
  func run() throws(SQLiteError) {
    while try step() {}
  }

  /// How many columns its rows have.
  var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

  /// Ends the reading of rows before the last, so that the statement holds no lock.
  func reset() { unsafe sqlite3_reset(handle) }

  func text(_ column: Int32) -> String {
    // The bytes stay valid until the next step; they are copied here.
    guard let bytes = unsafe bytes(column) else { return "" }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// The UTF-8 in a column as SQLite has it, valid until the next step; nothing for NULL.
  private func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    // One look for the value instead of one for its text and one for its length. SQLite calls such a value unprotected,
    // since other threads might use the connection meanwhile; here none does.
    let value = unsafe sqlite3_column_value(handle, column)
    guard let start = unsafe sqlite3_value_text(value) else { return nil }
    return unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  /// Whether a text stands in a column.
  func holds(_ column: Int32, _ text: StaticString) -> Bool {
    guard let bytes = unsafe bytes(column), bytes.count == text.utf8CodeUnitCount else { return false }
    return unsafe bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The texts in a column that a byte of ASCII stands between; empty ones are left out.
  func texts(_ column: Int32, separator: UInt8) -> [String] {
    // The bytes stay valid until the next step; they are copied here.
    guard let bytes = unsafe bytes(column) else { return [] }
    var texts: [String] = []
    var start = 0
    for end in 0...bytes.count {
      if end < bytes.count, unsafe bytes[end] != separator { continue }
      if end > start {
        unsafe texts.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
      }
      start = end + 1
    }
    return texts
  }

  /// The text in a column, as UTF-8.
  func utf8(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    // The bytes stay valid until the next step; they are copied here.
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    // The bytes stay valid until the next step; they are copied here.
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Adds a field to a text: its length, a colon and its bytes, or a dash for none.
  func appendField(_ column: Int32, to bytes: inout [UInt8]) {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return bytes.append(0x2D) }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    if count >= 10 { bytes.append(contentsOf: String(count / 10).utf8) }
    bytes.append(0x30 + UInt8(count % 10))
    bytes.append(0x3A)
    // The bytes stay valid until the next step; they are copied here.
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }

  /// The day in a column, `nil` if there is none or the text is no day.
  func day(_ column: Int32) -> CalendarDay? {
    // The bytes stay valid until the next step, and are read before this returns.
    guard let bytes = unsafe bytes(column) else { return nil }
    return unsafe CalendarDay(ascii: Span(_unsafeElements: bytes))
  }

  /// Adds a field to a text as JSON: a number, or a string with its escapes.
  func appendJSON(_ column: Int32, to bytes: inout [UInt8]) {
    guard unsafe sqlite3_column_type(handle, column) != SQLITE_INTEGER else {
      return bytes.append(contentsOf: String(integer(column)).utf8)
    }
    bytes.append(0x22)
    if let start = unsafe sqlite3_column_text(handle, column) {
      let text = unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
      // The bytes stay valid until the next step; they are copied here.
      for place in 0..<text.count {
        let byte = unsafe text[place]
        if byte == 0x22 || byte == 0x5C {
          bytes.append(0x5C)
          bytes.append(byte)
        } else if byte < 0x20 {
          // As SQLite writes them, so that one key has one text.
          let short: [UInt8: String] = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"]
          let digits = Array("0123456789abcdef".utf8)
          if let escape = short[byte] {
            bytes.append(contentsOf: escape.utf8)
          } else {
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
          }
        } else {
          bytes.append(byte)
        }
      }
    }
    bytes.append(0x22)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func integer(_ column: Int32) -> Int { Int(unsafe sqlite3_column_int64(handle, column)) }

  func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }

  /// What is in a column, by its own type.
  func value(_ column: Int32) -> FieldValue {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_NULL: .none
    case SQLITE_INTEGER: .integer(integer(column))
    default: .text(text(column))
    }
  }

  func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }
}

extension SQLiteError {
  init(on connection: OpaquePointer, sql: String? = nil) {
    self.init(
      code: unsafe sqlite3_extended_errcode(connection), message: unsafe String(cString: sqlite3_errmsg(connection)),
      sql: sql)
  }
}
