import Arguments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command of the program: what it takes, and what it does.
struct Command: Sendable {
  let form: CommandForm
  let run: @Sendable (ParsedArguments, Console) throws -> ExitStatus

  /// Every command, in the order of the help.
  static let all = [
    Command(form: DemoCommand.form, run: DemoCommand.run), Command(form: ServeCommand.form, run: ServeCommand.run),
    Command(form: CheckCommand.form, run: CheckCommand.run), Command(form: ImportCommand.form, run: ImportCommand.run),
    Command(form: ExportCommand.form, run: ExportCommand.run),
    Command(form: ImpactCommand.form, run: ImpactCommand.run),
    Command(form: SearchCommand.form, run: SearchCommand.run),
    Command(form: ResendCommand.form, run: ResendCommand.run),
    Command(form: ContactCommand.form, run: ContactCommand.run),
    Command(form: ProductCommand.form, run: ProductCommand.run),
    Command(form: TokenCommand.form, run: TokenCommand.run), Command(form: PurgeCommand.form, run: PurgeCommand.run),
    Command(form: BackupCommand.backupForm, run: BackupCommand.backUp),
    Command(form: BackupCommand.restoreForm, run: BackupCommand.restore),
    Command(form: VerifyCommand.form, run: VerifyCommand.run),
  ]
}

/// How the program ends (DESIGN, sections 6 and 8).
enum ExitStatus: Int32 {
  case success = 0
  case failure = 1
  case wouldChange = 3
  case ineligible = 10
  case undetermined = 11
  case usage = 64

  /// Ends the program.
  static func leave(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}
