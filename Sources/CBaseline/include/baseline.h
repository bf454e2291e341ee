// The look-ups of an eligibility decision as a plain loop over SQLite's C API: the yardstick of the benchmarks.
#ifndef LICENCE_REGISTRY_BASELINE_H
#define LICENCE_REGISTRY_BASELINE_H

/// Answers the benchmarks' question for `count` licences (canonical keys, each `width` bytes, one after the other in
/// `keys`), the way a C program would that knows what it will be asked.
///
/// For each it does what the registry does to the file: a read transaction, the catalogue's revision, the licence by its
/// key, its contract with the customer, and the contract's entitlements, all columns that the registry reads; no other
/// table is read for such a question. It picks the product's lines and writes an answer of the registry's shape and size
/// (2.35 KB, with every message and the reply in full) with one `snprintf`. It decides nothing, resolves no version,
/// escapes nothing and checks no row: that, and memory that is safe, is what the registry may take longer for.
///
/// `mapped` is how much of the file SQLite maps into memory: as much as the registry's readers, or 0, SQLite's default.
/// Returns the number of licences answered, or -1 if SQLite fails. `written` is the bytes of JSON in all.
long baseline_lookups(const char *path, long mapped, const char *keys, int width, long count, long *written);

/// Inserts the rows of a CSV file of licences (code, contract, product, release, kind, seats, state, issued; no quotes) into
/// the registry at `path`, in the order of the file, in one transaction: a prepared statement and a split at the commas.
/// Page caches are as large as an import's. Returns the number of rows, or -1 if SQLite or the file fails.
long baseline_import(const char *path, const char *csv);

/// The processor time that the process has used, in seconds.
double baseline_cpu(void);

/// The most memory that the process has had, in bytes.
long baseline_peak(void);

/// The bytes of heap that are in use, or 0 where the system does not tell.
long baseline_heap(void);

#endif
