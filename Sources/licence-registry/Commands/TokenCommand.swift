import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `token`: makes, lists and takes back the tokens that programs and people need for the API.
enum TokenCommand {
  static let form = CommandForm(
    name: "token", summary: "Make, list and revoke access tokens for the HTTP API.",
    arguments: .some("create|list|revoke [ID]"),
    options: [
      RegistryLocation.option,
      .value("name", "N", "with create: what it is called, such as the program that uses it"),
      .value("role", "R", "with create: \(Role.allCases.map(\.rawValue).joined(separator: ", "))"),
      .value("expires", "D", "with create: a day, an instant, 90d, 12h or never (default 365d)"),
      .flag("json", "the result as JSON"),
    ],
    notes: """
      token create --name helpdesk --role support     prints the token, once: it is not kept
      token list                                      every token, and when it was last used
      token revoke tok_…                              takes a token back at once, for good

      A day counts to its end (UTC). Roles:
      \(Role.allCases.map { role in "  \(role.rawValue.padded(to: 13))\(role.summary)" }.joined(separator: "\n"))
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    switch arguments.arguments[0] {
    case "create":
      try refuse(arguments.arguments.dropFirst())
      return try create(arguments, console)
    case "list":
      try refuse(arguments.arguments.dropFirst())
      try refuseOptions(arguments, for: "list")
      return try list(arguments, console)
    case "revoke":
      guard arguments.arguments.count > 1 else { throw ArgumentError.missingArgument("ID") }
      try refuse(arguments.arguments.dropFirst(2))
      try refuseOptions(arguments, for: "revoke")
      return try revoke(arguments.arguments[1], arguments, console)
    case let word:
      throw ArgumentError.unknownCommand(
        "token \(word)", suggestion: Suggestion.nearest(to: word, among: ["create", "list", "revoke"]))
    }
  }

  private static func refuse(_ surplus: ArraySlice<String>) throws {
    if let word = surplus.first { throw ArgumentError.unexpectedArgument(word) }
  }

  private static func refuseOptions(_ arguments: ParsedArguments, for word: String) throws {
    for option in ["name", "role", "expires"] where arguments.value(option) != nil {
      throw ArgumentError.unfitting(option: option, reason: "does not go with token \(word)")
    }
  }

  private static func create(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    guard let name = arguments.value("name").map(TextFolding.trimmed) else {
      throw ArgumentError.missingArgument("--name N")
    }
    guard let text = arguments.value("role") else { throw ArgumentError.missingArgument("--role R") }
    guard let role = Role(rawValue: text.lowercased()) else {
      let roles = Role.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: text, among: roles).map { "did you mean \($0)? " } ?? ""
      throw ArgumentError.badValue(
        option: "role", value: text, expected: "is no role; \(nearest)there are \(roles.joined(separator: ", "))")
    }
    // Names stand in logs and records, so they stay on one line.
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard (1...AccessToken.longestName).contains(name.count), isPlain else {
      throw ArgumentError.badValue(
        option: "name", value: name, expected: "must be 1 to \(AccessToken.longestName) characters on one line")
    }
    let now = SystemClock.now()
    let expires = try TokenExpiry.read(arguments.value("expires") ?? "365d", now: now)
    let registry = try RegistryLocation.openOrCreate(arguments)
    let (token, secret) = try registry.createToken(
      name: name, role: role, expires: expires, actor: "cli:\(CheckCommand.user)", now: now)
    if let expires, expires <= now {
      console.warn(
        console.language(
          en: "This token has expired already, so it opens nothing.", fr: "Ce jeton a déjà expiré : il n’ouvre rien."))
    }
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.member("id", token.id)
      writer.member("token", secret.text)
      writer.member("role", role.rawValue)
      writer.member("name", name)
      writer.member("expires", expires?.description)
      writer.endObject()
      console.print(writer.text)
    } else {
      console.print(secret.text)
      let end = expires?.description ?? console.language(en: "never", fr: "jamais")
      console.warn(
        console.language(
          en: "Token \(token.id), role \(role.rawValue), expires \(end). It is shown this once: keep it now.",
          fr: "Jeton \(token.id), rôle \(role.rawValue), expire : \(end). Il n’est montré qu’une fois : gardez-le."))
    }
    return .success
  }

  private static func list(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let now = SystemClock.now()
    let tokens = try RegistryLocation.open(arguments).tokens()
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginArray()
      for token in tokens { writer.token(token, now: now) }
      writer.endArray()
      console.print(writer.text)
      return .success
    }
    if tokens.isEmpty {
      console.print(console.language(en: "There are no tokens.", fr: "Il n’y a pas de jeton."))
      return .success
    }
    let language = console.language
    let none = language(en: "never", fr: "jamais")
    let header = [
      "id", language(en: "name", fr: "nom"), "role", language(en: "state", fr: "état"),
      language(en: "expires", fr: "expire"), language(en: "last used", fr: "dernier usage"),
    ]
    let rows = tokens.map { token in
      [
        token.id, token.name, token.role.rawValue, token.state(at: now).rawValue, token.expires?.description ?? none,
        token.lastUsed?.description ?? none,
      ]
    }
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    for row in [header] + rows {
      let cells = zip(row, widths).map { $0.padded(to: $1) }
      console.print(TextFolding.trimmed(cells.joined(separator: "  ")))
    }
    return .success
  }

  private static func revoke(_ id: String, _ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let registry = try RegistryLocation.open(arguments)
    let now = SystemClock.now()
    guard let token = try registry.revokeToken(id: id, actor: "cli:\(CheckCommand.user)", now: now) else {
      console.fail(
        // What was given may be a token itself: it is not repeated.
        console.language(en: "there is no token with this id.", fr: "aucun jeton n’a cet identifiant."),
        hint: console.language(
          en: "'\(Program.name) token list' has the ids; they begin with tok_.",
          fr: "« \(Program.name) token list » donne les identifiants ; ils commencent par tok_."))
      return .failure
    }
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.token(token, now: now)
      console.print(writer.text)
    } else {
      console.print(
        console.language(en: "Revoked \(id) (\(token.name)).", fr: "\(id) (\(token.name)) est révoqué."))
    }
    return .success
  }
}

extension JSONWriter {
  /// What the registry keeps of a token.
  fileprivate mutating func token(_ token: AccessToken, now: UTCInstant) {
    beginObject()
    member("id", token.id)
    member("name", token.name)
    member("role", token.role.rawValue)
    member("state", token.state(at: now).rawValue)
    member("created", token.created.description)
    member("creator", token.creator)
    member("expires", token.expires?.description)
    member("revoked", token.revoked?.description)
    member("lastUsed", token.lastUsed?.description)
    endObject()
  }
}

extension String {
  /// The text with spaces behind it, as wide as a column.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
