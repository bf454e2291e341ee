#include "CSQLiteFiles.h"

#include <string.h>

// The pages of a commit, put together before they are written to the write-ahead log.
//
// SQLite writes each page with two calls of the system, its head and the page itself, one behind the other, and then has all
// of it made durable with a third. The time goes into the calls: sixty pages in one take a third of it. So while a
// connection commits, what is written to its log is gathered as long as it stands behind what was gathered before, and is
// written when there is no more room, when anything else is done with the log, and above all before the log is synced.
// That is before any reader learns of the commit, if each commit is synced: only connections with a write-ahead log and
// `synchronous = FULL` may gather. Where a write that loses power could spoil what stands beside it, SQLite pads commits and
// writes on behind the sync: there nothing is gathered. So nothing is left when a commit has ended well; what one that has
// failed leaves is given up.
struct log {
  sqlite3_io_methods gathering;  // the first member, so that a file's methods lead to its log
  const sqlite3_io_methods *system;
  sqlite3_int64 start;
  int count;
  int gathers;
  unsigned char bytes[120 * 1024];  // SQLite's layer over Unix writes less than 128 KiB at once
};

static struct log *log_of(sqlite3_file *file) { return (struct log *)file->pMethods; }

static int log_write_out(sqlite3_file *file) {
  struct log *log = log_of(file);
  int count = log->count;
  // What can't be written is given up: SQLite takes the commit back.
  log->count = 0;
  return count == 0 ? SQLITE_OK : log->system->xWrite(file, log->bytes, count, log->start);
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  struct log *log = log_of(file);
  if (log->count > 0 && (offset != log->start + log->count || count > (int)sizeof log->bytes - log->count)) {
    int code = log_write_out(file);
    if (code != SQLITE_OK) return code;
  }
  if (!log->gathers || count > (int)sizeof log->bytes) return log->system->xWrite(file, bytes, count, offset);
  if (log->count == 0) log->start = offset;
  memcpy(log->bytes + log->count, bytes, count);
  log->count += count;
  return SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  int code = log_write_out(file);
  return code == SQLITE_OK ? log_of(file)->system->xRead(file, bytes, count, offset) : code;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int code = log_write_out(file);
  return code == SQLITE_OK ? log_of(file)->system->xTruncate(file, size) : code;
}

static int log_sync(sqlite3_file *file, int flags) {
  int code = log_write_out(file);
  return code == SQLITE_OK ? log_of(file)->system->xSync(file, flags) : code;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
  int code = log_write_out(file);
  return code == SQLITE_OK ? log_of(file)->system->xFileSize(file, size) : code;
}

static int log_close(sqlite3_file *file) {
  struct log *log = log_of(file);
  file->pMethods = log->system;
  sqlite3_free(log);
  return file->pMethods->xClose(file);
}

// The log of a connection that has one, made one that can gather; nothing if it is not open, or can't be made one.
//
// Only between this and the end of the commit that follows may its address be used: SQLite may close the log.
static sqlite3_file *open_log(sqlite3 *connection) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == 0) return 0;
  if (file->pMethods == 0) return 0;
  if (file->pMethods->xClose == log_close) return file;
  if ((file->pMethods->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) == 0) return 0;
  struct log *log = sqlite3_malloc(sizeof *log);
  if (log == 0) return 0;
  memset(log, 0, sizeof *log - sizeof log->bytes);
  // The methods of the log are those of version 1; the others are for the file itself.
  log->gathering = *file->pMethods;
  log->gathering.xClose = log_close;
  log->gathering.xRead = log_read;
  log->gathering.xWrite = log_write;
  log->gathering.xTruncate = log_truncate;
  log->gathering.xSync = log_sync;
  log->gathering.xFileSize = log_size;
  log->system = file->pMethods;
  file->pMethods = &log->gathering;
  return file;
}

void csqlite_begin_gathering(sqlite3 *connection) {
  sqlite3_file *file = open_log(connection);
  if (file != 0) log_of(file)->gathers = 1;
}

void csqlite_end_gathering(sqlite3 *connection) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == 0) return;
  if (file->pMethods == 0 || file->pMethods->xClose != log_close) return;
  log_of(file)->gathers = 0;
  log_of(file)->count = 0;
}
