import Testing

/// What is refused in a JSON5 file, each at its line and column, once.
@Suite struct JSONRefusalTests {
  private func expect(_ marked: String, _ texts: [String], _ location: SourceLocation = #_sourceLocation) throws {
    let text = MarkedText(marked)
    #expect(try Reading(json5: text.text).lines == text.lines(texts), sourceLocation: location)
  }

  @Test(arguments: [
    (String(repeating: "x", count: 201), "longer than 200 bytes, which no address has room for"),
    ("..", "has neither a letter nor a digit"), ("\u{200B}", "has neither a letter nor a digit"),
    (#"C\u00071"#, "has a control character in it"),
  ])
  func `What nobody could name a record by`(_ id: String, _ problem: String) throws {
    try expect(#"{ customers: [{ id: ▸"\#(id)", name: "n" }] }"#, ["customers.id: \(problem)"])
  }

  @Test(arguments: [
    (#"▸{ product: "d" }"#, "entitlements.releases: no release: nothing would be included"),
    (#"▸{ product: "d", releases: null }"#, "entitlements.releases: no release: nothing would be included"),
    (#"{ product: "d", releases: ▸[] }"#, "entitlements.releases: no release: nothing would be included"),
    (#"{ product: "d", releases: ▸"" }"#, "entitlements.releases: no release: nothing would be included"),
    (
      #"{ product: "d", releases: ▸["latest", "2025"] }"#, "entitlements.releases: latest can't stand beside names"
    ),
    (
      #"{ product: "d", releases: ▸5 }"#,
      "entitlements.releases: a list [ … ] is expected, not a number"
    ),
    (
      #"{ product: "d", releases: [▸2025] }"#,
      "entitlements.releases: a text in quotes is expected, not a number"
    ),
    (#"▸{ releases: "latest" }"#, "entitlements.product: missing: a value is required"),
    (#"{ product: "d", releases: "latest", seats: ▸-1 }"#, "entitlements.seats: -1 is less than 0"),
    (#"{ product: "d", releases: "latest", line: ▸0 }"#, "entitlements.line: 0 is less than 1"),
    (
      #"{ product: "d", releases: "latest", seats: ▸1.5 }"#,
      "entitlements.seats: 1.5 is not a whole number"
    ),
    (
      #"{ product: "d", releases: "latest", seats: ▸"3" }"#,
      "entitlements.seats: a whole number is expected, not a string"
    ),
    (#"{ product: "d", releases: "latest", ▸seat: 3 }"#, "entitlements.seat: unknown field"),
    (#"▸"d""#, "entitlements: an object { … } is expected, not a string"),
  ])
  func `A line of a contract`(_ line: String, _ problem: String) throws {
    try expect(
      """
      {
        contracts: [{
          number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2025-12-31",
          entitlements: [
            \(line),
          ] }],
      }
      """, [problem])
  }

  @Test(arguments: [
    (#"starts: "2025-01-02", ends: ▸"2025-01-01""#, "ends: ends on 2025-01-01, before it starts on 2025-01-02"),
    (#"starts: "2025-01-02", ends: ▸"2025-02-29""#, "ends: '2025-02-29' is not a date"),
    (#"starts: ▸"01/02/2025", ends: "2025-12-31""#, "starts: '01/02/2025' is not a date"),
    (#"starts: ▸"2025-1-2", ends: "2025-12-31""#, "starts: '2025-1-2' is not a date"),
    (#"starts: ▸20250102, ends: "2025-12-31""#, "starts: a text in quotes is expected, not a number"),
    (
      #"starts: "2025-01-02", ends: "2025-12-31", status: ▸"paused""#,
      "status: 'paused' is not one of active, suspended, terminated"
    ),
    (
      // The status is what is wrong, whatever stands beside it.
      #"starts: "2025-01-02", ends: "2025-12-31", status: ▸"ended", terminatedOn: "2025-06-01""#,
      "status: 'ended' is not one of active, suspended, terminated"
    ),
    (
      #"starts: "2025-01-02", ends: "2025-12-31", terminatedOn: ▸"2025-06-01""#,
      "terminatedOn: a contract that is not terminated can't have a day of termination"
    ),
    (
      #"starts: "2025-01-02", ends: "2025-12-31", status: "suspended", terminatedOn: ▸"2025-06-01""#,
      "terminatedOn: a contract that is not terminated can't have a day of termination"
    ),
    (
      #"starts: "2025-01-02", ends: "2025-12-31", status: "terminated", terminatedOn: ▸"2025-01-01""#,
      "terminatedOn: terminated on 2025-01-01, before it starts on 2025-01-02"
    ),
    (
      #"starts: "2025-01-02", ends: "2025-12-31", status: "terminated", terminatedOn: ▸"2025-06-31""#,
      "terminatedOn: '2025-06-31' is not a date"
    ),
  ])
  func `A contract's days and status`(_ fields: String, _ problem: String) throws {
    try expect(
      #"{ contracts: [{ number: "GA-1", customer: "C-1", programme: "p", \#(fields) }] }"#, ["contracts.\(problem)"])
  }

  @Test(arguments: [
    (
      #"status: "terminated""#, "terminatedOn: a terminated contract needs the day of its termination"
    ),
    (
      #"status: "terminated", terminatedOn: null"#,
      "terminatedOn: a terminated contract needs the day of its termination"
    ),
  ])
  func `What is missing in a contract is told at its beginning`(_ fields: String, _ problem: String) throws {
    try expect(
      #"{ contracts: [ ▸{ number: "G", customer: "C", programme: "p", starts: "2025-01-02", ends: "2025-12-31", \#(fields) }] }"#,
      ["contracts.\(problem)"])
  }

  @Test(arguments: [
    ("▸holidays: 5", []), (#"holidays: ▸"FR-99""#, ["holidays: 'FR-99' is not one of FR, FR-57, FR-67, FR-68, none"]),
    (#"holidays: ▸"fr""#, ["holidays: 'fr' is not one of FR, FR-57, FR-67, FR-68, none"]),
    (#"closures: ["2026-12-24", "2026-02-30"]"#, []), (#"days: ["mon", "lundi"]"#, []),
  ])
  func `A desk's holidays`(_ field: String, _ problems: [String]) throws {
    // Where no problem is written out, that there is exactly one, on its line, is what counts.
    let text = MarkedText(Self.programme(desk: "opens: \"09:00\", closes: \"18:00\",\n\(field)"))
    let lines = try Reading(json5: text.text).lines
    if problems.isEmpty {
      #expect(lines.count == 1)
      #expect(lines.allSatisfy { $0.hasPrefix("4:") })
    } else {
      #expect(lines == text.lines(problems.map { "programmes.desk.\($0)" }))
    }
  }

  @Test(arguments: [
    (#"opens: "18:00", closes: ▸"09:00""#, "closes: the desk closes before it opens"),
    (#"opens: "09:00", closes: ▸"09:00""#, "closes: the desk closes before it opens"),
    (#"opens: "09:00", closes: ▸"00:00""#, "closes: the desk closes before it opens"),
    (#"opens: ▸"9:00", closes: "18:00""#, "opens: '9:00' is not a time of day"),
    (#"opens: "09:00", closes: ▸"24:01""#, "closes: '24:01' is not a time of day"),
    (#"opens: "09:00", closes: ▸"25:00""#, "closes: '25:00' is not a time of day"),
    (#"opens: "09:00", closes: ▸"18h00""#, "closes: '18h00' is not a time of day"),
    (#"opens: "09:00", closes: ▸1800"#, "closes: a text in quotes is expected, not a number"),
  ])
  func `A desk's hours`(_ hours: String, _ problem: String) throws {
    try expect(Self.programme(desk: hours), ["programmes.desk.\(problem)"])
  }

  @Test func `A desk that is missing or something else is one problem`() throws {
    try expect(
      #"{ programmes: [▸{ id: "p", name: "P" }] }"#, ["programmes.desk: missing: the desk's hours are required"])
    try expect(
      #"{ programmes: [{ id: "p", name: "P", desk: ▸"09:00-18:00" }] }"#,
      ["programmes.desk: an object { … } is expected, not a string"])
  }

  private static func programme(desk: String) -> String {
    """
    { programmes: [{ id: "p", name: "P", desk: {
      timeZone: "Europe/Paris",
      \(desk) } }] }
    """
  }

  @Test(arguments: [
    (#"▸{ id: "A-1" }"#, "affects: missing: an advisory affects at least one release"),
    (#"{ id: "A-1", affects: ▸[] }"#, "affects: missing: an advisory affects at least one release"),
    (#"{ id: "A-1", affects: [▸2024] }"#, "affects: a text in quotes is expected, not a number"),
    (#"▸{ affects: ["2024"] }"#, "id: missing: a value is required"),
    (#"{ id: "A-1", affects: ["2024"], published: ▸"juin" }"#, "published: 'juin' is not a date"),
    (
      #"{ id: "A-1", affects: ["2024"], upgradeRequired: ▸"yes" }"#,
      "upgradeRequired: true or false is expected, not a string"
    ),
    (
      #"{ id: "A-1", affects: ["2024"], title: ▸{ en: "x" } }"#,
      "title: a text, or { en: \"…\", fr: \"…\" } is expected, not an object"
    ),
    (
      #"{ id: "A-1", affects: ["2024"], title: ▸{ en: "x", fr: "y", de: "z" } }"#,
      "title: a text, or { en: \"…\", fr: \"…\" } is expected, not an object"
    ),
  ])
  func `An advisory`(_ advisory: String, _ problem: String) throws {
    try expect(
      "{ products: [{ id: \"d\", vendor: \"v\", name: \"D\", advisories: [\n\(advisory)] }] }",
      ["advisories.\(problem)"])
  }

  @Test(arguments: [
    (#"code: ▸421, contract: "G""#, "code: a text in quotes is expected, not a number"),
    (#"code: ▸"- -", contract: "G""#, "code: missing: a licence code is required"),
    (
      #"code: ▸"1,23457E+11", contract: "G""#,
      "code: '1,23457E+11' is a code that a spreadsheet took for a number; its last digits are lost."
    ),
    (
      #"code: ▸"••••K3H6", contract: "G""#, "code: '••••K3H6' is a code as it is shown, all but its end hidden"
    ),
    (#"code: "1", contract: ▸" ""#, "contract: missing: a value is required"),
    (#"code: "1", contract: "G", kind: ▸"usb""#, "kind: 'usb' is not one of network, standalone"),
    (#"code: "1", contract: "G", state: ▸"lost""#, "state: 'lost' is not one of active, replaced, revoked"),
    (#"code: "1", contract: "G", issued: ▸"2025-13-01""#, "issued: '2025-13-01' is not a date"),
  ])
  func `A licence`(_ fields: String, _ problem: String) throws {
    try expect(#"{ licences: [{ product: "d", release: "2025", \#(fields) }] }"#, ["licences.\(problem)"])
  }
}
