import Arguments
import LicenceRegistry

/// The options that say where mail goes.
enum MailOptions {
  static let options: [CommandForm.Option] = [
    .value(
      "sendmail", "COMMAND",
      "hand mail to this command's standard input, such as '/usr/sbin/sendmail -t -i' or '/usr/bin/msmtp -t'"),
    .value("maildir", "DIR", "put mail into this Maildir instead, which is made if it is missing"),
  ]

  /// Where mail goes; nothing if nowhere: then it stays in the outbox.
  ///
  /// - Throws: `ArgumentError` if both are given; `FileError` if the command or the folder can't be used.
  static func transport(_ arguments: ParsedArguments) throws -> MailTransport? {
    for option in ["sendmail", "maildir"] where arguments.value(option)?.allSatisfy(\.isWhitespace) == true {
      throw ArgumentError.unfitting(option: option, reason: "names nothing")
    }
    // The command is split at spaces and not given to a shell: quotes would reach the program as they are.
    if let command = arguments.value("sendmail"), command.contains(where: { "'\"\\".contains($0) }) {
      throw ArgumentError.unfitting(
        option: "sendmail", reason: "is split at spaces and knows no quotes: put such a command into a script")
    }
    let transport: MailTransport
    switch (arguments.value("sendmail"), arguments.value("maildir")) {
    case (nil, nil): return nil
    case (.some, .some): throw ArgumentError.unfitting(option: "maildir", reason: "does not go with --sendmail")
    case (.some(let command), nil): transport = .command(command.split(separator: " ").map(String.init))
    case (nil, .some(let path)): transport = .maildir(path)
    }
    try transport.check()
    return transport
  }
}
