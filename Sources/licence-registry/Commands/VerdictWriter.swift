import Formats
import LicenceRegistry
import Licensing

/// Verdicts as a file: CSV in the dialect of the questions, or the API's answers, one a line.
final class VerdictWriter {
  private var csv: CSVWriter?
  private var json = JSONWriter()
  private var lines: [UInt8] = []
  private let isWindows: Bool

  private static let columns = [
    "ticket", "outcome", "code", "contract", "product", "version", "release", "update", "position", "upgrade",
    "upgradeTo", "asOf", "summary", "line",
  ]

  /// Writes CSV that opens where the questions came from.
  init(csv dialect: CSVDialect) throws {
    let encoding: CSVWriterOptions.Encoding
    switch dialect.encoding {
    case .windows1252: encoding = .windows1252
    case .utf8: encoding = .utf8
    case .utf8WithBOM, .utf16le, .utf16be, .macRoman, .cp850: encoding = .utf8WithBOM
    }
    isWindows = encoding == .windows1252
    // Tickets and versions come from outside: a spreadsheet must not run them.
    var writer = CSVWriter(
      CSVWriterOptions(
        delimiter: dialect.delimiter, lineEnd: dialect.lineEnd, encoding: encoding, guardsFormulas: true))
    try writer.row(VerdictWriter.columns)
    csv = writer
  }

  /// Writes JSON lines.
  init() {
    isWindows = false
  }

  /// Adds a verdict; the line is that of the question in its file, for rows without a ticket.
  func add(_ decision: Decision, on question: Question, line: Int) throws {
    guard csv != nil else {
      json.reset()
      json.decision(decision)
      json.newline()
      lines += json.bytes
      return
    }
    let deciding =
      decision.rules.first { $0.code.status == .fail } ?? decision.rules.first { $0.code.status == .unknown }
    let version = decision.version
    let cells: [String?] = [
      decision.ticket, decision.outcome.rawValue, deciding?.code.rawValue, decision.contract?.number,
      decision.product?.id, version?.reported ?? decision.shownQuestion.form(of: question).version, version?.release,
      version?.update,
      version?.position, decision.upgrade.status.rawValue, decision.upgrade.to, decision.asOf.description,
      decision.summary, String(line),
    ]
    try write(cells.map { $0 ?? "" })
  }

  /// Takes out what was written since the last call.
  func drain() -> [UInt8] {
    defer { lines.removeAll(keepingCapacity: true) }
    return csv?.drain() ?? lines
  }

  private func write(_ row: [String]) throws {
    var cells = row
    while true {
      do throws(CSVWritingError) {
        try csv?.row(cells)
        return
      } catch {
        // A customer's name may hold a letter that Windows-1252 has not: a question mark there, rather than no verdict.
        guard isWindows else { throw error }
        let missing = error.scalar
        cells = cells.map { cell in
          String(String.UnicodeScalarView(cell.unicodeScalars.map { $0 == missing ? "?" : $0 }))
        }
      }
    }
  }
}
