import HTTPClient
import Licensing

extension ClientError {
  /// What went wrong, for people, and what to do.
  func message(_ language: Language) -> String {
    switch self {
    case .badAddress:
      language(
        en: "is no address of a server: write http://HOST:PORT or unix:/PATH",
        fr: "n’est pas l’adresse d’un serveur : écrivez http://HÔTE:PORT ou unix:/CHEMIN")
    case .encrypted:
      language(
        en:
          "TLS is not spoken here: give the address of a tunnel (ssh -L 8080:localhost:8080 HOST, then http://localhost:8080) or of a proxy on this machine",
        fr:
          "TLS n’est pas pris en charge ici : donnez l’adresse d’un tunnel (ssh -L 8080:localhost:8080 HÔTE, puis http://localhost:8080) ou d’un mandataire sur cette machine"
      )
    case .unknownHost(let reason):
      language(en: "the server's host is not found: \(reason)", fr: "l’hôte du serveur est introuvable : \(reason)")
    case .inTheClear:
      language(
        en:
          "the server is on another machine, and all between could read the token: use a tunnel (ssh -L 8080:localhost:8080 HOST), or allow it with --unencrypted",
        fr:
          "le serveur est sur une autre machine, et le jeton serait lisible en chemin : passez par un tunnel (ssh -L 8080:localhost:8080 HÔTE), ou autorisez-le avec --unencrypted"
      )
    case .unreachable(let reason):
      language(en: "the server can't be reached: \(reason)", fr: "le serveur est injoignable : \(reason)")
    case .timedOut(let seconds):
      language(
        en: "the server did not answer for \(seconds) s", fr: "le serveur n’a pas répondu pendant \(seconds) s")
    case .closed:
      language(en: "the connection ended before the answer", fr: "la connexion a pris fin avant la réponse")
    case .malformed(let reason):
      language(
        en: "what came is no answer of a server: \(reason)",
        fr: "ce qui est venu n’est pas la réponse d’un serveur : \(reason)")
    case .tooLong: language(en: "the server's answer is too long", fr: "la réponse du serveur est trop longue")
    case .unreadable(let path, let reason): "\(path): \(reason)"
    }
  }
}
