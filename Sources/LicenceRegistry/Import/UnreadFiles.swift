public import Catalogue
import Formats

/// The files of folders that an import does not read: whoever put one there may believe that it was.
///
/// Hidden files, and what is there to be read by people (`README`, `LICENCE`, `.md`), need no word.
public struct UnreadFiles: Sendable {
  /// How many are told one by one.
  public static let shown = 20

  private static let texts: Set<String> = ["readme", "licence", "license", "changelog", "notice"]

  private var files: [Problem] = []
  private var count = 0

  /// Knows of none.
  public init() {}

  /// What is to be told of them.
  public var warnings: [Problem] {
    guard count > files.count, let last = files.last else { return files }
    let rest = count - files.count
    return files + [
      Problem(
        .unreadFile, file: last.file,
        text: Bilingual(
          en:
            "is not the last: \(rest) more file\(rest == 1 ? "" : "s") of the folders \(rest == 1 ? "is" : "are") not read",
          fr: rest == 1
            ? "n’est pas le dernier : 1 autre fichier des dossiers n’est pas lu"
            : "n’est pas le dernier : \(rest) autres fichiers des dossiers ne sont pas lus"))
    ]
  }

  /// Notes a file of a folder.
  ///
  /// - Parameters:
  ///   - path: its path.
  ///   - isWorkbook: whether it is a spreadsheet's own file.
  mutating func note(_ path: String, isWorkbook: Bool) {
    let name = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    // `~$` begins the file by which a spreadsheet says that it has another one open.
    if UnreadFiles.texts.contains(stem) || name.hasSuffix(".md") || name.hasPrefix("~$") { return }
    count += 1
    guard files.count < UnreadFiles.shown else { return }
    files.append(
      Problem(
        .unreadFile, file: path,
        text: isWorkbook
          ? Bilingual(en: "is a workbook and is not read", fr: "est un classeur et n’est pas lu")
          : Bilingual(
            en: "is not read: its name is none of a catalogue file",
            fr: "n’est pas lu : son nom n’est pas celui d’un fichier de catalogue"),
        hint: isWorkbook
          ? Bilingual(
            en: "save each sheet as “CSV UTF-8” in the spreadsheet, beside it",
            fr: "enregistrez chaque feuille en « CSV UTF-8 » dans le tableur, à côté")
          : Bilingual(
            en: "if it is one, name it on the command line to import it, or call it .csv or .json5",
            fr: "si c’en est un, nommez-le sur la ligne de commande pour l’importer, ou renommez-le en .csv ou .json5")
      ))
  }
}
