import Synchronization

/// The judgements of one product's versions that were made last.
///
/// A small table, in which each has one place by what it was made from; another one that falls there takes it over.
final class VersionJudgements: Sendable {
  /// What a judgement was made from, besides the product and its catalogue.
  private struct Basis {
    let text: String
    let lines: [Entitlement.Releases]
    let window: Programme.Window
    let day: CalendarDay
    let lastDay: CalendarDay
    let language: Language
  }

  private static let size = 16
  /// Longer texts are rare, and would be kept long after.
  private static let longestText = 64

  private let places = Mutex<[(basis: Basis, judgement: VersionJudgement)?]>([])

  /// The judgement on a text, made by `make` if it is not here.
  func judgement(
    _ text: String, of product: String, contract: borrowing Contract, window: borrowing Programme.Window,
    on day: CalendarDay, _ language: Language, make: () -> VersionJudgement
  ) -> VersionJudgement {
    guard text.utf8.count <= VersionJudgements.longestText else { return make() }
    // After the contract's last day nothing new is included.
    let lastDay = min(day, contract.lastDayInForce)
    let place = VersionJudgements.place(of: text, contract.entitlements, lastDay, language)
    let known = places.withLock { places -> VersionJudgement? in
      guard !places.isEmpty, let (basis, judgement) = places[place], basis.day == day, basis.lastDay == lastDay,
        basis.language == language, basis.window == window,
        // What is reported is told as it was typed, so texts that only look alike are not the same.
        basis.text.utf8.elementsEqual(text.utf8),
        VersionJudgements.are(basis.lines, theLinesOf: product, in: contract.entitlements)
      else { return nil }
      return judgement
    }
    if let known { return known }
    let made = make()
    let lines = contract.entitlements.filter { $0.product == product }.map(\.releases)
    let basis = Basis(
      text: text, lines: lines, window: copy window, day: day, lastDay: lastDay, language: language)
    places.withLock { places in
      if places.isEmpty { places = Array(repeating: nil, count: VersionJudgements.size) }
      places[place] = (basis, made)
    }
    return made
  }

  /// Whether lines are those of a product.
  private static func are(
    _ lines: [Entitlement.Releases], theLinesOf product: String, in entitlements: [Entitlement]
  ) -> Bool {
    var place = 0
    for entitlement in entitlements where entitlement.product == product {
      guard place < lines.count, lines[place] == entitlement.releases else { return false }
      place += 1
    }
    return place == lines.count
  }

  /// The place of a judgement: by a hash that is quick for short texts (FNV-1a) and by what differs most between contracts.
  private static func place(
    of text: String, _ entitlements: [Entitlement], _ lastDay: CalendarDay, _ language: Language
  ) -> Int {
    var hash: UInt32 = 2_166_136_261
    func feed(_ number: UInt32) { hash = (hash ^ number) &* 16_777_619 }
    for byte in text.utf8 { feed(UInt32(byte)) }
    for entitlement in entitlements {
      if case .listed(let names) = entitlement.releases {
        feed(UInt32(truncatingIfNeeded: names.count))
        for byte in names.first.map({ $0.utf8 }) ?? "".utf8 { feed(UInt32(byte)) }
      }
    }
    feed(UInt32(bitPattern: lastDay.number))
    if language == .french { feed(1) }
    return Int((hash ^ hash >> 16) % UInt32(size))
  }
}
