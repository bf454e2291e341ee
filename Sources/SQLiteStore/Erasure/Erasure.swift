public import Hashing
public import Licensing

/// That a person was erased: nothing of the person, and yet the address is known again when it comes back.
public struct Erasure: Sendable, Hashable {
  /// What is hashed before the address.
  public let salt: [UInt8]
  /// The digest of the salt and the address's key.
  public let digest: Digest
  /// When, RFC 3339 in UTC.
  public let at: String
  /// What was put in the place of the address.
  public let placeholder: String

  /// The digest of an address's key.
  static func digest(of key: String, salt: [UInt8]) -> Digest { SHA256.digest(of: salt + Array(key.utf8)) }
}

extension Connection {
  /// Whom the registry was asked to forget, oldest first.
  public func erasures() throws -> [Erasure] {
    let select = try statement("SELECT salt, digest, at, placeholder FROM erasures ORDER BY at, placeholder")
    defer { select.reset() }
    var erasures: [Erasure] = []
    while try select.step() {
      guard let digest = Digest(select.blob(1)) else { continue }
      erasures.append(
        Erasure(salt: select.blob(0), digest: digest, at: select.text(2), placeholder: select.text(3)))
    }
    return erasures
  }

  /// The erasure of the person with an address; nothing if there was none.
  ///
  /// - Parameters:
  ///   - email: the address, in any case.
  ///   - erasures: those that are looked through, from ``erasures()``.
  public func erasure(of email: String, among erasures: [Erasure]) -> Erasure? {
    let key = TextFolding.key(email)
    var digests: [[UInt8]: Digest] = [:]
    return erasures.last { erasure in
      let digest = digests[erasure.salt] ?? Erasure.digest(of: key, salt: erasure.salt)
      digests[erasure.salt] = digest
      return erasure.digest == digest
    }
  }

  /// Keeps that a person was erased, under the salt that this registry has.
  ///
  /// - Parameters:
  ///   - email: the address.
  ///   - placeholder: what was put in its place.
  ///   - now: the present.
  public func keepErasure(of email: String, placeholder: String, at now: UTCInstant) throws {
    var generator = SystemRandomNumberGenerator()
    let salt = try erasures().last?.salt ?? (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try insert(
      Erasure(
        salt: salt, digest: Erasure.digest(of: TextFolding.key(email), salt: salt), at: now.description,
        placeholder: placeholder))
  }

  /// Keeps an erasure, such as one of another registry that this one takes the place of.
  public func insert(_ erasure: Erasure) throws {
    let insert = try statement(
      "INSERT OR REPLACE INTO erasures (salt, digest, at, placeholder) VALUES (?1, ?2, ?3, ?4)")
    insert.bind(1, erasure.salt)
    insert.bind(2, erasure.digest.bytes)
    insert.bind(3, erasure.at)
    insert.bind(4, erasure.placeholder)
    try insert.run()
  }

  /// The placeholders of all erasures that the audit record tells of.
  public func erasedPlaceholders() throws -> Set<String> {
    let select = try oneOff("SELECT substr(subject, 10) FROM events WHERE action = 'contact.erased'")
    var placeholders: Set<String> = []
    while try select.step() { placeholders.insert(select.text(0)) }
    return placeholders
  }

  /// Whether some customer has a contact with an address.
  public func hasContact(_ email: String) throws -> Bool {
    let select = try statement("SELECT 1 FROM contacts WHERE key = ?1 LIMIT 1")
    defer { select.reset() }
    select.bind(1, TextFolding.key(email))
    return try select.step()
  }

  /// The addresses that this registry names anywhere and that were erased elsewhere, each with that erasure.
  public func addresses(erasedBy erasures: [Erasure]) throws -> [(email: String, erasure: Erasure)] {
    var known: [Digest: Erasure] = [:]
    for erasure in erasures { known[erasure.digest] = erasure }
    let salts = Set(erasures.map(\.salt))
    var seen: Set<String> = []
    var found: [(email: String, erasure: Erasure)] = []
    for text in Connection.addressTexts {
      let select = try oneOff("SELECT \(text.column) FROM \(text.table) WHERE \(text.column) LIKE '%@%'")
      while try select.step() {
        for email in PersonAddress.addresses(in: select.text(0)) where seen.insert(email).inserted {
          for salt in salts {
            guard let erasure = known[Erasure.digest(of: email, salt: salt)] else { continue }
            found.append((email, erasure))
          }
        }
      }
    }
    return found
  }

  /// Every column in which somebody's address may stand.
  private static let addressTexts: [(table: String, column: String)] = [
    ("contacts", "key"), ("import_changes", "key"), ("import_changes", "before"), ("import_additions", "keys"),
    ("imports", "files"), ("decisions", "ticket"), ("decisions", "question"), ("resends", "requestedBy"),
    ("resends", "contact"), ("resends", "ticket"), ("resends", "note"), ("resend_checks", "message"),
    ("outbox", "recipient"), ("resend_inbox", "requestedBy"), ("resend_inbox", "ticket"), ("events", "details"),
    ("idempotency", "key"), ("idempotency", "CAST(body AS TEXT)"),
  ]
}

extension PersonAddress {
  /// The addresses in a text, small and of usual width, also without their tags.
  static func addresses(in text: String) -> Set<String> {
    let scalars = text.unicodeScalars.map(TextFolding.small)
    func isInside(_ scalar: Unicode.Scalar) -> Bool {
      WordPlaces.isLetter(scalar) || "@!#$%&'*+/=?^_`{|}~.-".unicodeScalars.contains(scalar)
    }
    var addresses: Set<String> = []
    for piece in scalars.split(whereSeparator: { !isInside($0) }) where piece.contains("@") {
      let word = String(String.UnicodeScalarView(piece))
      let parts = word.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      var domain = parts[1].unicodeScalars.prefix { WordPlaces.isLetter($0) || $0 == "." || $0 == "-" }
      while let last = domain.last, !WordPlaces.isLetter(last) { domain.removeLast() }
      // What stands before it in a text may be taken for a part of it: `x/claire@…`, `'claire@…'`.
      let plain = parts[0].split { "!#$%&'*/=?^`{|}~".contains($0) }.last ?? parts[0]
      for local in [parts[0], plain, plain.prefix { $0 != "+" }] { addresses.insert("\(local)@\(String(domain))") }
    }
    return addresses
  }
}
