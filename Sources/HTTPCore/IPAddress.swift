/// An IPv4 or IPv6 address as 128 bits; an IPv4 address is the same as its IPv6 form `::ffff:a.b.c.d`.
struct IPAddress: Hashable {
  /// The eight groups of an IPv6 address, first one first.
  private(set) var groups: [UInt16]

  /// Whether it is an IPv4 address, in whichever clothes.
  var isIPv4: Bool { groups[0..<5].allSatisfy { $0 == 0 } && groups[5] == 0xFFFF }

  /// Reads an address as people and proxies write it, perhaps with a zone (`fe80::1%eth0`), which is passed over.
  init?(_ text: Substring) {
    let text = text.prefix { $0 != "%" }
    if let groups = Self.ipv4(text) {
      self.groups = [0, 0, 0, 0, 0, 0xFFFF] + groups
      return
    }
    guard text.contains(":") else { return nil }
    // "::" stands for as many zeros as are missing, once.
    var halves: [Substring] = [text]
    if let gap = text.firstRange(of: "::") {
      halves = [text[..<gap.lowerBound], text[gap.upperBound...]]
    }
    var parts: [[UInt16]] = []
    for (index, half) in halves.enumerated() {
      guard let groups = Self.groups(half, mayEndInIPv4: index == halves.count - 1) else { return nil }
      parts.append(groups)
    }
    let count = parts.map(\.count).reduce(0, +)
    if parts.count == 1 {
      guard count == 8 else { return nil }
      groups = parts[0]
    } else {
      guard count < 8 else { return nil }
      groups = parts[0] + Array(repeating: 0, count: 8 - count) + parts[1]
    }
  }

  /// Whether the first bits are those of another address.
  func hasPrefix(of other: IPAddress, bits: Int) -> Bool {
    for (index, (mine, its)) in zip(groups, other.groups).enumerated() {
      let left = bits - index * 16
      if left <= 0 { return true }
      let mask = left >= 16 ? UInt16.max : ~(UInt16.max >> UInt16(left))
      if mine & mask != its & mask { return false }
    }
    return true
  }

  private static func groups(_ text: Substring, mayEndInIPv4: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if mayEndInIPv4, index == parts.count - 1, let last = ipv4(part) {
        groups += last
        continue
      }
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ Byte.hexValue($0) != nil }),
        let group = UInt16(part, radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }

  /// Four decimal numbers without leading zeros, as two groups.
  private static func ipv4(_ text: Substring) -> [UInt16]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt16] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (Byte.zero...Byte.nine).contains($0) }),
        part == "0" || part.first != "0", let byte = UInt8(part)
      else { return nil }
      bytes.append(UInt16(byte))
    }
    return [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
  }
}
