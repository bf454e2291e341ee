import Formats
import Testing

@Suite struct CellTests {
  @Test(arguments: [
    ("1,23457E+11", ExcelDamage.Kind.scientificNotation), ("1.23E+11", .scientificNotation),
    ("1,23E11", .scientificNotation), ("1.5E9", .scientificNotation), ("-1,2E4", .scientificNotation),
    ("123 456,00", .decimals), ("2025,1", .decimals), ("1 234 567,5", .decimals), ("123,456.00", .decimals),
    ("-12,5", .decimals), ("VRAI", .truthValue), ("FAUX", .truthValue), ("TRUE", .truthValue), (" FALSE ", .truthValue),
    ("mai/26", .date), ("Jan-26", .date), ("jan-26", .date), ("mai 26", .date), ("26-mai", .date), ("26-mai-25", .date),
    ("Septembre-26", .date), ("1-févr.-24", .date), ("5 janvier 2026", .date),
    ("=A2", .formula), ("=\"0421\"&A2", .formula), (" =SOMME(A1:A2)", .formula), ("#N/A", .errorValue),
    ("#NOM?", .errorValue), ("#REF!", .errorValue), ("########", .tooNarrow),
    ("1E+10", .scientificNotation), ("-1,5E-05", .scientificNotation),
    ("janv-24", .date), ("janv.-24", .date), ("févr-2024", .date), ("24-mai", .date), ("Jan-24", .date),
    ("01/01/2024", .date), ("01/10/2025 00:00", .date),
    ("#N/A", .errorValue), ("#REF!", .errorValue), ("#VALEUR!", .errorValue), ("#div/0!", .errorValue),
    ("#NOM?", .errorValue), ("########", .tooNarrow),
  ])
  func damage(cell: String, kind: ExcelDamage.Kind) throws {
    let damage = try #require(ExcelDamage.inspect(cell))
    #expect(damage.kind == kind)
    #expect(damage.text.en.contains(cell) && damage.text.fr.contains(cell))
    #expect(!damage.advice.en.isEmpty && !damage.advice.fr.isEmpty)
  }

  @Test(arguments: [
    "001E1", "1E5", "12,5E+03", "0421-7F3K-99QX", "2024.1", "2026 SP1", "", "#1", "##", "26.0.4.409", "MAI-24", "A/B",
    "2024-1", "janv-", "-24", "1/2", "1,E+11", "1E11", "123 456", "732 829 320", "123.456", "2024.00", "VRAI-1", "True",
    "MAI 26", "JAN-26", "mai", "A,5", "1,2,3", "TVF", "May-Day", "v2026-1", "autodesk-revit-2026", "mai-2026-1",
  ])
  func sound(cell: String) {
    #expect(ExcelDamage.inspect(cell) == nil)
  }

  @Test(arguments: [
    ("=\"00421\"", "00421" as String?), (" =\"A \"\"B\"\"\" ", "A \"B\""), ("=\"\"", ""), ("=00421", nil),
    ("\"00421\"", nil),
    ("=\"1\"&\"2\"", nil), ("=", nil), ("=\"", nil), ("'=\"1\"", nil),
  ])
  func textFormula(cell: String, text: String?) {
    #expect(TextFormula.result(of: cell) == text)
  }

  @Test(arguments: [
    ("1 234,5", 12345, 1), ("1\u{A0}234\u{A0}567", 1_234_567, 0), ("1\u{202F}234,50", 123_450, 2), ("-0,5", -5, 1),
    ("\u{2212}3", -3, 0), ("+7", 7, 0), ("1234", 1234, 0),
    (" 12 ", 12, 0), ("0007", 7, 0),
  ])
  func frenchNumbers(cell: String, significand: Int, fractionDigits: Int) throws {
    let number = try #require(NumberText.french.decimal(cell))
    #expect(number.significand == significand && number.fractionDigits == fractionDigits)
    #expect(NumberText.french.integer(cell) == (fractionDigits == 0 ? significand : nil))
  }

  @Test(arguments: [
    "", "-", ",5", "5,", "1.5", "12 34", "1 2345", "1,2,3", "12,5 %", "1 234,50 €", "1e5", "9999999999999999999", "１２",
    "1  234", "1 234 ",
  ])
  func noFrenchNumbers(cell: String) {
    if cell == "1 234 " {
      #expect(NumberText.french.integer(cell) == 1234)
    } else {
      #expect(NumberText.french.decimal(cell) == nil)
    }
  }

  @Test func englishNumbers() {
    #expect(NumberText.english.decimal("1,234.5")?.double == 1234.5)
    #expect(NumberText.english.integer("1,234") == 1234)
    #expect(NumberText.english.integer("1 234") == nil)
    #expect(NumberText.english.integer("12,34") == nil)
  }

  @Test(arguments: [
    ("oui", true), ("NON", false), ("VRAI", true), ("faux", false), ("Yes", true), ("no", false), ("TRUE", true),
    ("false", false), ("1", true), ("0", false), (" x ", true),
    ("", nil), ("peut-être", nil), ("2", nil), ("-", nil),
  ])
  func booleans(cell: String, value: Bool?) {
    #expect(BooleanText.parse(cell) == value)
  }
}
