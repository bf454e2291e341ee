/// Numbers of bytes as people write them: 512, 64K, 2M, 1G, in steps of 1024.
enum ByteSize {
  private static let units: [(letter: Character, bytes: Int)] = [("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10)]

  /// The number that a text stands for; nil if it stands for none.
  static func bytes(_ text: String) -> Int? {
    let unit = units.first { text.last?.uppercased() == String($0.letter) }
    guard let number = Int(unit == nil ? text[...] : text.dropLast()), number >= 0 else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
    return overflow ? nil : bytes
  }

  /// The shortest text of a number.
  static func text(_ bytes: Int) -> String {
    guard let unit = units.first(where: { bytes > 0 && bytes % $0.bytes == 0 }) else { return "\(bytes)" }
    return "\(bytes / unit.bytes)\(unit.letter)"
  }
}
