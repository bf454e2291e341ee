import Formats
import HTTPCore
import LicenceRegistry
import Licensing

/// The answer to a change of records that can't be applied.
enum Refusal {
  /// What is wrong with a plan: problems of what was sent, or records that stand in the way.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - faults: its problems with their places.
  ///   - language: of the messages.
  static func response(_ plan: ImportPlan, faults: [ProblemDetails.Fault], _ language: Language) -> HTTPResponse {
    guard plan.problemCount == 0 else {
      return ProblemDetails(status: .unprocessableContent, faults: faults).response
    }
    let obstacles = plan.obstacles.map { obstacle in
      ProblemDetails.Fault(obstacle.code, language(en: obstacle.text.en, fr: obstacle.text.fr))
    }
    return ProblemDetails(status: .conflict, faults: obstacles).response
  }
}

extension Exchange {
  /// Works on one of the server's workers, where waiting is no harm, and answers with what comes of it.
  func later(_ work: @escaping @Sendable () throws -> HTTPResponse) {
    let language = language
    sink.answer(later: {
      do {
        return try work().naming(language)
      } catch let error as ImportOutdated {
        var response = ProblemDetails(
          status: .conflict, code: "import.outdated", detail: error.message(language)
        ).response.naming(language)
        response.fields.set("retry-after", "1")
        return response
      } catch {
        guard let response = Failure.response(error, language) else { throw error }
        return response
      }
    })
  }
}
