import Licensing

extension Language {
  /// French if the client prefers it to English (RFC 9110, section 12.5.4), else English.
  init(acceptLanguage: String?) {
    var best: (language: Language, quality: Double) = (.english, 0)
    for range in (acceptLanguage ?? "").lowercased().split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let tag = parts.first?.split(separator: "-").first, let language = Language(rawValue: String(tag)) else {
        continue
      }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if quality > best.quality { best = (language, quality) }
    }
    self = best.language
  }
}
