/// The problems found so far, up to a limit; all are counted.
public final class ProblemLog {
  /// How many problems are kept.
  public let limit: Int
  /// The first of them, in the order of files.
  public private(set) var problems: [Problem] = []
  /// How many there are in all.
  public private(set) var count = 0

  /// Makes an empty log that keeps at most `limit` problems.
  public init(limit: Int = 1000) {
    self.limit = limit
  }

  /// Adds a problem.
  public func add(_ problem: Problem) {
    count += 1
    if problems.count < limit { problems.append(problem) }
  }
}
