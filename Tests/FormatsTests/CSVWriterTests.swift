import Formats
import Testing

@Suite struct CSVWriterTests {
  @Test func quotesOnlyWhereNeeded() throws {
    var writer = CSVWriter(CSVWriterOptions(delimiter: .semicolon, lineEnd: .lf))
    try writer.row(["a", "b;c", "d\"e", "f\ng", " h", "", "i,j"])
    try writer.row([""])
    #expect(String(decoding: writer.drain(), as: UTF8.self) == "a;\"b;c\";\"d\"\"e\";\"f\ng\";\" h\";;i,j\n\"\"\n")
    #expect(writer.bytes.isEmpty)
  }

  @Test(arguments: ["ID", "sep=;", "SEP=|", "\u{FEFF}x"]) func misleadingBeginnings(cell: String) throws {
    var writer = CSVWriter()
    try writer.row([cell, "x"])
    try writer.row([cell, "x"])
    #expect(writer.bytes == Array("\"\(cell)\",x\r\n\(cell),x\r\n".utf8))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+33 1 23", "'+33 1 23"), ("-5", "-5"), ("-1,5", "\"-1,5\""), ("@x", "'@x"), ("-x", "'-x"),
    ("a=b", "a=b"), ("", ""),
  ])
  func formulas(cell: String, written: String) throws {
    var writer = CSVWriter(CSVWriterOptions(guardsFormulas: true))
    try writer.row([cell, "z"])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == written + ",z\r\n")
    var unguarded = CSVWriter()
    try unguarded.row(["=1+1"])
    #expect(unguarded.bytes == Array("=1+1\r\n".utf8))
  }

  @Test func encodings() throws {
    var french = CSVWriter(.frenchExcel)
    try french.row(["é", "€"])
    #expect(french.bytes == [0xEF, 0xBB, 0xBF] + Array("é;€\r\n".utf8))
    var windows = CSVWriter(CSVWriterOptions(encoding: .windows1252))
    try windows.row(["é", "€"])
    let error = #expect(throws: CSVWritingError.self) { try windows.row(["ok", "Łódź"]) }
    #expect(windows.bytes == [0xE9, 0x2C, 0x80, 0x0D, 0x0A])
    #expect(error?.scalar == "Ł" && error?.row == 2 && error?.column == 2)
    #expect(error?.text.en == "'Ł' (U+0141) in row 2, column 2 cannot be written in Windows-1252.")
    #expect(throws: CSVWritingError.self) { try windows.row(["\0"]) }
  }
}
