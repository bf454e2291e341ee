import CSQLite
import Licensing

/// The SQL functions by which texts are folded where the registry's own triggers keep what is searched.
///
/// `fold(text)` is `TextFolding.phrase`; `squeeze(text)` is the same without spaces; `words(text)` the words of a folded
/// text, as a JSON array.
enum SearchFunctions {
  /// Adds the functions to a connection.
  ///
  /// They depend on nothing but their argument and do nothing else, so triggers may use them although the schema is not
  /// trusted.
  static func register(on connection: OpaquePointer) throws(SQLiteError) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let fold = unsafe sqlite3_create_function_v2(
      connection, "fold", 1, flags, nil,
      { context, _, values in
        unsafe SearchFunctions.answer(context, values) { TextFolding.phrase($0) }
      }, nil, nil, nil)
    let squeeze = unsafe sqlite3_create_function_v2(
      connection, "squeeze", 1, flags, nil,
      { context, _, values in
        unsafe SearchFunctions.answer(context, values) { SearchText.squeezed($0) }
      }, nil, nil, nil)
    let words = unsafe sqlite3_create_function_v2(
      connection, "words", 1, flags, nil,
      { context, _, values in
        unsafe SearchFunctions.answer(context, values) { SearchWords.json($0) }
      }, nil, nil, nil)
    guard fold == SQLITE_OK, squeeze == SQLITE_OK, words == SQLITE_OK else { throw unsafe SQLiteError(on: connection) }
  }

  /// Answers a call with what `body` makes of its one argument; no text makes no text.
  private static func answer(
    _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ body: (String) -> String?
  ) {
    // SQLite calls with one argument, as registered; its bytes stay valid during the call and are copied here.
    guard let value = unsafe values?.pointee, let start = unsafe sqlite3_value_text(value),
      var result = body(
        unsafe String(
          decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))), as: UTF8.self))
    else {
      unsafe sqlite3_result_null(context)
      return
    }
    result.withUTF8 { bytes in
      let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      // An empty text has no address, and no address means NULL, so it gets one.
      if let start = unsafe start {
        unsafe sqlite3_result_text(context, start, Int32(bytes.count), copies)
      } else {
        unsafe sqlite3_result_text(context, "", 0, copies)
      }
    }
  }
}
