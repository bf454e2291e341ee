extension ParsedArguments {
  /// The value of an option that takes a whole number, if it was given.
  ///
  /// - Parameters:
  ///   - name: the option.
  ///   - range: the numbers that it takes.
  /// - Throws: ``ArgumentError`` if the value is anything else.
  public func number(_ name: String, in range: ClosedRange<Int>) throws(ArgumentError) -> Int? {
    guard let text = value(name) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw .badValue(
      option: name, value: text, expected: "a number from \(range.lowerBound) to \(range.upperBound) is expected")
  }

  /// The value of an option that takes one of some words, in any case, if it was given.
  ///
  /// - Parameters:
  ///   - name: the option.
  ///   - words: what it takes, as raw values.
  /// - Throws: ``ArgumentError`` if the value is none of them.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of words: Choice.Type
  ) throws(ArgumentError) -> Choice? where Choice.RawValue == String {
    guard let text = value(name) else { return nil }
    if let choice = Choice(rawValue: text.lowercased()) { return choice }
    throw .badValue(
      option: name, value: text, expected: "is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
