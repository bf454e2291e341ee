import Catalogue
import Formats
import LicenceRegistry
import Testing

/// The lines that problems stand on.
@Suite struct SourceLinesTests {
  private func problem(_ line: Int, _ column: Int = 1) -> Problem {
    Problem(
      .missing, file: "a.csv", position: SourcePosition(line: line, column: column), text: Bilingual(en: "x", fr: "x"))
  }

  private func lines(_ bytes: [UInt8], _ numbers: [Int]) -> [String?] {
    let problems = numbers.map { problem($0) }
    let lines = SourceLines(of: problems, in: [CatalogueFile(name: "a.csv", format: .csv, bytes: bytes)])
    return problems.map(lines.line)
  }

  @Test(arguments: ["\r\n", "\n", "\r"])
  func `Lines end as editors see them`(_ end: String) {
    let text = ["un", "", "trois", "quatre"].joined(separator: end)
    #expect(lines(Array(text.utf8), [3, 1, 2, 4, 5]) == ["trois", "un", "", "quatre", nil])
  }

  @Test func `Encodings are those of the file`() {
    #expect(lines([0xFF, 0xFE] + "a\r\né\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, [2]) == ["é"])
    #expect(lines([0x61, 0x0D, 0x0A, 0xE9, 0x0D, 0x0A], [2]) == ["é"])
    #expect(lines(Array("\u{FEFF}é\n".utf8), [1]) == ["é"])
    // What stands before bytes that can't be read is shown.
    #expect(lines([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0x62, 0xFF], [1, 2]) == ["a", "b"])
  }

  @Test func `What has no place, or another file, has no line`() {
    let nowhere = Problem(.emptyFile, file: "a.csv", text: Bilingual(en: "x", fr: "x"))
    let file = CatalogueFile(name: "b.csv", format: .csv, bytes: [0x61])
    let lines = SourceLines(of: [nowhere, problem(1)], in: [file])
    #expect(lines.line(of: nowhere) == nil)
    #expect(lines.line(of: problem(1)) == nil)
  }
}
