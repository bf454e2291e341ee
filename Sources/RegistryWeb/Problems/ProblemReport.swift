/// Problem details on their way out of a function.
struct ProblemReport: Error {
  let problem: ProblemDetails

  init(_ problem: ProblemDetails) {
    self.problem = problem
  }
}
