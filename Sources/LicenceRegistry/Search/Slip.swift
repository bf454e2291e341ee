/// A slip of the pen: a letter left out, one too many, a wrong one, or two that changed places.
enum Slip {
  /// Every text from which one slip makes this one, each once.
  ///
  /// A digit is taken for another digit, a letter for another letter.
  ///
  /// - Parameter text: a folded word or number.
  static func sources(of text: String) -> [String] {
    let letters = Array(text.unicodeScalars)
    var found: Set<String> = []
    func take(_ scalars: some Sequence<Unicode.Scalar>) {
      var source = ""
      source.unicodeScalars.append(contentsOf: scalars)
      found.insert(source)
    }
    for place in letters.indices {
      take(letters[..<place] + letters[(place + 1)...])
      if place + 1 < letters.count {
        var swapped = letters
        swapped.swapAt(place, place + 1)
        take(swapped)
      }
      for other in alike(letters[place]) {
        var replaced = letters
        replaced[place] = other
        take(replaced)
      }
    }
    for place in 0...letters.count {
      // What is missing is of the kind of its neighbours.
      let neighbours = letters[max(0, place - 1)..<min(letters.count, place + 1)]
      let kinds = neighbours.contains(where: isDigit) ? digits : []
      for other in kinds + (neighbours.allSatisfy(isDigit) ? [] : small) {
        take(letters[..<place] + [other] + letters[place...])
      }
    }
    found.remove(text)
    return found.sorted()
  }

  private static let digits = Array("0123456789".unicodeScalars)
  private static let small = Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars)

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func alike(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] { isDigit(scalar) ? digits : small }
}
