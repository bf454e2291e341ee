import Licensing

/// What became of a change set, for people and for the exit status (DESIGN, section 6).
struct ImportOutcome {
  let plan: PlanSheet
  /// The import that it became, if it was applied.
  let id: String?
  /// Whether it was only to be looked at.
  let isDry: Bool
  /// Whether a person was asked, and did not agree.
  var wasAsked = false
  /// The file that keeps the plan, where that is all that was wanted.
  var planFile: String?
  /// The registry as it was named on the command line.
  var database: String?
  /// The files that hold what is left out.
  var rejects: [String] = []
  /// Whether there were to be such files.
  var wantsRejects = false

  /// The exit status.
  var status: ExitStatus {
    if !plan.isApplicable { return .failure }
    if !plan.hasChanges || id != nil { return .success }
    if isDry { return .wouldChange }
    return planFile == nil ? .failure : .success
  }

  /// Says it.
  func say(_ console: Console) {
    let language = console.language
    if plan.isApplicable, plan.rejectedCount > 0 {
      let count = plan.rejectedCount
      console.warn(
        language(
          en: count == 1 ? "1 record is left out." : "\(count) records are left out.",
          fr: count == 1
            ? "1 enregistrement est laissé de côté." : "\(count) enregistrements sont laissés de côté."))
      if wantsRejects, rejects.isEmpty {
        console.warn(
          language(
            en: "They are written to a file when the rest is applied, not before.",
            fr: "Le fichier des rejets est écrit quand le reste est appliqué, pas avant."))
      }
      let names = rejects.joined(separator: ", ")
      if !names.isEmpty {
        console.warn(
          language(
            en:
              "What is left out is in \(names): correct it, then import \(rejects.count == 1 ? "it" : "them together").",
            fr:
              "Ce qui est laissé de côté se trouve dans \(names) : corrigez, puis importez \(rejects.count == 1 ? "ce fichier" : "ces fichiers ensemble")."
          ))
      }
    }
    if !plan.isApplicable {
      let count = plan.problemCount + plan.obstacleCount
      console.warn(
        language(
          en: "Refused: \(count) problem\(count == 1 ? "" : "s"). Nothing was changed.",
          fr: "Refusé : \(count) problème\(count == 1 ? "" : "s"). Rien n’a été modifié."))
    } else if !plan.hasChanges {
      console.print(language(en: "Nothing to do.", fr: "Rien à faire."))
    } else if let id {
      console.print(language(en: "Applied as \(id).", fr: "Appliqué sous le numéro \(id)."))
    } else if let planFile {
      let words = ["licence-registry", "import", "apply", planFile] + (database.map { ["--db", $0] } ?? [])
      let command = words.map(ImportOutcome.quoted).joined(separator: " ")
      console.print(
        language(
          en: "Nothing was changed. Apply it with: \(command)",
          fr: "Rien n’a été modifié. Pour appliquer : \(command)"))
    } else if isDry {
      console.print(language(en: "Dry run: nothing was changed.", fr: "Essai à blanc : rien n’a été modifié."))
    } else if wasAsked {
      console.print(language(en: "Nothing was changed.", fr: "Rien n’a été modifié."))
    } else {
      sayUnasked(console)
    }
  }

  /// Says why nothing was applied although it could have been, where nobody could be asked.
  func sayUnasked(_ console: Console) {
    guard plan.isApplicable, plan.hasChanges, id == nil, planFile == nil, !isDry, !wasAsked else { return }
    console.warn(
      console.language(
        en: "Not applied: nobody could be asked. Add --yes to apply, or --dry-run to only look.",
        fr:
          "Non appliqué : personne n’a pu être interrogé. Ajoutez --yes pour appliquer, ou --dry-run pour seulement voir."
      ))
  }

  /// A word as a shell reads it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789._-/:@+,=".contains($0.description)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
