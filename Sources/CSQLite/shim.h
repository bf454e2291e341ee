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
#endif
