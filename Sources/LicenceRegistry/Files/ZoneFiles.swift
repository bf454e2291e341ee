import Licensing

/// The time zones of this system, as `/usr/share/zoneinfo` has them.
enum ZoneFiles {
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  /// The rules of a zone by its IANA name; `nil` if the system does not know it.
  static func rules(_ name: String) -> ZoneRules? {
    if name == "UTC" { return .utc }
    // A name is a relative path without detours, so that no other file can be asked for.
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "_+-/".utf8.contains(byte)
    }
    guard isPlain, !name.hasPrefix("/"), !name.isEmpty else { return nil }
    for folder in folders {
      if let bytes = try? FileBytes.all(of: "\(folder)/\(name)", limit: 1 << 20),
        let rules = ZoneRules(name: name, tzif: bytes)
      {
        return rules
      }
    }
    // A bare system may come without zone files; the home zone's rule since 1996 is known.
    return name == home ? ZoneRules(name: home, posixRule: "CET-1CEST,M3.5.0,M10.5.0/3") : nil
  }

  /// The zone in which a day is told when no programme is known (DESIGN, section 4, "Desk").
  static let home = "Europe/Paris"
}
