import HTTPCore

extension HTTPFault {
  /// What is wrong, in French, less exactly than in ``HTTPFault/detail``; nothing for a kind that is not known here.
  var french: String? {
    switch kind {
    case .malformedRequestLine: "La première ligne de la requête est mal formée."
    case .malformedTarget: "L’adresse demandée n’est pas un chemin et une requête bien formés."
    case .unknownMethod: "Cette méthode n’est pas connue ici."
    case .unsupportedVersion: "Seuls HTTP/1.0 et HTTP/1.1 sont acceptés ici."
    case .targetTooLong: "L’adresse demandée est trop longue."
    case .bareLineEnding: "Une ligne contient un retour chariot ou un saut de ligne isolé."
    case .foldedField: "Un champ d’en-tête commence par une espace ou continue sur une seconde ligne."
    case .malformedFieldName: "Le nom d’un champ d’en-tête est mal formé ou n’est pas suivi d’un deux-points."
    case .malformedFieldValue: "La valeur d’un champ d’en-tête contient un octet de contrôle ou n’est pas en UTF-8."
    case .fieldsTooLarge: "Les champs d’en-tête sont trop longs."
    case .tooManyFields: "Il y a trop de champs d’en-tête."
    case .malformedHost: "Host est absent, répété ou mal formé."
    case .malformedContentLength: "Content-Length est répété ou n’est pas un simple nombre."
    case .conflictingLength: "Content-Length accompagne Transfer-Encoding."
    case .unsupportedTransferEncoding: "Transfer-Encoding est autre chose qu’un seul « chunked »."
    case .malformedChunk: "Un bloc du corps est mal formé."
    case .malformedTrailer: "Un champ de fin n’est pas permis."
    case .bodyTooLarge: "Le corps de la requête est trop long."
    case .unknownExpectation: "Seule l’attente 100-continue est connue ici."
    case .headTimeout: "L’en-tête de la requête n’est pas arrivé à temps."
    case .bodyTimeout: "Le corps de la requête n’est pas arrivé à temps."
    case .tooManyConnections: "Il y a trop de connexions."
    case .unanswered: "La requête n’a pas reçu de réponse."
    case .overloaded: "Il y a trop à faire pour le moment ; réessayez bientôt."
    case .uploadNotKept: "Le fichier n’a pas pu être gardé sur le disque du serveur."
    default: nil
    }
  }
}

extension HTTPFault.Kind {
  /// An uploaded file found no room.
  static let uploadNotKept = HTTPFault.Kind("upload-not-kept")
}
