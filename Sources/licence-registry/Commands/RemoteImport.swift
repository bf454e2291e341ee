import Arguments
import Formats
import HTTPClient
import HTTPCore
import LicenceRegistry
import Licensing

/// `import --server`: a file is planned and applied by a server, as it would be here.
struct RemoteImport {
  static let options: [CommandForm.Option] = [
    .value("server", "URL", "import into the registry of a server, with --token-file"),
    .value("token-file", "FILE", "the file that holds the access token for --server; nobody else should read it"),
    .flag("unencrypted", "let the token and the file go to another machine in the clear, for all between to read"),
  ]

  private let arguments: ParsedArguments
  private let console: Console
  private let file: CatalogueFile
  private let unread: UnreadFiles
  private let token: TokenSecret
  private let client: HTTPClient
  private let query: [(name: String, value: String)]
  private var language: Language { console.language }

  /// Reads the command line; nothing if no server is named.
  init?(_ arguments: ParsedArguments, _ console: Console) throws {
    guard let text = arguments.value("server") else {
      for other in ["token-file", "unencrypted"] where arguments.has(other) || arguments.value(other) != nil {
        throw ArgumentError.unfitting(
          option: other, reason: console.language(en: "needs --server as well", fr: "demande aussi --server"))
      }
      return nil
    }
    for other in ["db", "map", "plan-file", "skip-invalid", "rejects", "skip-changed"]
    where arguments.has(other) || arguments.value(other) != nil {
      throw ArgumentError.unfitting(
        option: other, reason: console.language(en: "does not go with --server", fr: "ne va pas avec --server"))
    }
    if ["list", "show", "undo", "apply"].contains(arguments.arguments[0]) {
      throw ArgumentError.unfitting(
        option: "server",
        reason: console.language(
          en: "imports a file; to name one '\(arguments.arguments[0])', write ./\(arguments.arguments[0])",
          fr:
            "importe un fichier ; pour en désigner un nommé « \(arguments.arguments[0]) », écrivez ./\(arguments.arguments[0])"
        ))
    }
    guard let path = arguments.value("token-file") else {
      throw ArgumentError.unfitting(
        option: "server", reason: console.language(en: "needs --token-file as well", fr: "demande aussi --token-file"))
    }
    let address: ServerAddress
    do throws(ClientError) {
      address = try ServerAddress(text)
    } catch {
      throw ArgumentError.badValue(option: "server", value: text, expected: error.message(console.language))
    }
    let removal = try ImportCommand.removal(arguments, console)
    var unread = UnreadFiles()
    let files = try CatalogueFile.files(
      at: arguments.arguments, as: try ReadingOptions.format(arguments, console), unread: &unread)
    guard files.count == 1, let file = files.first else {
      throw ArgumentError.unfitting(
        option: "server",
        reason: console.language(
          en:
            "takes one file, and these are \(files.count): import them one after the other, records before what names them",
          fr:
            "prend un seul fichier, et il y en a \(files.count) : importez-les l’un après l’autre, les enregistrements avant ce qui les désigne"
        ))
    }
    self.arguments = arguments
    self.console = console
    self.file = file
    self.unread = unread
    token = try TokenFile.token(path, console)
    client = HTTPClient(address, inTheClear: arguments.has("unencrypted"))
    var query = [("name", RemoteImport.name(of: file)), ("format", file.format.rawValue)]
    if case .unnamed(let limit) = removal { query += [("prune", "true"), ("pruneMoreThan", "\(limit)")] }
    if let encoding = try ReadingOptions.encoding(arguments, console) {
      guard file.format == .csv else {
        throw ArgumentError.unfitting(
          option: "encoding",
          reason: console.language(
            en: "is for CSV files, and \(file.name) is \(file.format.rawValue), which is always UTF-8",
            fr: "vaut pour les fichiers CSV, et \(file.name) est en \(file.format.rawValue), qui est toujours en UTF-8")
        )
      }
      query.append(("encoding", encoding.rawValue))
    }
    self.query = query
  }

