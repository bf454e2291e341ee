import Formats
public import Licensing

/// An action on a resend that is not possible.
public enum ResendRefused: Error, Sendable, Hashable {
  /// There is no resend with the id.
  case notFound(id: String)
  /// Its state does not allow the action.
  case state(ResendState, ResendAction)
  /// The person who asked can't be the one who approves.
  case ownRequest
  /// A sender has its message in its hands.
  case beingSent
  /// Since it was asked for, something has come to stand against sending.
  case noLongerPossible(ResendAssessment.Result, ResendAction)

  /// A stable code for programs.
  public var code: String {
    switch self {
    case .notFound: "resend.not_found"
    case .state: "resend.wrong_state"
    case .ownRequest: "resend.own_request"
    case .beingSent: "resend.being_sent"
    case .noLongerPossible(let result, _): result.code.rawValue
    }
  }

  /// The same for people.
  public func message(in language: Language) -> String {
    switch self {
    case .notFound(let id):
      return language(en: "There is no resend with the id \(id).", fr: "Aucun renvoi n’a l’identifiant \(id).")
    case .state(let state, let action):
      let name = state.name(in: language)
      let possible = state.actions.filter { $0 != .send && $0 != .fail }.map(\.rawValue).joined(separator: ", ")
      let hint =
        possible.isEmpty
        ? language(en: "Nothing can be done with it any more.", fr: "Plus aucune action n’est possible.")
        : language(en: "Possible: \(possible).", fr: "Possible : \(possible).")
      return language(
        en: "'\(action.rawValue)' is not possible: the resend is \(name). \(hint)",
        fr: "« \(action.rawValue) » n’est pas possible : le renvoi est \(name). \(hint)")
    case .ownRequest:
      return language(
        en: "Whoever asked for a resend can't approve it: someone else has to.",
        fr: "La personne qui a demandé un renvoi ne peut pas le valider : une autre doit le faire.")
    case .beingSent:
      return language(
        en: "The mail is being sent right now: look again in a minute.",
        fr: "Le courriel est en cours d’envoi : revenez dans une minute.")
    case .noLongerPossible(let result, .retry) where result.code.status == .review:
      // What has failed was approved before and can't be approved again.
      return language(
        en:
          "\(result.message) This one can't be approved again: ask for the code anew, and have that request approved.",
        fr: "\(result.message) Celui-ci ne peut pas être validé de nouveau : refaites une demande et faites-la valider."
      )
    case .noLongerPossible(let result, _): return result.message
    }
  }
}
