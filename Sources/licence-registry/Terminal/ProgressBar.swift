import Licensing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far long work is, on standard error: a bar on a terminal, a line now and then elsewhere.
struct ProgressBar {
  /// How progress is shown.
  enum Manner {
    /// A bar that is drawn over itself.
    case bar
    /// A line every ten seconds.
    case lines
    /// Not at all.
    case none
  }

  /// What is counted.
  enum Unit {
    case rows, kilobytes
  }

  private let console: Console
  private let manner: Manner
  private let unit: Unit
  private let started: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant
  private var isDrawn = false

  /// Starts to watch; a bar only if standard error is a terminal that the results do not go to.
  init(_ console: Console, isQuiet: Bool, resultsGoToTerminal: Bool, counting unit: Unit = .rows) {
    self.console = console
    self.unit = unit
    if isQuiet {
      manner = .none
    } else if isatty(STDERR_FILENO) == 1 {
      manner = resultsGoToTerminal ? .none : .bar
    } else {
      manner = .lines
    }
    started = ContinuousClock.now
    shown = started
  }

  /// Shows how far the work is, if it is time to.
  mutating func update(rows: Int, fraction: Double) {
    let now = ContinuousClock.now
    switch manner {
    case .none: return
    case .bar:
      guard now - shown > .milliseconds(100) else { return }
      let filled = Int((min(1, max(0, fraction)) * 24).rounded(.down))
      let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 24 - filled)
      console.warn("\r\u{1B}[K[\(bar)] \(text(rows, fraction, now))", terminator: "", isVerbatim: true)
      isDrawn = true
    case .lines:
      guard now - shown > .seconds(10) else { return }
      console.warn(text(rows, fraction, now))
    }
    shown = now
  }

  /// Takes the bar away, so that a message can stand there.
  mutating func clear() {
    guard isDrawn else { return }
    console.warn("\r\u{1B}[K", terminator: "", isVerbatim: true)
    isDrawn = false
  }

  /// `45 %  450,000 rows  12,345/s  0:45 left`.
  private func text(_ rows: Int, _ fraction: Double, _ now: ContinuousClock.Instant) -> String {
    ProgressBar.text(
      rows: rows, fraction: fraction, seconds: (now - started) / .seconds(1), console.language, counting: unit)
  }

  static func text(
    rows: Int, fraction: Double, seconds: Double, _ language: Language, counting unit: Unit = .rows
  ) -> String {
    let share = min(1, max(0, fraction))
    let percent = "\(Int((share * 100).rounded(.down)))"
    var text = String(repeating: " ", count: 3 - percent.count) + percent + language(en: "%", fr: " %")
    text += "  " + grouped(rows, language)
    text += unit == .rows ? language(en: " rows", fr: " lignes") : language(en: " KB", fr: " Ko")
    guard seconds > 0.5, share > 0 else { return text }
    text += "  " + grouped(Int(Double(rows) / seconds), language) + "/s"
    let left = Int((seconds * (1 - share) / share).rounded(.up))
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    return text + language(en: "  \(clock) left", fr: "  reste \(clock)")
  }

  /// A whole number in groups of three: `1,234,567`, `1 234 567`.
  static func grouped(_ number: Int, _ language: Language) -> String {
    let digits = Array(String(number))
    let mark = language(en: ",", fr: "\u{202F}")
    return digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? mark + String(digit) : String(digit)
    }.joined()
  }
}
