extension Migration {
  /// Which imports changed a record, found without a look at all of the journal.
  ///
  /// The added keys of a part are in order: `lowest` and `highest` say between which records, or owners of records, a key
  /// may stand in it.
  static let journalLookups = Migration(
    name: "journal lookups",
    sql: """
      CREATE INDEX change_by_record ON import_changes (kind, key);
      ALTER TABLE import_additions ADD COLUMN lowest TEXT;
      ALTER TABLE import_additions ADD COLUMN highest TEXT;
      UPDATE import_additions SET
        lowest = coalesce(json_extract(keys, '$[0][0]'), json_extract(keys, '$[0]')),
        highest = coalesce(json_extract(keys, '$[#-1][0]'), json_extract(keys, '$[#-1]'));
      CREATE INDEX addition_by_record ON import_additions (kind, lowest, highest);
      """)
}
