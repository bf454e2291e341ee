/// What is wrong with a command line.
public enum ArgumentError: Error, Sendable, Hashable {
  /// There is no such option; the nearest one, if any is near.
  case unknownOption(String, suggestion: String?)
  /// There is no such command; the nearest one, if any is near.
  case unknownCommand(String, suggestion: String?)
  /// An option stands without its value.
  case missingValue(option: String, value: String)
  /// An option that takes no value was given one.
  case unexpectedValue(option: String)
  /// An option is given twice.
  case repeated(option: String)
  /// The command takes no such argument.
  case unexpectedArgument(String)
  /// The command needs an argument.
  case missingArgument(String)
  /// A value is not what the option takes.
  case badValue(option: String, value: String, expected: String)
  /// An option does not go with the others; why.
  case unfitting(option: String, reason: String)
}

extension ArgumentError: CustomStringConvertible {
  /// What is wrong, and what may have been meant.
  public var description: String {
    switch self {
    case .unknownOption(let word, let suggestion):
      "unknown option '\(word)'" + (suggestion.map { ". Did you mean '\($0)'?" } ?? "")
    case .unknownCommand(let word, let suggestion):
      "unknown command '\(word)'" + (suggestion.map { ". Did you mean '\($0)'?" } ?? "")
    case .missingValue(let option, let value): "'--\(option)' needs a value: --\(option) \(value)"
    case .unexpectedValue(let option): "'--\(option)' takes no value"
    case .repeated(let option): "'--\(option)' is given twice"
    case .unexpectedArgument(let word): "unexpected argument '\(word)'"
    case .missingArgument(let name): "missing argument: \(name)"
    case .badValue(let option, let value, let expected): "'--\(option) \(value)': \(expected)"
    case .unfitting(let option, let reason): "'--\(option)' \(reason)"
    }
  }
}

extension ArgumentError {
  /// The description with the mark that ends a sentence.
  public var sentence: String { description.hasSuffix("?") ? description : description + "." }
}

/// The known word that a mistyped one may have meant.
public enum Suggestion {
  /// The nearest of the known words, if it is at most a third of its length away.
  public static func nearest(to typed: String, among known: [String]) -> String? {
    let typed = typed.lowercased()
    let scored = known.compactMap { word -> (Int, String)? in
      let distance = distance(Array(typed), Array(word))
      return distance <= max(1, word.count / 3) || (typed.count > 2 && word.hasPrefix(typed)) ? (distance, word) : nil
    }
    return scored.min { $0.0 < $1.0 }?.1
  }

  /// How many letters have to be added, left out, changed or swapped with their neighbour (Damerau and Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var row = [index + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, row[column] + 1, last[column] + (letter == other ? 0 : 1))
        if index > 0, column > 0, letter == right[column - 1], left[index - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
