import LicenceRegistry
import Licensing
import SQLiteStore

/// Changes of records, line by line while they are few, and grouped and counted where they are many.
struct ChangeListing {
  /// How many changes of a kind are listed one by one unless all are wanted.
  static let listed = 20
  /// How many groups of a kind are told apart.
  static let groups = 12

  /// Changes that read alike: added, removed, or with the same fields changed.
  private struct Group {
    var sign: String
    var text: String
    var count = 0
    var examples: [String] = []
  }

  /// Fields that hold days, which are written as people of the language write them.
  private static let days: Set<String> = ["released", "endOfSupport", "starts", "ends", "terminatedOn", "issued"]

  private let console: Console
  private let isFull: Bool
  private var kind: RecordKind?
  private var lines: [String] = []
  private var groups: [String: Group] = [:]
  private var order: [String] = []
  private var count = 0

  init(_ console: Console, isFull: Bool) {
    self.console = console
    self.isFull = isFull
  }

  /// Takes a change; those of one kind come one after the other.
  mutating func add(_ change: Staging.Change) { add(ShownChange(change)) }

  /// Takes a change as it is shown.
  mutating func add(_ change: ShownChange) {
    if kind != change.kind { finish() }
    kind = change.kind
    count += 1
    if isFull { return console.print(line(change)) }
    if count <= ChangeListing.listed { lines.append(line(change)) }
    group(change)
  }

  /// Ends a kind.
  mutating func finish() {
    defer { (kind, lines, groups, order, count) = (nil, [], [:], [], 0) }
    guard !isFull, let kind else { return }
    guard count > ChangeListing.listed else { return lines.forEach { console.print($0) } }
    for key in order.prefix(ChangeListing.groups) {
      guard let group = groups[key] else { continue }
      let number = ProgressBar.grouped(group.count, console.language)
      let examples = group.examples.joined(separator: ", ") + (group.count > group.examples.count ? ", …" : "")
      console.print(
        "  \(group.sign) \(kind.counted(group.count, number, console.language))\(group.text)  "
          + console.styled("(\(examples))", .dim))
    }
    let rest = order.dropFirst(ChangeListing.groups).reduce(0) { $0 + (groups[$1]?.count ?? 0) }
    if rest > 0 {
      console.print(
        console.language(
          en: "  … and \(rest) other changes; --full lists them",
          fr: "  … et \(rest) autres modifications ; --full les liste"))
    }
  }

  private var colon: String { console.language(en: ": ", fr: " : ") }

  private mutating func group(_ change: ShownChange) {
    guard let kind else { return }
    let sign = change.sign.rawValue
    var text = ""
    if sign == "~" {
      let fields = change.fields
      // One field that becomes the same everywhere is told with its values.
      let values = fields.count == 1 ? values(fields[0]) : ""
      let isShort = !values.isEmpty && values.count < 40
      let names = colon + fields.map { kind.name(ofField: $0.name, console.language) }.joined(separator: ", ")
      let told = names + colon + values
      text = isShort && (groups[told] != nil || order.count < 6) ? told : names
    }
    let key = sign + text
    if groups[key] == nil {
      groups[key] = Group(sign: sign, text: text)
      order.append(key)
    }
    groups[key]?.count += 1
    if groups[key]?.examples.count ?? 0 < 3 { groups[key]?.examples.append(change.label.onOneLine) }
  }

  private func line(_ change: ShownChange) -> String {
    let name = "\(change.kind.noun(console.language)) \(change.label.onOneLine)"
    switch change.sign {
    case .added:
      // What the label says is not said again, and what is no plain value only where all is wanted.
      let shown = change.fields.filter { field in
        field.new != .none && field.new.description != change.label
          && (isFull || field.new.text?.hasPrefix("{") != true)
      }
      let fields = shown.map { field in
        "\(change.kind.name(ofField: field.name, console.language))\(colon)\(value(field.new, of: field.name))"
      }
      return console.styled("  + \(name)", .green) + (fields.isEmpty ? "" : colon + fields.joined(separator: ", "))
    case .removed: return console.styled("  - \(name)", .red)
    case .changed:
      let fields = change.fields.map { field in
        "\(change.kind.name(ofField: field.name, console.language))\(colon)\(values(field))"
      }
      return "  ~ \(name)\(colon)\(fields.joined(separator: ", "))"
    }
  }

  private func values(_ field: ShownChange.Field) -> String {
    "\(value(field.old, of: field.name)) → \(value(field.new, of: field.name))"
  }

  private func value(_ value: FieldValue, of field: String) -> String {
    switch value {
    case .none: console.language(en: "(none)", fr: "(rien)")
    case .integer(let flag) where kind?.isYesOrNo(field) == true:
      flag == 0 ? console.language(en: "no", fr: "non") : console.language(en: "yes", fr: "oui")
    case .text(let text) where ChangeListing.days.contains(field):
      CalendarDay(text)?.text(in: console.language) ?? clipped(text)
    default: clipped(value.description)
    }
  }

  /// A value that may be longer than anybody reads, unless all is wanted.
  private func clipped(_ text: String) -> String {
    let longest = 80
    return (isFull || text.count <= longest ? text : text.prefix(longest - 1) + "…").onOneLine
  }
}
