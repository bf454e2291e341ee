/// Reads yes and no as cells write them, in French or English.
public enum BooleanText {
  /// Reads `oui/non`, `vrai/faux`, `yes/no`, `true/false`, `o/n`, `y/n`, `1/0` or a cross `x`, whatever their case.
  public static func parse(_ text: String) -> Bool? {
    switch String(CellText.trimmed(text)).lowercased() {
    case "oui", "vrai", "yes", "true", "1", "x", "o", "y": true
    case "non", "faux", "no", "false", "0", "n": false
    default: nil
    }
  }
}
