import Formats

/// Hints that name options of the command line, in the words of the API.
enum RemoteWords {
  private static let words = [
    (" (--map)", ""), ("--format ", "format="), ("--prune-more-than ", "pruneMoreThan="),
    (" or in a mapping file", ""), (" ou dans un fichier de correspondance", ""), ("as --encoding ", "as encoding="),
    ("par --encoding ", "par encoding="), (": --encoding ", ": encoding="),
    ("--encoding ", "encoding="),
  ]

  /// A text in the words of the API.
  static func text(_ text: String) -> String {
    guard text.contains("--") || text.contains(" mapping file") || text.contains("correspondance") else { return text }
    var text = text
    for (local, remote) in words { text = text.replacing(local, with: remote) }
    return text
  }

  /// A hint in the words of the API; one that only a mapping file can follow says so.
  static func hint(_ hint: Bilingual) -> Bilingual {
    let isForMaps = hint.en.contains("(--map)")
    return Bilingual(
      en: text(hint.en) + (isForMaps ? ", with the command line's import beside the registry" : ""),
      fr: text(hint.fr) + (isForMaps ? ", avec la commande import à côté du registre" : ""))
  }
}
