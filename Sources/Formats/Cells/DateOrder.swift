/// In which order a file writes the parts of its dates.
public enum DateOrder: String, Sendable, Hashable, CaseIterable {
  /// Day, month, year: `31/12/2026`.
  case dayFirst = "day-first"
  /// Month, day, year: `12/31/2026`.
  case monthFirst = "month-first"
  /// Year, month, day: `2026-12-31`.
  case iso
}
