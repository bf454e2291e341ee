import Catalogue
import Formats
import LicenceRegistry
import Licensing
import Testing

/// Files of questions: headers, dates, and what is left to the rows.
@Suite("Files of questions")
struct QuestionFileTests {
  @Test(
    "headers in English and French, in any order and case",
    arguments: [
      "Ticket,Licence,Contract,Customer,E-mail,Product,Version,Topic,Incident,Date",
      "numéro de ticket,Code licence,N° contrat,CLIENT,Courriel,Logiciel,Version installée,Sujet,Incident connu,Date",
      "demande,clé,contrat,code client,adresse e-mail,produit,version,objet,avis,ouvert le",
    ])
  func headers(header: String) throws {
    let (file, rows) = try read(header + "\n1,2,3,4,5,6,7,8,9,2026-02-27\n")
    #expect(file.headerProblems.isEmpty)
    #expect(
      rows.map(\.question) == [
        Question(
          licence: "2", contract: "3", customer: "4", email: "5", product: "6", version: "7", topic: "8", incident: "9",
          at: .day(try day("2026-02-27")), ticket: "1")
      ])
  }

  @Test("a column that stands twice is told, and the first one counts")
  func twice() throws {
    let (file, rows) = try read("client;code client;contrat\nC-1;C-2;A\n")
    #expect(
      file.headerProblems.map { $0.line(inFrench: false) } == [
        "tickets.csv:1:8: 'code client' is the customer a second time, which is passed over"
      ])
    #expect(rows.first?.question == Question(contract: "A", customer: "C-1"))
  }

  @Test("ISO dates and instants stand beside dates whose order the file's own decide")
  func dates() throws {
    let (_, rows) = try read(
      """
      contract,date
      A,05/06/2026
      A,31/12/2026 08:30
      A,2026-02-03
      A,2026-02-03T23:30:00-05:00
      A,2026-02-03 10:15
      A,
      """, at: .day(try day("2020-01-01")))
    let instant = try Moment("2026-02-03T23:30:00-05:00")
    let days = try ["2026-06-05", "2026-12-31", "2026-02-03", "2026-02-03", "2020-01-01"].map {
      Moment.day(try day($0))
    }
    #expect(rows.map { $0.question?.at } == [days[0], days[1], days[2], instant, days[3], days[4]])
  }

  @Test("month first where the file says so")
  func monthFirst() throws {
    let (_, rows) = try read("contract,date\nA,05/06/2026\nA,12/31/2026\n")
    #expect(rows.first?.question?.at == .day(try day("2026-05-06")))
  }

  @Test("a row without any identifier is a question all the same, and blank rows are none")
  func nobody() throws {
    let (_, rows) = try read("contract,version\n,2025\n\n , \n")
    #expect(rows.map(\.question) == [Question(version: "2025")])
    #expect(rows.map(\.line) == [2])
  }

  @Test("quotes that break the rules are told, not guessed at")
  func oddQuotes() throws {
    let (_, rows) = try read("contract,version\n\"A\"B,2025\nA,2025\n")
    #expect(rows.map { $0.question == nil } == [true, false])
    #expect(rows.first?.problems.first?.field == "contract")
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  private func read(_ text: String, at moment: Moment? = nil) throws -> (QuestionFile, [QuestionFile.Row]) {
    let file = try QuestionFile(CatalogueFile(name: "tickets.csv", format: .csv, bytes: Array(text.utf8)))
    var rows: [QuestionFile.Row] = []
    try file.read(at: moment) { row, _ in rows.append(row) }
    return (file, rows)
  }
}
