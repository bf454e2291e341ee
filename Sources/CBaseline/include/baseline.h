// The look-ups of an eligibility decision as a plain loop over SQLite's C API: the yardstick of the benchmarks.
#ifndef LICENCE_REGISTRY_BASELINE_H
#define LICENCE_REGISTRY_BASELINE_H

/// Looks up `count` licences (canonical keys, each `width` bytes, one after the other in `keys`), each with its contract,
/// customer and entitlements in one read transaction, and writes a JSON of about 600 bytes for each.
/// Returns the number of licences found, or -1 if SQLite fails. `written` is the bytes of JSON in all.
long baseline_lookups(const char *path, const char *keys, int width, long count, long *written);

/// The bytes of heap that are in use, or 0 where the system does not tell.
long baseline_heap(void);

#endif
