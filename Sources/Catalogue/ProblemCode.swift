/// The kinds of problems that catalogue files have beyond those of their text format; the raw values never change.
public enum ProblemCode: String, Sendable, CaseIterable {
  /// A value that is required is not there.
  case missing = "field.missing"
  /// A value of another type: a number where a text belongs.
  case wrongType = "field.wrong_type"
  /// A field that no such record has.
  case unknownField = "field.unknown"
  /// A text that is no date.
  case notDate = "field.not_a_date"
  /// A text that is no whole number.
  case notNumber = "field.not_a_number"
  /// A text that is neither yes nor no.
  case notBoolean = "field.not_a_boolean"
  /// A word that is none of those that the field may hold.
  case unknownWord = "field.unknown_word"
  /// A number below what makes sense.
  case tooSmall = "field.too_small"
  /// A text that is not written as its field demands: an address, a domain, a time of day.
  case malformed = "field.malformed"
  /// A licence code as it is shown to most, with all but its end hidden.
  case maskedCode = "field.masked_code"
  /// Two fields of one record that do not go together.
  case conflict = "field.conflict"
  /// A reference to a record that is neither in the files nor in the registry.
  case unknownReference = "reference.unknown"
  /// A reference to a record that was left out because of its own problems.
  case refusedReference = "reference.refused"
  /// A record that stands twice.
  case duplicate = "record.duplicate"
  /// A key that is another's but for case or marks.
  case keyClash = "record.key_clash"
  /// A name or a place in an order that belongs to another record.
  case clash = "record.clash"
  /// A new release that may be newer or older than one that is known.
  case undeterminedOrder = "record.undetermined_order"
  /// Cells beyond the header's columns.
  case surplusCells = "row.surplus_cells"
  /// A file without any content.
  case emptyFile = "file.empty"
  /// A file of a folder that is imported, which is not read itself.
  case unreadFile = "file.unread"
  /// A file whose top is not what its format has there.
  case unknownShape = "file.unknown_shape"
  /// A header that fits no kind of record.
  case unknownKind = "header.unknown_kind"
  /// A column that the kind of record does not have.
  case unknownColumn = "header.unknown_column"
  /// Two columns for one field.
  case doubledColumn = "header.doubled_column"
  /// Dates that are May or June.
  case ambiguousDates = "dates.ambiguous"
  /// Dates in different orders.
  case mixedDates = "dates.mixed"
  /// Something that may be a slip, and does not stop an import.
  case doubtful = "plan.doubtful"
  /// Something in a mapping file that fits no file of the import.
  case unusedMapping = "map.unused"
  /// A mapping file that says something that can't be.
  case invalidMapping = "map.invalid"
}
