import Catalogue
import Formats
import LicenceRegistry
import Licensing

extension Problem {
  /// The problem without the code of the licence that it is about, which may not be in the registry yet.
  ///
  /// What a spreadsheet has made of a code is none, and is told as it stands.
  var withoutOwnCode: Problem {
    guard let code = record, field?.hasPrefix("licences.") == true, ExcelDamage.inspect(code) == nil else {
      return self
    }
    return hiding(code)
  }

  /// The problem with a code hidden wherever it stands.
  private func hiding(_ code: String) -> Problem {
    let own = LicenceCode(code)
    guard own.key.utf8.count >= Problem.shortestCode else {
      // As part of other words so few characters are no code.
      var shown = self
      if record == code, !own.key.isEmpty { shown.record = own.masked }
      return shown
    }
    // Texts quote what cells hold without the spaces around it.
    let bare = TextFolding.trimmed(code)
    var shown = mapped { $0.replacing(code, with: own.masked).replacing(bare, with: own.masked) }
    shown.field = field?.replacing(bare, with: own.masked)
    return shown
  }

  /// Codes of fewer characters are not looked for in what a problem says.
  private static let shortestCode = 6

  /// The problem without what may be the code of a licence in the wrong place.
  var withoutMisplacedCode: Problem {
    var shown = self
    guard let field else {
      // What can't be read may be anything.
      shown.text = Bilingual(en: CodeLook.hidden(text.en), fr: CodeLook.hidden(text.fr))
      // Titles of columns have no digits: this is a row, of whatever.
      if value?.contains(where: \.isNumber) == true { shown.value = nil }
      return shown
    }
    let name = field.drop { $0 != "." }.dropFirst()
    if CodeLook.isCode(String(name)) { shown = shown.hiding(String(name)) }
    let isLicence = field == "licences" || field.hasPrefix("licences.")
    guard let value, isLicence || field.hasPrefix("file."), ExcelDamage.inspect(value) == nil else { return shown }
    // What stands where a code belongs, or where cells have moved, may be one whatever it looks like.
    let isMoved = code == ProblemCode.surplusCells.rawValue || field == "licences.code"
    return isMoved || CodeLook.isCode(value) ? shown.hiding(value) : shown
  }

  /// The problem as the API tells it: without the licence's own code, and with the API's words for options.
  var remote: Problem {
    var shown = withoutOwnCode.withoutMisplacedCode
    shown.hint = shown.hint.map(RemoteWords.hint)
    return shown
  }

  /// The problem with each text as `text` gives it.
  func mapped(_ text: (String) throws -> String) rethrows -> Problem {
    func both(_ words: Bilingual) throws -> Bilingual { Bilingual(en: try text(words.en), fr: try text(words.fr)) }
    var shown = self
    shown.file = try text(file)
    shown.record = try record.map(text)
    shown.value = try value.map(text)
    shown.expected = try expected.map(both)
    shown.text = try both(self.text)
    shown.hint = try hint.map(both)
    return shown
  }
}

extension ImportPlan {
  /// The plan with the codes hidden that stand in what it tells of files.
  ///
  /// - Parameter mask: hides those that the registry has.
  func shown(_ mask: (String) throws -> String) rethrows -> ImportPlan {
    var shown = self
    shown.problems = try problems.map { try $0.remote.mapped(mask) }
    shown.warnings = try warnings.map { try $0.remote.mapped(mask) }
    for index in obstacles.indices { shown.obstacles[index].hint = obstacles[index].hint.map(RemoteWords.hint) }
    for index in readings.indices { shown.readings[index].file = try mask(readings[index].file) }
    return shown
  }
}
