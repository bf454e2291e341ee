public import Formats
public import Licensing

/// Whether a contract's status, its day of termination and its first day go together (DESIGN, section 3).
public enum Termination {
  /// How they don't go together.
  public struct Fault: Sendable, Hashable {
    /// What is wrong.
    public let text: Bilingual
    /// What the day of termination could be instead.
    public let expected: Bilingual
    /// What to do.
    public let hint: Bilingual?
  }

  /// What is wrong, and what to do; `nil` if they go together.
  ///
  /// - Parameters:
  ///   - status: the contract's status, as the registry writes it.
  ///   - day: the day of its termination.
  ///   - starts: its first day.
  public static func fault(status: String, day: CalendarDay?, starts: CalendarDay?) -> Fault? {
    switch (status, day) {
    case ("terminated", nil):
      return Fault(
        text: Bilingual(
          en: "a terminated contract needs the day of its termination",
          fr: "un contrat résilié doit porter le jour de sa résiliation"),
        expected: Bilingual(en: "a date", fr: "une date"), hint: nil)
    case ("terminated", let day?):
      guard let starts, day < starts else { return nil }
      return Fault(
        text: Bilingual(
          en: "terminated on \(day), before it starts on \(starts)",
          fr: "résilié le \(day.text(in: .french)), avant de commencer le \(starts.text(in: .french))"),
        expected: Bilingual(en: "\(starts) or later", fr: "le \(starts.text(in: .french)) ou après"), hint: nil)
    case (_, .some):
      return Fault(
        text: Bilingual(
          en: "a contract that is not terminated can't have a day of termination",
          fr: "un contrat qui n’est pas résilié ne peut porter de jour de résiliation"),
        expected: Bilingual(en: "nothing", fr: "rien"),
        hint: Bilingual(
          en: "set status to terminated, or leave it out", fr: "mettez le statut « résilié », ou laissez vide"))
    case (_, nil): return nil
    }
  }
}
