import Catalogue
import Formats
import LicenceRegistry
import Licensing

/// What is wrong with files, for people: each problem with its line, a mark under the place, and what to do.
struct ProblemReport {
  private let console: Console
  private let lines: SourceLines
  private var language: Language { console.language }

  /// Reads the lines that problems stand on.
  ///
  /// - Parameters:
  ///   - problems: the problems that will be told.
  ///   - files: the files that they may be in.
  init(_ problems: [Problem], in files: [CatalogueFile], _ console: Console) {
    self.console = console
    lines = SourceLines(of: problems, in: files)
  }

  /// Tells a problem on standard error.
  ///
  /// - Parameters:
  ///   - problem: the problem.
  ///   - isWarning: whether it does not stop anything.
  func tell(_ problem: Problem, isWarning: Bool = false) {
    let suffix = isWarning ? language(en: " (warning)", fr: " (avertissement)") : ""
    console.warn(problem.line(inFrench: language == .french).onOneLine + suffix)
    if let position = problem.position, let line = lines.line(of: problem) {
      let number = String(position.line)
      let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
      let empty = String(repeating: " ", count: margin.count - 2) + "| "
      let excerpt = SourceExcerpt(
        line, column: position.column, value: problem.value, width: console.width - margin.count)
      if let excerpt {
        console.warn(margin + excerpt.text, isVerbatim: true)
        console.warn(empty + excerpt.mark)
      }
    }
    if let hint = problem.hint { console.warn("    " + language(en: hint.en, fr: hint.fr).onOneLine) }
  }
}
