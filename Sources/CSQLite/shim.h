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
#endif
