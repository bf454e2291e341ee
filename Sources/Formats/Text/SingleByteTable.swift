/// The characters that the bytes 80 to FF stand for in an encoding of one byte each.
struct SingleByteTable: Sendable {
  private let scalars: [Unicode.Scalar]

  /// Takes the 128 characters in order; NUL marks a byte that stands for none.
  private init(_ characters: String) {
    scalars = Array(characters.unicodeScalars)
  }

  /// The table of an encoding, or nil for one that is no table.
  static func of(_ encoding: TextEncoding) -> SingleByteTable? {
    switch encoding {
    case .windows1252: windows1252
    case .macRoman: macRoman
    case .cp850: cp850
    case .utf8, .utf8WithBOM, .utf16le, .utf16be: nil
    }
  }

  /// The character of a byte from 80 to FF, or nil if it stands for none.
  func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    let scalar = scalars[Int(byte) - 0x80]
    return scalar == "\0" ? nil : scalar
  }

  /// The bytes of every character above ASCII, for writing.
  var bytes: [Unicode.Scalar: UInt8] {
    var result: [Unicode.Scalar: UInt8] = [:]
    for (index, scalar) in scalars.enumerated() where scalar != "\0" { result[scalar] = UInt8(0x80 + index) }
    return result
  }

  /// Windows-1252 as Unicode publishes it: 81, 8D, 8F, 90 and 9D stand for nothing.
  static let windows1252 = SingleByteTable(
    "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ"
      + "\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
      + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
      + "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ")

  /// Mac Roman since 1998, when DB became the euro sign.
  static let macRoman = SingleByteTable(
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
      + "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
      + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")

  /// Code page 850, "DOS Latin 1".
  static let cp850 = SingleByteTable(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
      + "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
      + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
      + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}")
}
