/// How far the reading of files is.
///
/// CSV files are looked through before their records are read, which is the smaller part of the work.
struct ReadingProgress {
  /// How many bytes all files have.
  var total = 0
  /// How many records were read.
  var records = 0
  private var done = 0
  private var isReadingRecords = false
  private static let shareOfLooking = 0.3

  /// Counts bytes that were read.
  mutating func add(_ bytes: Int) { done += bytes }

  /// Goes from looking through to reading the records of so many bytes.
  mutating func startRecords(ofBytes bytes: Int) {
    (total, done, isReadingRecords) = (bytes, 0, true)
  }

  /// How far it is.
  var value: ImportProgress {
    // Looking through reads a file twice.
    let passes = isReadingRecords ? 1.0 : 2.0
    let share = total == 0 ? 1 : min(1, Double(done) / Double(total) / passes)
    let fraction =
      isReadingRecords
      ? ReadingProgress.shareOfLooking + (1 - ReadingProgress.shareOfLooking) * share
      : ReadingProgress.shareOfLooking * share
    return ImportProgress(stage: .reading, records: records, fraction: fraction)
  }
}
