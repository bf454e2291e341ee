public import Licensing
public import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a backup or a restoration was not made.
public enum BackupError: Error, Sendable, Hashable {
  /// There is a file of the name already.
  case exists(path: String)
  /// The copy or the backup is not sound; what SQLite says.
  case damaged(path: String, faults: [String])
  /// The audit record of the backup is broken.
  case broken(path: String)
  /// Records of the backup are not what its audit record tells; how many findings there are.
  case changed(path: String, findings: Int)
  /// The backup would be the registry itself.
  case itself(path: String)
}

extension BackupError {
  /// What is wrong, and what to do.
  public func message(_ language: Language) -> String {
    switch self {
    case .exists(let path):
      language(
        en: "\(path) exists already. Name another file, or add --force to replace it.",
        fr: "\(path) existe déjà. Indiquez un autre fichier, ou ajoutez --force pour le remplacer.")
    case .damaged(let path, let faults):
      language(
        en: "\(path) is damaged: \(faults.joined(separator: "; ")). Nothing was changed.",
        fr: "\(path) est endommagé : \(faults.joined(separator: " ; ")). Rien n’a été modifié.")
    case .broken(let path):
      language(
        en: "the audit record in \(path) is not what was recorded. Nothing was changed.",
        fr: "le registre d’audit de \(path) n’est pas ce qui a été enregistré. Rien n’a été modifié.")
    case .changed(let path, let findings):
      language(
        en:
          "\(path) is not what its audit record tells: \(findings) finding\(findings == 1 ? "" : "s"), which verify --db "
          + "lists. Nothing was changed. Take another backup, or add --changed to restore this one all the same.",
        fr:
          "\(path) n’est pas ce qu’en dit son audit : \(findings) constat\(findings == 1 ? "" : "s"), que verify --db "
          + "énumère. Rien n’a été modifié. Prenez une autre sauvegarde, ou ajoutez --changed pour restaurer celle-ci "
          + "malgré tout.")
    case .itself(let path):
      language(
        en: "\(path) is the registry itself: name another file. Nothing was changed.",
        fr: "\(path) est le registre lui-même : indiquez un autre fichier. Rien n’a été modifié.")
    }
  }
}

extension Registry {
  /// Copies the registry into a file of its own, from one state, while it is used.
  ///
  /// The copy is checked, and takes its name only once it is whole and on the disk.
  ///
  /// - Parameters:
  ///   - path: the file to make; only its owner may read it.
  ///   - replacing: whether a file of that name may be replaced.
  /// - Returns: what its audit record holds, to compare with later.
  /// - Throws: ``BackupError`` if there is such a file or the copy is not sound; `StoreError` or `SQLiteError` if it can't
  ///   be made.
  @discardableResult
  public func backUp(to path: String, replacing: Bool = false) throws -> ChainReport {
    guard !RegistryFile(path: path).isSame(as: file) else { throw BackupError.itself(path: path) }
    guard replacing || !RegistryFile(path: path).exists else { throw BackupError.exists(path: path) }
    let draft = RegistryFile(path: "\(path).part")
    try RegistrySafety.remove(draft)
    defer { try? RegistrySafety.remove(draft) }
    try RegistrySafety.privately { try file.copy(to: draft) }
    let report = try RegistrySafety.check(draft, named: path)
    try RegistrySafety.rename(draft.path, to: path)
    return report
  }

