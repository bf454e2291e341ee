/// Where messages of the outbox go.
public enum MailTransport: Sendable, Hashable {
  /// A program that takes a message on its standard input and finds the recipients in it, as `/usr/sbin/sendmail -t -i`,
  /// msmtp and postfix do.
  case command([String])
  /// A Maildir: a folder with `tmp`, `new` and `cur`, each message a file.
  case maildir(String)

  /// Whether it can be used, as far as that can be told without sending anything.
  ///
  /// - Throws: ``FileError`` if the program or the folder is not there or may not be used.
  public func check() throws(FileError) {
    switch self {
    case .command(let words): try SendmailCommand(words: words).check()
    case .maildir(let path): try Maildir(path: path).prepare()
    }
  }
}

/// What became of handing a message over.
enum Handover: Sendable, Hashable {
  /// It was taken.
  case taken
  /// It was not, or may not have been; it is worth another try.
  case later(reason: String)
  /// It was not and never will be.
  case refused(reason: String)

  /// The same without licence codes.
  func masked(by mask: CodeMask) throws -> Handover {
    switch self {
    case .taken: .taken
    case .later(let reason): .later(reason: try Handover.short(mask, reason))
    case .refused(let reason): .refused(reason: try Handover.short(mask, reason))
    }
  }

  /// How long a reason may be, and how much of it may be a code that its end cuts through.
  static let longestReason = (kept: 400, cut: 100)

  /// A reason without codes, shortened after they are hidden: half a code is not seen to be one.
  private static func short(_ mask: CodeMask, _ reason: String) throws -> String {
    let hidden = try mask.masked(reason)
    return reason.count < longestReason.kept ? hidden : hidden.dropLast(longestReason.cut) + "…"
  }
}
