public import Catalogue
import Formats

/// The lines of files on which problems stand, to show them beside what is wrong.
///
/// Each file is read once more, up to the last such line; only those lines are kept.
public struct SourceLines: Sendable {
  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  /// How many bytes of a line are kept.
  private static let longestLine = 1 << 16

  private var lines: [Place: String] = [:]

  /// Reads the lines of problems; a file that can't be read has none.
  ///
  /// - Parameters:
  ///   - problems: the problems.
  ///   - files: the files that they may be in.
  public init(of problems: [Problem], in files: [CatalogueFile]) {
    let wanted = Dictionary(grouping: problems.filter { $0.position != nil }, by: \.file)
    for file in files {
      guard let problems = wanted[file.name] else { continue }
      let numbers = Set(problems.compactMap(\.position?.line))
      try? read(numbers, of: file)
    }
  }

  /// The line on which a problem stands.
  ///
  /// - Parameter problem: the problem.
  public func line(of problem: Problem) -> String? {
    problem.position.flatMap { lines[Place(file: problem.file, line: $0.line)] }
  }

  private mutating func read(_ numbers: Set<Int>, of file: CatalogueFile) throws {
    guard let last = numbers.max() else { return }
    var decoder = TextDecoder(try SourceLines.encoding(of: file))
    let next = try file.open()
    var (number, isAfterReturn): (Int, Bool) = (1, false)
    var line: [UInt8] = []
    var text: [UInt8] = []
    var isAtEnd = false
    while !isAtEnd, number <= last {
      let piece = try next()
      text.removeAll(keepingCapacity: true)
      do {
        isAtEnd = piece.isEmpty
        try decoder.decode(piece, into: &text)
      } catch {
        // What stands before the fault is worth showing.
        isAtEnd = true
      }
      for byte in text {
        let isLineFeed = byte == 0x0A
        if isLineFeed && isAfterReturn {
          isAfterReturn = false
          continue
        }
        isAfterReturn = byte == 0x0D
        if isLineFeed || isAfterReturn {
          keep(line, number, numbers, file.name)
          line.removeAll(keepingCapacity: true)
          number += 1
        } else if line.count < SourceLines.longestLine, numbers.contains(number) {
          line.append(byte)
        }
      }
    }
    keep(line, number, numbers, file.name)
  }

  private mutating func keep(_ line: [UInt8], _ number: Int, _ numbers: Set<Int>, _ file: String) {
    if numbers.contains(number), lines[Place(file: file, line: number)] == nil {
      lines[Place(file: file, line: number)] = String(decoding: line, as: UTF8.self)
    }
  }

  private static func encoding(of file: CatalogueFile) throws -> TextEncoding {
    guard file.format == .csv else { return .utf8 }
    if let encoding = file.encoding { return encoding }
    var detector = TextEncodingDetector()
    let next = try file.open()
    while true {
      let piece = try next()
      if piece.isEmpty { return detector.conclude().encoding }
      detector.consume(piece)
    }
  }
}
