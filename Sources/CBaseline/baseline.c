#include "baseline.h"

#include <sqlite3.h>
#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

long baseline_heap(void) {
#ifdef __GLIBC__
  return (long)mallinfo2().uordblks;
#else
  return 0;
#endif
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = NULL;
  return sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

static const char *text(sqlite3_stmt *statement, int column) {
  const unsigned char *value = sqlite3_column_text(statement, column);
  return value ? (const char *)value : "";
}

long baseline_lookups(const char *path, const char *keys, int width, long count, long *written) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) return -1;
  sqlite3_exec(db, "PRAGMA query_only = ON", NULL, NULL, NULL);
  sqlite3_stmt *begin = prepare(db, "BEGIN"), *commit = prepare(db, "COMMIT");
  sqlite3_stmt *revision = prepare(db, "SELECT catalogue_revision FROM registry_state WHERE id = 1");
  sqlite3_stmt *licence =
      prepare(db, "SELECT code, contract, product, release, kind, seats, state, issued FROM licences WHERE key = ?1");
  sqlite3_stmt *contract = prepare(
      db,
      "SELECT t.number, c.id, c.name, t.programme, t.starts, t.ends, t.status, t.terminatedOn, t.key "
      "FROM contracts t JOIN customers c ON c.key = t.customer WHERE t.key = ?1");
  sqlite3_stmt *entitlements = prepare(
      db, "SELECT product, releases, seats FROM entitlements WHERE contract = ?1 ORDER BY product, line");
  long found = 0;
  *written = 0;
  if (begin && commit && revision && licence && contract && entitlements) {
    for (long i = 0; i < count; i++) {
      char json[2048];
      int length = 0;
      sqlite3_step(begin);
      sqlite3_reset(begin);
      sqlite3_step(revision);
      sqlite3_reset(revision);
      sqlite3_bind_text(licence, 1, keys + i * width, width, SQLITE_STATIC);
      if (sqlite3_step(licence) == SQLITE_ROW) {
        found++;
        length = snprintf(
            json, sizeof json,
            "{\"id\":null,\"outcome\":\"eligible\",\"asOf\":\"2026-02-27\",\"decidedAt\":\"2026-02-27T11:00:00Z\","
            "\"licence\":{\"code\":\"%s\",\"product\":\"%s\",\"release\":\"%s\",\"kind\":\"%s\",\"seats\":%d,"
            "\"state\":\"%s\",\"issued\":\"%s\"},",
            text(licence, 0), text(licence, 2), text(licence, 3), text(licence, 4), sqlite3_column_int(licence, 5),
            text(licence, 6), text(licence, 7));
        sqlite3_bind_text(contract, 1, text(licence, 1), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(entitlements, 1, text(licence, 1), -1, SQLITE_TRANSIENT);
        if (sqlite3_step(contract) == SQLITE_ROW) {
          length += snprintf(
              json + length, sizeof json - length,
              "\"customer\":{\"id\":\"%s\",\"name\":\"%s\"},\"contract\":{\"number\":\"%s\",\"programme\":\"%s\","
              "\"starts\":\"%s\",\"ends\":\"%s\",\"status\":\"%s\"},\"entitlements\":[",
              text(contract, 1), text(contract, 2), text(contract, 0), text(contract, 3), text(contract, 4),
              text(contract, 5), text(contract, 6));
        }
        sqlite3_reset(contract);
        while (sqlite3_step(entitlements) == SQLITE_ROW && length < (int)sizeof json - 256) {
          length += snprintf(
              json + length, sizeof json - length, "{\"product\":\"%s\",\"releases\":\"%s\",\"seats\":%d},",
              text(entitlements, 0), text(entitlements, 1), sqlite3_column_int(entitlements, 2));
        }
        sqlite3_reset(entitlements);
        length += snprintf(json + length, sizeof json - length, "null]}");
      }
      sqlite3_reset(licence);
      sqlite3_step(commit);
      sqlite3_reset(commit);
      *written += length;
    }
  } else {
    found = -1;
  }
  sqlite3_stmt *all[] = {begin, commit, revision, licence, contract, entitlements};
  for (int i = 0; i < 6; i++) sqlite3_finalize(all[i]);
  sqlite3_close(db);
  return found;
}