  /// Plans, shows the plan, asks if that is wanted, and applies it.
  func run() throws -> ExitStatus {
    let (isJSON, isDry, isQuiet) = (arguments.has("json"), arguments.has("dry-run"), arguments.has("quiet"))
    do {
      let planned = try send("plan", fields: [:])
      guard planned.status == 200, var plan = sheet(planned) else { return refuse(planned) }
      plan.warnings = unread.warnings + plan.warnings
      let isReady = plan.isApplicable && plan.hasChanges && !isDry
      let asksFirst = isReady && !arguments.has("yes") && !isJSON && console.canAsk
      if isJSON {
        // What the server answers can't tell them.
        let report = ProblemReport([], in: [], console)
        for warning in unread.warnings { report.tell(warning, isWarning: true) }
      }
      if !isJSON, !isQuiet || asksFirst || !plan.isApplicable {
        try PlanReport(plan, console, isFull: arguments.has("full"), files: [file]).print()
      }
      var agrees = arguments.has("yes")
      if asksFirst { agrees = console.asks(language(en: "Apply? [y/N]", fr: "Appliquer ? [o/N]")) }
      var outcome = ImportOutcome(plan: plan, id: nil, isDry: isDry, wasAsked: asksFirst)
      var answer = planned
      if isReady, agrees {
        answer = try apply(planned.fields["etag"])
        guard answer.status == 200 || answer.status == 201, let applied = sheet(answer) else { return refuse(answer) }
        let id = answer.status == 201 ? RemoteImport.report(answer)?["id"]?.string : nil
        outcome = ImportOutcome(plan: applied, id: id, isDry: isDry)
      }
      if isJSON {
        console.print(String(decoding: answer.body, as: UTF8.self))
        outcome.sayUnasked(console)
      } else {
        outcome.say(console)
      }
      return outcome.status
    } catch let error as ClientError {
      console.fail(
        error.message(language),
        hint: error.mayHaveBeenDone
          ? language(
            en: "Whether it was applied is not known; importing the same file again changes nothing twice.",
            fr: "On ne sait pas si cela a été appliqué ; réimporter le même fichier ne modifie rien deux fois.") : nil)
      return .failure
    }
  }

  /// Applies what was planned; once more under the same key if the answer got lost.
  private func apply(_ tag: String?) throws(ClientError) -> ClientResponse {
    var fields: HTTPFields = ["idempotency-key": RemoteImport.newKey]
    if let tag { fields.set("if-match", tag) }
    do throws(ClientError) {
      return try send("apply", fields: fields)
    } catch .closed {
      return try send("apply", fields: fields)
    }
  }

  /// A key that no other request has.
  private static var newKey: String {
    (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined(separator: "-")
  }

  private func send(_ mode: String, fields: HTTPFields) throws(ClientError) -> ClientResponse {
    var fields = fields
    fields.set("authorization", "Bearer \(token.text)")
    fields.set("accept-language", language.rawValue)
    fields.set("content-type", "application/octet-stream")
    let request = ClientRequest(
      .post, "/v1/imports", query: [("mode", mode)] + query, fields: fields, body: .file(path: file.name))
    var bar = ProgressBar(console, isQuiet: arguments.has("quiet"), resultsGoToTerminal: false, counting: .kilobytes)
    defer { bar.clear() }
    return try client.answer(to: request) { done, all in
      bar.update(rows: done >> 10, fraction: Double(done) / Double(all))
    }
  }

  private func sheet(_ response: ClientResponse) -> PlanSheet? {
    RemoteImport.report(response).flatMap { PlanSheet($0, language) }
  }

  /// What a server says of its parameters, as options.
  static func asOptions(_ text: String) -> String {
    text.replacing("encoding=", with: "--encoding ").replacing("pruneMoreThan=", with: "--prune-more-than ")
      .replacing("format=", with: "--format ")
  }

  private static func report(_ response: ClientResponse) -> JSONNode? {
    try? StrictJSON.parse(String(decoding: response.body, as: UTF8.self))
  }

  /// Tells why a server did not do it.
  private func refuse(_ response: ClientResponse) -> ExitStatus {
    guard let report = RemoteImport.report(response), let code = report["code"]?.string,
      let detail = report["detail"]?.string
    else {
      console.fail(
        language(
          en: "the server's answer (\(response.status)) is none of a licence registry",
          fr: "la réponse du serveur (\(response.status)) n’est pas celle d’un registre de licences"),
        hint: language(en: "Is the address right?", fr: "L’adresse est-elle la bonne ?"))
      return .failure
    }
    console.fail(
      language(
        en: "the server refused (\(response.status) \(code)): \(RemoteImport.asOptions(detail))",
        fr: "le serveur a refusé (\(response.status) \(code)) : \(RemoteImport.asOptions(detail))"), hint: nil)
    for fault in report["errors"]?.array ?? [] {
      fault["detail"]?.string.map { console.warn("    " + RemoteImport.asOptions($0)) }
    }
    if let seconds = response.fields["retry-after"] {
      console.warn(language(en: "Try again in \(seconds) s.", fr: "Réessayez dans \(seconds) s."))
    }
    return .failure
  }

  /// The file's name as the server takes it: its path, or the end of one that is too long.
  private static func name(of file: CatalogueFile) -> String {
    file.name.unicodeScalars.count <= 200
      ? file.name : file.name.split(separator: "/").last.map { String($0.suffix(200)) } ?? "file"
  }
}
