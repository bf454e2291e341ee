import Formats
import HTTPCore
import LicenceRegistry
import Licensing

/// A change of records that can't be applied.
enum Refusal {
  /// What is wrong with a plan: problems of what was sent, or records that stand in the way.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - faults: its problems with their places.
  ///   - language: of the messages.
  static func report(_ plan: ImportPlan, faults: [ProblemDetails.Fault], _ language: Language) -> ProblemReport {
    guard plan.problemCount == 0 else {
      return ProblemReport(ProblemDetails(status: .unprocessableContent, faults: faults))
    }
    let obstacles = plan.obstacles.map { obstacle in
      ProblemDetails.Fault(obstacle.code, language(en: obstacle.text.en, fr: obstacle.text.fr))
    }
    return ProblemReport(ProblemDetails(status: .conflict, faults: obstacles))
  }
}

extension Exchange {
  /// Works on one of the server's workers, where waiting is no harm, and answers with what comes of it.
  func later(_ work: @escaping @Sendable () throws -> HTTPResponse) {
    let (language, registry) = (language, registry)
    sink.answer(later: {
      do {
        return try work().naming(language)
      } catch let report as ProblemReport {
        return try report.problem.shown(registry.makeReader().masked).response.naming(language)
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
