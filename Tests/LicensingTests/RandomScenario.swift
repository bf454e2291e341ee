import Licensing

/// A small generator of random numbers that gives the same ones for the same seed, everywhere and for ever (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Whether something of a likelihood of one in `count` happens.
  mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// One of some things.
  mutating func pick<Item>(_ items: [Item], or fallback: Item) -> Item { items.randomElement(using: &self) ?? fallback }
}

/// Registries and questions made at random, small and strange enough to meet every edge of the rules.
struct RandomScenario {
  /// The day around which all days of these registries lie: 16 February 2026.
  static let middle: Int32 = 20_500
  /// Noon of that day, UTC.
  static let now = UTCInstant(seconds: Int64(middle) * 86_400 + 43_200)

  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func day() -> CalendarDay {
    CalendarDay(number: RandomScenario.middle + Int32.random(in: -5...5, using: &random))
  }

  private mutating func releases() -> [Release] {
    let names = (2019...2028).map(String.init).shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))
    return names.map { name in
      let updates = (1...2).filter { _ in random.one(in: 3) }.map { ReleaseUpdate(name: "\(name).\($0)") }
      return Release(
        name: name, released: random.one(in: 4) ? nil : day(), isPreview: random.one(in: 6),
        endOfSupport: random.one(in: 3) ? day() : nil, updates: updates.shuffled(using: &random))
    }
  }

  private mutating func contract(_ number: String, _ customer: Customer, _ products: [Product]) -> Contract {
    let days = [day(), day()].sorted()
    var contract = Contract(
      number: number, customer: customer, programme: random.one(in: 3) ? "far" : "home", starts: days[0], ends: days[1],
      status: random.one(in: 4) ? .suspended : .active)
    if random.one(in: 4) {
      contract.status = .terminated
      contract.terminatedOn = max(days[0], day())
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      guard let product = products.randomElement(using: &random) else { continue }
      let listed = product.releases.map(\.name).filter { _ in random.one(in: 2) }
      contract.entitlements.append(
        Entitlement(product: product.id, releases: random.one(in: 2) || listed.isEmpty ? .latest : .listed(listed)))
    }
    return contract
  }

  /// A registry.
  mutating func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.zones = [("Europe/Paris", "CET-1"), ("Far/East", "FAR-12")].compactMap {
      ZoneRules(name: $0.0, posixRule: $0.1)
    }
    scenario.vendors = [
      Vendor(id: "acme", name: "Acme", team: "Team", outcome: LocalizedText(english: "-", french: "-"))
    ]
    scenario.products = [("p-alpha", "Alpha", ["Twin"]), ("p-beta", "Beta", ["Twin"])].map {
      Product(id: $0.0, vendor: "acme", name: $0.1, aliases: $0.2, releases: releases())
    }
    for number in 1...Int.random(in: 1...3, using: &random) {
      let product = scenario.products[Int.random(in: 0...1, using: &random)]
      let names = product.releases.flatMap { [$0.name] + $0.updates.map(\.name) }
      scenario.advisories.append(
        Advisory(
          id: "ADV-\(number)", product: product.id, affects: names.filter { _ in random.one(in: 2) } + ["2001"],
          fixedIn: random.one(in: 5) ? nil : names.randomElement(using: &random),
          isUpgradeRequired: !random.one(in: 3), title: LocalizedText(english: "Crash", french: "Plantage"),
          published: random.one(in: 2) ? day() : nil))
    }
    scenario.programmes = [("home", "Europe/Paris"), ("far", "Far/East")].map { id, zone in
      let window = Programme.Window(
        anchor: random.one(in: 3) ? .catalogue : .contract, previous: Int.random(in: 0...2, using: &random))
      let desk = DeskHours(timeZone: zone, days: [.mon], opens: 32_400, closes: 64_800, holidays: .france)
      let topics = [("use", true), ("install", false)].filter { _ in !random.one(in: 4) }.map {
        Programme.Topic(id: $0.0, isCovered: $0.1, title: LocalizedText(english: "\($0.0) en", french: "\($0.0) fr"))
      }
      return Programme(id: id, name: id, window: window, desk: desk, topics: topics)
    }
    scenario.publicMailDomains = ["post.example"]
    scenario.customers = ["C-1", "C-2", "C-3"].map { Customer(id: $0, name: "Customer \($0)") }
    scenario.contacts = ["C-1": ["one@a.example", "both@a.example"], "C-2": ["both@a.example", "p@post.example"]]
    scenario.domains = ["C-1": ["a.example"], "C-2": ["b.example", "post.example"], "C-3": ["b.example"]]
    for index in 0..<Int.random(in: 1...3, using: &random) {
      let customer = scenario.customers[random.one(in: 4) ? 1 : 0]
      scenario.contracts.append(contract("K-\((index * 7 + 3) % 5)", customer, scenario.products))
    }
    for index in 0...1 {
      guard let contract = scenario.contracts.randomElement(using: &random) else { continue }
      let product = random.pick(scenario.products, or: scenario.products[0])
      scenario.licences.append(
        Licence(
          code: "LIC-\(index)", contract: contract.number, product: product.id, release: product.releases[0].name,
          state: random.one(in: 2) ? .active : random.one(in: 2) ? .revoked : .replaced))
    }
    return scenario
  }

  private mutating func version(_ scenario: Scenario, mayNameProduct: Bool) -> String? {
    let releases = scenario.products.flatMap(\.releases)
    let names = releases.flatMap { [$0.name, $0.name] + $0.updates.map(\.name) }
    let name = random.pick(names, or: "2020")
    let product = mayNameProduct && random.one(in: 2) ? random.pick(["Alpha ", "Beta ", "Twin "], or: "") : ""
    switch Int.random(in: 0...9, using: &random) {
    case 0: return nil
    case 1: return "\(product)\(name) SP9"
    case 2: return "\(product)\(name).4"
    case 3: return "\(name) \(random.pick(names, or: "2020"))"
    case 4: return random.pick(["zzz", "2001", "SP9", " "], or: "zzz")
    default: return product + name
    }
  }

  /// A question to a registry.
  mutating func question(_ scenario: Scenario) -> Question {
    var question = Question()
    let contracts = scenario.contracts.map(\.number)
    if random.one(in: 4) { question.licence = random.pick(["LIC-0", "LIC-0", "LIC-1", "LIC-9"], or: "") }
    if random.one(in: 3) { question.contract = random.one(in: 8) ? "K-99" : random.pick(contracts, or: "K-3") }
    if random.one(in: 3) { question.customer = random.pick(["C-1", "C-1", "C-1", "C-2", "C-3", "C-9"], or: "C-1") }
    if random.one(in: 5) || question.licence == nil && question.contract == nil && question.customer == nil {
      let emails = [
        "one@a.example", "both@a.example", "x@b.example", "p@post.example", "q@post.example", "n@n.example",
      ]
      question.email = random.one(in: 9) ? nil : random.pick(emails + ["one@a.example", "x@a.example"], or: "")
    }
    if !random.one(in: 4) {
      let names = ["Alpha", "p-alpha", "Beta", "p-beta", "ALPHA", "Alpha", "Beta", "Twin", "Omega", "Beta 2024"]
      question.product = random.pick(names, or: "Alpha")
    }
    let mayNameProduct = question.product == nil && question.licence == nil
    question = Question(
      licence: question.licence, contract: question.contract, customer: question.customer, email: question.email,
      product: question.product, version: version(scenario, mayNameProduct: mayNameProduct),
      topic: random.one(in: 2) ? nil : random.pick(["use", "install", "USE EN", "install fr", "tea"], or: "use"),
      incident: random.one(in: 3) ? nil : random.pick(["ADV-1", "adv-1", "ADV-2", "ADV-3", "ADV-9"], or: "ADV-1"))
    return question
  }

  /// The same question at four times.
  mutating func questions(_ scenario: Scenario) -> [Question] {
    let question = question(scenario)
    return (0..<4).map { index in
      var question = question
      switch index {
      case 0: break
      case 1: question.at = .day(day())
      default:
        let hours = Int64.random(in: -8 * 24...8 * 24, using: &random)
        question.at = .instant(UTCInstant(seconds: RandomScenario.now.seconds + hours * 3600))
      }
      return question
    }
  }
}
