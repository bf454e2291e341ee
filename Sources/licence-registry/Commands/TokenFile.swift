import LicenceRegistry
import Licensing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that holds an access token, so that it stands in no command line.
enum TokenFile {
  /// Why a file gives no token; never what is in it.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// The token in a file, which may have white space around it.
  static func token(_ path: String, _ console: Console) throws -> TokenSecret {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path) }
    defer { close(descriptor) }
    var info = stat()
    // The system fills in the structure that it is given.
    if unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_mode & 0o077 != 0 {
      console.warn(
        console.language(
          en: "\(path) can be read by others on this machine: chmod 600 \(path)",
          fr: "\(path) peut être lu par d’autres sur cette machine : chmod 600 \(path)"))
    }
    var bytes = [UInt8](repeating: 0, count: 1024)
    // The system writes at most as many bytes as the buffer has, and only those that it wrote are looked at.
    let count = unsafe read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw FileError(path: path) }
    guard let token = TokenSecret(TextFolding.trimmed(String(decoding: bytes.prefix(count), as: UTF8.self))) else {
      throw Unreadable(
        description: console.language(
          en: "\(path): this is no access token; one begins with lr_ and 'licence-registry token create' prints it",
          fr:
            "\(path) : ce n’est pas un jeton d’accès ; un jeton commence par lr_, « licence-registry token create » l’affiche"
        ))
    }
    return token
  }
}
