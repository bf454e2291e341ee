#include "CSQLiteFiles.h"

// What a reader does with its map of the file besides what SQLite does: the methods of SQLite's layer over Unix, of which
// two are replaced.
static struct {
  sqlite3_io_methods reading;
  int (*fetch)(sqlite3_file *, sqlite3_int64, int, void **);
  int (*unfetch)(sqlite3_file *, sqlite3_int64, void *);
} methods;

// A reader's map of its file, kept when others have written.
//
// SQLite gives up the whole map whenever a reader finds that something was committed, on account of systems where a map
// does not show what is written to the file. Linux has one copy of a file's pages, and giving the map up costs a page fault
// for everything that is read next. So the map is given up only now and then, which is when it gets to cover a file that
// has grown; what lies beyond it is read as without a map. Every page that is asked for lies within the size of the state
// that is read, and no checkpoint cuts the file short of what a reader may still need.
static int unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
  static unsigned times;
  if (page == 0 && __atomic_add_fetch(&times, 1, __ATOMIC_RELAXED) % 4096 != 0) return SQLITE_OK;
  return methods.unfetch(file, offset, page);
}

// A page of an index (https://sqlite.org/fileformat2.html#b_tree_pages): where its cells begin is said by two bytes each.
struct index_page {
  const unsigned char *bytes, *cells;
  int mask;  // of the places in a page
};

#define INLINE static inline __attribute__((always_inline)) int

// Asks for the cells that a binary search of those from `low` to `high` may look at in its first step, its first two, three
// or four; returns the one in the middle. There must be at least 1, 3, 7 or 15.
INLINE want(struct index_page page, int low, int high) {
  int middle = (low + high) >> 1;
  const unsigned char *cell = page.bytes + ((page.cells[2 * middle] << 8 | page.cells[2 * middle + 1]) & page.mask);
  __builtin_prefetch(cell);
  __builtin_prefetch(cell + 28);  // a cell's head and the beginning of its key may lie on two lines of the cache
  return middle;
}
INLINE want2(struct index_page page, int low, int high) {
  int middle = want(page, low, high);
  want(page, low, middle - 1);
  want(page, middle + 1, high);
  return middle;
}
INLINE want3(struct index_page page, int low, int high) {
  int middle = want(page, low, high);
  want2(page, low, middle - 1);
  want2(page, middle + 1, high);
  return middle;
}
INLINE want4(struct index_page page, int low, int high) {
  int middle = want(page, low, high);
  want3(page, low, middle - 1);
  want3(page, middle + 1, high);
  return middle;
}
#undef INLINE

// Has the processor bring what a search of a page begins with, all at once.
//
// In a large registry most pages that a question needs are in no cache of the processor, and SQLite's binary search waits
// for memory at each of its steps, since only the one before says where it goes on.
//
// What was looked up a little while ago is still there, as the upper pages of an index always are.
static void foresee(const unsigned char *page, int size) {
  static __thread const unsigned char *recent[256];
  const unsigned char **last = &recent[(unsigned long)page / 512 * 40503 / 65536 % 256];
  if (*last == page) return;
  *last = page;
  for (int line = 0; line < 4; line++) __builtin_prefetch(page + 64 * line);
  int kind = page[0], count = page[3] << 8 | page[4];
  if (kind != 2 && kind != 10) return;  // of an index, between its root and its leaves or a leaf
  int head = kind == 2 ? 12 : 8;
  if (count < 15 || head + 2 * count > size) return;
  want4((struct index_page){page, page + head, size - 1}, 0, count - 1);
}

static int fetch(sqlite3_file *file, sqlite3_int64 offset, int size, void **page) {
  int code = methods.fetch(file, offset, size, page);
  if (*page != 0 && size >= 512) foresee(*page, size);
  return code;
}

void csqlite_read_ahead(sqlite3 *connection) {
#ifdef __linux__
  sqlite3_file *file = 0;
  if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == 0) return;
  if (file->pMethods == 0 || file->pMethods->iVersion < 3) return;
  sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1);
  sqlite3_mutex_enter(mutex);
  if (methods.unfetch == 0) {
    methods.reading = *file->pMethods;
    methods.reading.xFetch = fetch;
    methods.reading.xUnfetch = unfetch;
    methods.fetch = file->pMethods->xFetch;
    methods.unfetch = file->pMethods->xUnfetch;
  }
  // A file that another layer opened, or that is locked in another way, has methods of its own.
  if (file->pMethods->xUnfetch == methods.unfetch && file->pMethods->xLock == methods.reading.xLock)
    file->pMethods = &methods.reading;
  sqlite3_mutex_leave(mutex);
#endif
}
