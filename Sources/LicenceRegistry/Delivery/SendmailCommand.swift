#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A mail agent's command that takes a message on its standard input, such as `/usr/sbin/sendmail -t -i`.
struct SendmailCommand {
  /// The program's path and its arguments.
  let words: [String]
  /// How long the program may take.
  var seconds = 60

  func check() throws(FileError) {
    guard let program = words.first else { throw FileError(path: "the mail command", reason: "none is named") }
    guard program.contains("/") else {
      throw FileError(path: program, reason: "the mail command's whole path is needed, such as /usr/sbin/sendmail")
    }
    guard unsafe access(program, X_OK) == 0 else { throw FileError(path: program) }
    guard try FileKind(path: program) == .file else { throw FileError(path: program, reason: "that is no program") }
  }

  /// Runs the program once.
  ///
  /// - Parameters:
  ///   - message: the whole message.
  ///   - folder: where the message may lie, without a name, while the program reads it.
  func deliver(_ message: String, by folder: String) -> Handover {
    do throws(FileError) {
      try check()
      let input = try unnamedFile(message, in: folder)
      defer { close(input) }
      let output = try unnamedFile("", in: folder)
      defer { close(output) }
      let process = try start(input: input, output: output)
      return switch wait(for: process) {
      case .ended(let status): judge(status, saying: said(output))
      case .late: .later(reason: "\(words[0]) did not end within \(seconds) seconds")
      // It may have taken the message: trying again could send it twice.
      case .unknown: .refused(reason: "how \(words[0]) ended is not known: this process has SIGCHLD ignored")
      }
    } catch {
      return .later(reason: error.description)
    }
  }

  /// A file that has no name any more: what is in it is gone with the last program that has it open.
  private func unnamedFile(_ text: String, in folder: String) throws(FileError) -> Int32 {
    let file = "\(folder)/.message-\(UInt64.random(in: 0...UInt64.max))"
    let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: file) }
    unsafe unlink(file)
    guard FileBytes.write(text, to: descriptor) else {
      let error = FileError(path: file)
      close(descriptor)
      throw error
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  /// Starts the program in a process group of its own, with nothing open but its three streams.
  private func start(input: Int32, output: Int32) throws(FileError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 2)

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // The server blocks the signals that it waits for; the program must not inherit that.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // The program gets copies of the words and of the environment; ours are freed when it has started.
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
    guard code == 0 else { throw FileError(path: words[0], reason: unsafe String(cString: strerror(code))) }
    return process
  }

  /// What became of the program.
  private enum Ending {
    /// It ended with this status.
    case ended(Int32)
    /// It took too long and was ended.
    case late
    /// It ended, and the system has not kept how, as when a process ignores the ends of its children.
    case unknown
  }

  /// Waits until the program has ended.
  private func wait(for process: pid_t) -> Ending {
    var status: Int32 = 0
    // A mail agent takes milliseconds; asking every few costs nothing, and needs no signal handler.
    for _ in 0..<(seconds * 100) {
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process { return .ended(status) }
      if ended < 0, errno != EINTR { return .unknown }
      usleep(10_000)
    }
    kill(-process, SIGKILL)
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return .late
  }

  /// What the exit status means, by the codes of `sysexits.h`.
  private func judge(_ status: Int32, saying words: String) -> Handover {
    let name = self.words[0]
    guard status & 0x7F == 0 else { return .later(reason: "\(name) was ended by signal \(status & 0x7F)") }
    let code = (status >> 8) & 0xFF
    let reason = "\(name) ended with status \(code)" + (words.isEmpty ? "" : ": \(words)")
    return switch code {
    case 0: .taken
    // Bad data, no such user: the same message fares no better later. A host that is not found or a wrong command may.
    case 65, 67: .refused(reason: reason)
    default: .later(reason: reason)
    }
  }

  /// The first line that the program wrote, as far as it is looked at; it may have a part of the message in it.
  private func said(_ output: Int32) -> String {
    lseek(output, 0, SEEK_SET)
    var bytes = [UInt8](repeating: 0, count: Handover.longestReason.kept + Handover.longestReason.cut)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    return String(line.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
  }
}
