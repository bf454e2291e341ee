/// The problems found so far, up to a limit; all are counted.
public final class ProblemLog {
  /// How many problems are kept.
  public let limit: Int
  /// The first of them, in the order in which they were found.
  public private(set) var problems: [Problem] = []
  /// How many there are in all.
  public private(set) var count = 0
  /// How many of them are in the way of everything, and not only of the record that has them.
  public private(set) var blockingCount = 0

  /// Makes an empty log that keeps at most `limit` problems.
  public init(limit: Int = 1000) {
    self.limit = limit
  }

  /// Adds a problem.
  ///
  /// - Parameters:
  ///   - problem: the problem.
  ///   - isBlocking: whether nothing can be done while it stands; else the record that has it is left out.
  public func add(_ problem: Problem, isBlocking: Bool = true) {
    count += 1
    if isBlocking { blockingCount += 1 }
    if problems.count < limit { problems.append(problem) }
  }
}
