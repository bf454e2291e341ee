public import Formats
public import Licensing

/// Whether a contract's status, its day of termination and its first day go together (DESIGN, section 3).
public enum Termination {
  /// What is wrong, and what to do; `nil` if they go together.
  public static func fault(
    status: String, day: CalendarDay?, starts: CalendarDay?
  ) -> (text: Bilingual, hint: Bilingual?)? {
    switch (status, day) {
    case ("terminated", nil):
      return (
        Bilingual(
          en: "a terminated contract needs the day of its termination",
          fr: "un contrat résilié doit porter le jour de sa résiliation"), nil
      )
    case ("terminated", let day?):
      guard let starts, day < starts else { return nil }
      return (
        Bilingual(
          en: "terminated on \(day), before it starts on \(starts)",
          fr: "résilié le \(day.text(in: .french)), avant de commencer le \(starts.text(in: .french))"), nil
      )
    case (_, .some):
      return (
        Bilingual(
          en: "a contract that is not terminated can't have a day of termination",
          fr: "un contrat qui n’est pas résilié ne peut porter de jour de résiliation"),
        Bilingual(
          en: "set status to terminated, or leave it out", fr: "mettez le statut « résilié », ou laissez vide")
      )
    case (_, nil): return nil
    }
  }
}
