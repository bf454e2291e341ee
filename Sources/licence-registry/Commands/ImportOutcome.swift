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
      console.print(
        language(
          en: "Nothing was changed. Apply it with: licence-registry import apply \(planFile)",
          fr: "Rien n’a été modifié. Pour appliquer : licence-registry import apply \(planFile)"))
    } else if isDry {
      console.print(language(en: "Dry run: nothing was changed.", fr: "Essai à blanc : rien n’a été modifié."))
    } else if wasAsked {
      console.print(language(en: "Nothing was changed.", fr: "Rien n’a été modifié."))
    } else {
      console.warn(
        language(
          en: "Not applied: there is no terminal to ask on. Add --yes to apply, or --dry-run to only look.",
          fr:
            "Non appliqué : il n’y a pas de terminal où demander. Ajoutez --yes pour appliquer, ou --dry-run pour seulement voir."
        ))
    }
  }
}
