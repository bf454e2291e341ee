/// How the registry names a person, and what is put in the place of that.
struct PersonTexts {
  let email: String
  let names: [String]
  let placeholder: String
  private let wanted: [UInt8]

  init(email: String, names: [String], placeholder: String) {
    self.email = email
    self.names = names
    self.placeholder = placeholder
    wanted = email.utf8.map(PersonTexts.folded)
  }

  /// Whether a text has the address in it, as a whole and in any case.
  func areNamed(in text: String) -> Bool { !places(in: Array(text.utf8)).isEmpty }

  /// A text that has the address in it, without the address and the names.
  func replaced(in text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for place in places(in: bytes) {
      result += bytes[end..<place]
      result += Array(placeholder.utf8)
      end = place + wanted.count
    }
    guard end > 0 else { return text }
    result += bytes[end...]
    return names.reduce(String(decoding: result, as: UTF8.self)) { text, name in
      text.split(separator: name, omittingEmptySubsequences: false).joined(separator: "…")
    }
  }

  /// Where the address begins; part of a longer address is another one.
  private func places(in bytes: [UInt8]) -> [Int] {
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return [] }
    var places: [Int] = []
    var place = 0
    while place + wanted.count <= bytes.count {
      let end = place + wanted.count
      let isThere = wanted.indices.allSatisfy { PersonTexts.folded(bytes[place + $0]) == wanted[$0] }
      let isWhole =
        (place == 0 || !PersonTexts.isAddressText(bytes[place - 1]))
        && (end == bytes.count || !PersonTexts.continues(bytes[end...]))
      if isThere && isWhole {
        places.append(place)
        place = end
      } else {
        place += 1
      }
    }
    return places
  }

  /// Whether what follows an address makes it a longer one; a dot that ends a sentence does not.
  private static func continues(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return false }
    if first == UInt8(ascii: ".") { return rest.dropFirst().first.map(isAddressText) ?? false }
    return isAddressText(first)
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

  private static func isAddressText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: Array("._-+%".utf8).contains(byte)
    }
  }
}
