// How SQLite's own layer over Unix is had to read and write a registry's files.
#ifndef LICENCE_REGISTRY_CSQLITEFILES_H
#define LICENCE_REGISTRY_CSQLITEFILES_H
#include <sqlite3.h>

/// Has a reading connection keep its map of the file when others have written, and fetch pages before it searches them.
///
/// Nobody else may use the connection meanwhile.
void csqlite_read_ahead(sqlite3 *connection);

/// Waits until what was written to a connection's file, its log left out, is on the disk; SQLITE_OK if it is.
int csqlite_sync(sqlite3 *connection);

/// Has a connection's log gather what is written from now on: one with a write-ahead log and `synchronous = FULL`.
void csqlite_begin_gathering(sqlite3 *connection);

/// Ends that, after a commit; what one that failed has left is given up.
void csqlite_end_gathering(sqlite3 *connection);
#endif
