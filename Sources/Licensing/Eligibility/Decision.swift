/// The answer to one question, with every rule, the records and the dates used.
public struct Decision: Sendable, Hashable {
  /// Whether a ticket is covered.
  ///
  /// Unknown is not no.
  public enum Outcome: String, Sendable, CaseIterable {
    /// Covered.
    case eligible
    /// Not covered.
    case ineligible
    /// A fact is missing.
    case undetermined
  }

  /// One rule's result.
  public struct RuleResult: Sendable, Hashable {
    /// What it says.
    public var code: RuleCode
    /// The same for people, with the names and dates that it is about, as it is written into answers.
    public var sentence: Sentence
    /// The clause of the policy that it applies.
    public var clause: String?
    /// What may have been meant, where that can be told.
    public var candidates: [Candidate]

    /// The same for people, with the names and dates that it is about.
    public var message: String { sentence.description }

    /// The result of a rule; one that was not judged applied no clause.
    init(code: RuleCode, message: Sentence, clause: String? = nil, candidates: [Candidate] = []) {
      self.code = code
      sentence = message
      self.clause = code.status == .skip ? nil : clause
      self.candidates = candidates
    }
  }

  /// Something that may have been meant.
  public struct Candidate: Sendable, Hashable {
    /// The id to ask with.
    public var id: String
    /// What it is called.
    public var name: String

    /// Makes a candidate.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// The reported version against the contract.
  public struct Version: Sendable, Hashable {
    /// The text as it was typed.
    public var reported: String
    /// The release that it names.
    public var release: String?
    /// The update that it names.
    public var update: String?
    /// Whether the text says no more than the catalogue knows.
    public var isExact: Bool?
    /// `N`, `N-1`, `N+1` and so on.
    public var position: String?
    /// How many releases it lies behind N; negative if it is newer.
    public var behind: Int?
    /// N of this contract.
    public var current: String?
    /// The newest release that is out.
    public var latest: String?
    /// The releases that pass on that day, newest first.
    public var supported: [String]
  }

  /// Whether to upgrade.
  public struct Upgrade: Sendable, Hashable {
    /// How urgent it is.
    public enum Status: String, Sendable {
      /// There is nothing newer, or it can't be told.
      case none
      /// There is something newer.
      case available
      /// Support requires it for this incident or version.
      case required
    }
    /// How urgent it is.
    public var status: Status
    /// The release or update to move to.
    public var to: String?
    /// Whether the contract supports it on that day.
    public var isGranted: Bool
    /// What requires it: `version.too_old`, `version.end_of_support`, `advisory:ID`.
    public var because: [String]
  }

  /// A contract that was weighed and not chosen.
  public struct Other: Sendable, Hashable {
    /// Its number.
    public var contract: String
    /// What the answer would be under it.
    public var outcome: Outcome
    /// The first failing rule, else the first unknown one.
    public var code: RuleCode?
  }

  /// The question as it may be kept and shown.
  public indirect enum ShownQuestion: Sendable, Hashable {
    /// As it was asked.
    case asAsked
    /// With the licence codes hidden that stood in other fields than that for a code.
    case masked(Question)

    /// It, for the question that was asked.
    public func form(of question: Question) -> Question {
      guard case .masked(let masked) = self else { return question }
      return masked
    }
  }

  /// The record's id, once it is recorded.
  public var id: String?
  /// Whether the ticket is covered.
  public var outcome: Outcome
  /// The language of the messages.
  public var language: Language
  /// The civil day that was judged, in the programme's zone.
  public var asOf: CalendarDay
  /// When the decision was made.
  public var decidedAt: UTCInstant
  /// The ticketing tool's own number.
  public var ticket: String?
  /// Every rule, in order.
  public var rules: [RuleResult]
  /// Who asks.
  public var customer: Customer?
  /// The licence code that was given, as it may be shown to anyone; only where it is another contract's.
  let foreignLicence: String?
  /// The contract that was judged; its entitlements too.
  public var contract: Contract?
  /// The programme that the contract is under, as the catalogue has it.
  let cataloguedProgramme: CatalogueProgramme?
  /// The product, as the catalogue has it.
  let cataloguedProduct: CatalogueProduct?
  /// The reported version; `nil` if none was reported.
  public var version: Version?
  /// Whether to upgrade.
  public var upgrade: Upgrade
  /// Known incidents that affect the reported version.
  public var advisories: [Advisory]
  /// Whether the desk is open; `nil` where no contract is known.
  public var desk: DeskHours.Status?
  /// Other contracts that were weighed, best first.
  public var others: [Other]
  /// The question as it may be kept and shown; the decision itself shows nothing else.
  public var shownQuestion = ShownQuestion.asAsked

  /// The outcome in one sentence.
  public var summary: String { summarySentence.description }

  /// The same as it is written into answers; made anew each time.
  public var summarySentence: Sentence { Verdict.sentence(self) }

  /// A text that can be sent to who asked, as it is.
  public var reply: String { replySentences.map(\.description).joined() }

  /// The same as it is written into answers, with nothing between the sentences; made anew each time.
  public var replySentences: [Sentence] { Reply.sentences(self) }

  /// The programme that the contract is under.
  public var programme: Programme? { cataloguedProgramme?.programme }

  /// The product.
  public var product: Product? { cataloguedProduct?.product }

  /// Who takes the incident on escalation, once the product is known.
  public var escalation: Vendor? { cataloguedProduct?.vendor }

  /// Whether the contract that was judged is in force on the day; what it includes counts only then.
  public var isContractInForce: Bool { result(of: .contract)?.code == .contractInForce }

  /// What the ticket should bring.
  public var checklist: [Programme.ChecklistItem] { cataloguedProgramme?.programme.checklist ?? [] }

  /// The result of one rule.
  public func result(of rule: Rule) -> RuleResult? {
    rules.first { $0.code.rule == rule }
  }
}
