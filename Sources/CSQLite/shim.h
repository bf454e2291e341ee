// SQLite as the system builds it. Debian and Ubuntu compile the session extension and its pre-update hook in,
// but sqlite3.h shows their declarations only to who asks for them.
#ifndef LICENCE_REGISTRY_CSQLITE_H
#define LICENCE_REGISTRY_CSQLITE_H
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif
#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#endif
#include <sqlite3.h>
#include <string.h>

// Swift can't call a function whose arguments vary.
static inline int csqlite_stop_memory_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// A reader's map of its file, kept when others have written.
//
// SQLite gives up the whole map whenever a reader finds that something was committed, on account of systems where a map
// does not show what is written to the file. Linux has one copy of a file's pages, and giving the map up costs a page fault
// for everything that is read next. So the map is given up only now and then, which is when it gets to cover a file that
// has grown; what lies beyond it is read as without a map. Every page that is asked for lies within the size of the state
// that is read, and no checkpoint cuts the file short of what a reader may still need.
struct csqlite_map_methods {
  sqlite3_io_methods keeping;
  int (*system_unfetch)(sqlite3_file *, sqlite3_int64, void *);
};

static inline struct csqlite_map_methods *csqlite_map_methods(void) {
  static struct csqlite_map_methods methods;
  return &methods;
}

static inline int csqlite_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
  static unsigned times;
  if (page == 0 && __atomic_add_fetch(&times, 1, __ATOMIC_RELAXED) % 4096 != 0) return SQLITE_OK;
  return csqlite_map_methods()->system_unfetch(file, offset, page);
}

// Has a connection keep its map; nobody else may use the connection meanwhile.
static inline void csqlite_keep_map(sqlite3 *connection) {
#ifdef __linux__
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == 0) return;
  if (file->pMethods == 0 || file->pMethods->iVersion < 3) return;
  struct csqlite_map_methods *methods = csqlite_map_methods();
  sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1);
  sqlite3_mutex_enter(mutex);
  if (methods->system_unfetch == 0) {
    methods->keeping = *file->pMethods;
    methods->keeping.xUnfetch = csqlite_unfetch;
    methods->system_unfetch = file->pMethods->xUnfetch;
  }
  // A file that another system layer opened has methods of its own.
  if (file->pMethods->xUnfetch == methods->system_unfetch) file->pMethods = &methods->keeping;
  sqlite3_mutex_leave(mutex);
#endif
}

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
struct csqlite_log {
  sqlite3_io_methods gathering;  // the first member, so that a file's methods lead to its log
  const sqlite3_io_methods *system;
  sqlite3_int64 start;
  int count;
  int gathers;
  unsigned char bytes[120 * 1024];  // SQLite's layer over Unix writes less than 128 KiB at once
};

static inline struct csqlite_log *csqlite_log_of(sqlite3_file *file) { return (struct csqlite_log *)file->pMethods; }

static inline int csqlite_log_write_out(sqlite3_file *file) {
  struct csqlite_log *log = csqlite_log_of(file);
  int count = log->count;
  // What can't be written is given up: SQLite takes the commit back.
  log->count = 0;
  return count == 0 ? SQLITE_OK : log->system->xWrite(file, log->bytes, count, log->start);
}

static inline int csqlite_log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  struct csqlite_log *log = csqlite_log_of(file);
  if (log->count > 0 && (offset != log->start + log->count || count > (int)sizeof log->bytes - log->count)) {
    int code = csqlite_log_write_out(file);
    if (code != SQLITE_OK) return code;
  }
  if (!log->gathers || count > (int)sizeof log->bytes) return log->system->xWrite(file, bytes, count, offset);
  if (log->count == 0) log->start = offset;
  memcpy(log->bytes + log->count, bytes, count);
  log->count += count;
  return SQLITE_OK;
}

static inline int csqlite_log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  int code = csqlite_log_write_out(file);
  return code == SQLITE_OK ? csqlite_log_of(file)->system->xRead(file, bytes, count, offset) : code;
}

static inline int csqlite_log_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int code = csqlite_log_write_out(file);
  return code == SQLITE_OK ? csqlite_log_of(file)->system->xTruncate(file, size) : code;
}

static inline int csqlite_log_sync(sqlite3_file *file, int flags) {
  int code = csqlite_log_write_out(file);
  return code == SQLITE_OK ? csqlite_log_of(file)->system->xSync(file, flags) : code;
}

static inline int csqlite_log_size(sqlite3_file *file, sqlite3_int64 *size) {
  int code = csqlite_log_write_out(file);
  return code == SQLITE_OK ? csqlite_log_of(file)->system->xFileSize(file, size) : code;
}

static inline int csqlite_log_close(sqlite3_file *file) {
  struct csqlite_log *log = csqlite_log_of(file);
  file->pMethods = log->system;
  sqlite3_free(log);
  return file->pMethods->xClose(file);
}

// The log of a connection that has one, made one that can gather; nothing if it is not open, or can't be made one.
//
// Only between this and the end of the commit that follows may its address be used: SQLite may close the log.
static inline sqlite3_file *csqlite_open_log(sqlite3 *connection) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == 0) return 0;
  if (file->pMethods == 0) return 0;
  if (file->pMethods->xClose == csqlite_log_close) return file;
  if ((file->pMethods->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) == 0) return 0;
  struct csqlite_log *log = sqlite3_malloc(sizeof *log);
  if (log == 0) return 0;
  memset(log, 0, sizeof *log - sizeof log->bytes);
  // The methods of the log are those of version 1; the others are for the file itself.
  log->gathering = *file->pMethods;
  log->gathering.xClose = csqlite_log_close;
  log->gathering.xRead = csqlite_log_read;
  log->gathering.xWrite = csqlite_log_write;
  log->gathering.xTruncate = csqlite_log_truncate;
  log->gathering.xSync = csqlite_log_sync;
  log->gathering.xFileSize = csqlite_log_size;
  log->system = file->pMethods;
  file->pMethods = &log->gathering;
  return file;
}

// Has a connection's log gather what is written from now on.
static inline void csqlite_begin_gathering(sqlite3 *connection) {
  sqlite3_file *file = csqlite_open_log(connection);
  if (file != 0) csqlite_log_of(file)->gathers = 1;
}

// Ends that, after a commit; what one that failed has left is given up.
static inline void csqlite_end_gathering(sqlite3 *connection) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == 0) return;
  if (file->pMethods == 0 || file->pMethods->xClose != csqlite_log_close) return;
  csqlite_log_of(file)->gathers = 0;
  csqlite_log_of(file)->count = 0;
}
#endif