  /// Puts a backup in place of the registry at a path, in one step, also while that is served.
  ///
  /// What was there is kept beside it. Whom that had forgotten is forgotten in what is restored, too; tokens that were
  /// taken back since the backup stay taken back, and mails that were sent since are not sent again. The audit record goes
  /// on with a number that no event has had, so that who reads it in order misses nothing unseen.
  ///
  /// - Parameters:
  ///   - backup: the file that ``backUp(to:replacing:)`` made.
  ///   - path: the registry's file; it need not be there.
  ///   - changed: whether to restore it although its records are not what its audit record tells.
  ///   - actor: who does it.
  ///   - now: the present.
  /// - Returns: where the registry that was there is kept, and what was carried over from it.
  /// - Throws: ``BackupError`` if the backup is not sound; `StoreError` or `SQLiteError` if it is no registry, or the
  ///   registry can't be written.
  public static func restore(
    _ backup: String, to path: String, evenIfChanged changed: Bool = false, actor: String, now: UTCInstant
  ) throws -> Restoration {
    let (source, target) = (RegistryFile(path: backup), RegistryFile(path: path))
    guard source.exists else { throw StoreError.missing(path: backup) }
    guard !source.isSame(as: target) else { throw BackupError.itself(path: backup) }
    // Everything is done to a copy: a backup is never written to.
    let draft = RegistryFile(path: "\(path).part")
    try RegistrySafety.remove(draft)
    defer { try? RegistrySafety.remove(draft) }
    try RegistrySafety.privately { try source.copyUnchanged(to: draft) }
    try RegistrySafety.check(draft, named: backup, records: !changed)

    guard target.exists else {
      let connection = try draft.open(.write)
      let restoration = Restoration(
        mailsInDoubt: try connection.waitingMessages().count, backedUpAt: try connection.lastEventTime())
      try connection.writing {
        // How far the numbers went in the file that is gone, nobody knows.
        let last = try connection.lastEventNumber() + RegistrySafety.unknownEvents
        try connection.append(restoration: Carryover.event(by: actor), after: last, at: now)
      }
      try connection.closeLog()
      try RegistrySafety.rename(draft.path, to: path)
      return restoration
    }
    // The target may be older than this program.
    let current = try target.open(.read)
    let kept = "\(path).before-\(now.description.filter { $0.isNumber || $0 == "T" || $0 == "Z" })"
    var restoration = Restoration()
    // Nobody can write any more while what is there is kept: whatever was answered is in the one file or the other.
    try draft.copy(to: target) {
      restoration = try Carryover(current: current, restored: draft.open(.write), actor: actor, now: now).run()
      try RegistrySafety.privately { try target.copy(to: RegistryFile(path: kept)) }
    }
    restoration.kept = kept
    return restoration
  }
}

extension Registry {
  /// The registries that restorations kept beside this one; those whom this one has forgotten may be in them.
  public var copiesBeside: [String] {
    let slash = file.path.lastIndex(of: "/")
    let folder = slash.map { String(file.path[...$0]) } ?? "./"
    let name = slash.map { file.path[file.path.index(after: $0)...] } ?? file.path[...]
    let names = (try? FileKind.names(in: folder)) ?? []
    return names.filter { $0.hasPrefix("\(name).before-") }.map { slash == nil ? $0 : folder + $0 }
  }
}

/// Steps that making and restoring backups share.
private enum RegistrySafety {
  /// How many numbers of events are left out where the file that a backup takes the place of is gone: more than a registry
  /// gives between two backups.
  static let unknownEvents = 1_000_000

  /// Runs `body` so that files that it makes are their owner's alone to read.
  static func privately(_ body: () throws -> Void) throws {
    let mask = umask(0o077)
    defer { umask(mask) }
    try body()
  }

  /// Checks a copy from end to end, its records too if wanted, and makes it stand by itself.
  @discardableResult
  static func check(_ file: RegistryFile, named path: String, records: Bool = false) throws -> ChainReport {
    let connection = try file.open(.write)
    var faults = try connection.verifyFile()
    if faults.isEmpty { faults += try [connection.verifySearchIndex()].compactMap { $0 } }
    guard faults.isEmpty else { throw BackupError.damaged(path: path, faults: faults) }
    let report = try connection.verifyEvents()
    guard report.broken == nil else { throw BackupError.broken(path: path) }
    if records {
      let findings = try connection.reading {
        try connection.verifyImports().faults.count + connection.verifySeals().faults.count
          + connection.verifyLookups().count
      }
      guard findings == 0 else { throw BackupError.changed(path: path, findings: findings) }
    }
    try connection.closeLog()
    return report
  }

  /// Removes a file and what SQLite keeps beside it.
  static func remove(_ file: RegistryFile) throws(FileError) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      if unsafe unlink(file.path + suffix) != 0, errno != ENOENT { throw FileError(path: file.path) }
    }
  }

  /// Gives a file its name once its contents are on the disk, and waits until the name is too.
  static func rename(_ path: String, to name: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError(path: path) }
    #if canImport(Glibc)
      let code = unsafe Glibc.rename(path, name)
    #else
      let code = unsafe Darwin.rename(path, name)
    #endif
    guard code == 0 else { throw FileError(path: name) }
    let slash = name.lastIndex(of: "/")
    let folder = unsafe open(slash.map { String(name[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }
}
