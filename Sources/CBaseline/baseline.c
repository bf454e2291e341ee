#include "baseline.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
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

// The answer to the benchmarks' question, of the same shape and the same size to a few bytes as the registry's own: what was
// looked up stands in the places where the registry's answer has it, in the messages and the reply too.
static const char answer_format[] =
    "{\"id\":null,\"outcome\":\"eligible\",\"summary\":\"%s: this ticket is covered.\",\"reply\":\"Hello,\\n\\nYour request "
    "T-48213 is covered by contract %s (%s); one of our engineers will contact you.\\nYour version is %s 2025.1 (N-1)."
    "\\n\\nTo help us analyse it faster, please send us:\\n- The version\\n- The models\\n\\nKind regards,\\n%s support\","
    "\"asOf\":\"2026-02-27\",\"decidedAt\":\"2026-02-27T11:00:00Z\",\"ticket\":\"T-48213\",\"rules\":["
    "{\"rule\":\"customer\",\"status\":\"pass\",\"code\":\"customer.identified\",\"message\":\"The customer is %s (%s).\","
    "\"clause\":null,\"candidates\":[]},"
    "{\"rule\":\"licence\",\"status\":\"pass\",\"code\":\"licence.active\",\"message\":\"Licence ••••%s (%s %s, %s, %d seats, "
    "%s, %s) of contract %s is active.\",\"clause\":null,\"candidates\":[]},"
    "{\"rule\":\"contract\",\"status\":\"pass\",\"code\":\"contract.in_force\",\"message\":\"Contract %s (%s) is in force on "
    "2026-02-27, from %s to %s.\",\"clause\":null,\"candidates\":[]},"
    "{\"rule\":\"product\",\"status\":\"pass\",\"code\":\"product.included\",\"message\":\"%s is included in contract %s (%d "
    "seats).\",\"clause\":null,\"candidates\":[]},"
    "{\"rule\":\"version\",\"status\":\"pass\",\"code\":\"version.previous\",\"message\":\"%s 2025.1 is N-1, which is supported "
    "(N is %s on 2026-02-27).\",\"clause\":\"advantage.window\",\"candidates\":[]},"
    "{\"rule\":\"topic\",\"status\":\"pass\",\"code\":\"topic.covered\",\"message\":\"%s covers “Use of the software”.\","
    "\"clause\":null,\"candidates\":[]},"
    "{\"rule\":\"incident\",\"status\":\"skip\",\"code\":\"incident.not_asked\",\"message\":\"No known incident was named.\","
    "\"clause\":null,\"candidates\":[]}],"
    "\"customer\":{\"id\":\"%s\",\"name\":\"%s\"},\"contract\":{\"number\":\"%s\",\"programme\":\"%s\",\"starts\":\"%s\","
    "\"ends\":\"%s\",\"status\":\"%s\",\"terminatedOn\":null},\"product\":{\"id\":\"%s\",\"name\":\"Advance Design\","
    "\"vendor\":\"graitec\"},\"version\":{\"reported\":\"2025.1\",\"release\":\"%s\",\"update\":\"2025.1\",\"exact\":true,"
    "\"position\":\"N-1\",\"behind\":1,\"current\":\"2026\",\"latest\":\"2026\",\"supported\":[\"2026\",\"2025\"]},\"upgrade\":"
    "{\"status\":\"available\",\"to\":\"2026\",\"granted\":true,\"because\":[]},\"advisories\":[],\"escalation\":{\"vendor\":"
    "\"graitec\",\"team\":\"R&D GRAITEC\",\"outcome\":\"Corrected in a service pack.\"},\"desk\":{\"open\":true,\"opensAt\":null,"
    "\"closesAt\":\"2026-02-27T17:00:00Z\"},\"checklist\":[{\"id\":\"version\",\"text\":\"The version\"},{\"id\":\"models\","
    "\"text\":\"The models\"}],\"others\":[]}";

static const char *text(sqlite3_stmt *statement, int column) {
  const unsigned char *value = sqlite3_column_text(statement, column);
  return value ? (const char *)value : "";
}

long baseline_lookups(const char *path, long mapped, const char *keys, int width, long count, long *written) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) return -1;
  char pragmas[128];
  snprintf(pragmas, sizeof pragmas, "PRAGMA query_only = ON; PRAGMA mmap_size = %ld", mapped);
  sqlite3_exec(db, pragmas, NULL, NULL, NULL);
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
      char json[4096];
      int length = 0;
      sqlite3_step(begin);
      sqlite3_reset(begin);
      sqlite3_step(revision);
      sqlite3_reset(revision);
      sqlite3_bind_text(licence, 1, keys + i * width, width, SQLITE_STATIC);
      if (sqlite3_step(licence) == SQLITE_ROW) {
        // The texts of a row are good until its statement is reset, which is after the answer.
        const char *code = text(licence, 0), *key = text(licence, 1);
        int hidden = (int)strlen(code) - 4;
        sqlite3_bind_text(contract, 1, key, -1, SQLITE_STATIC);
        sqlite3_bind_text(entitlements, 1, key, -1, SQLITE_STATIC);
        char product[64] = "", releases[64] = "";
        int seats = 0;
        while (sqlite3_step(entitlements) == SQLITE_ROW) {
          if (strcmp(text(entitlements, 0), text(licence, 2)) != 0) continue;
          snprintf(product, sizeof product, "%s", text(entitlements, 0));
          snprintf(releases, sizeof releases, "%s", text(entitlements, 1));
          seats += sqlite3_column_int(entitlements, 2);
        }
        sqlite3_reset(entitlements);
        if (seats > 0 && sqlite3_step(contract) == SQLITE_ROW) {
          found++;
          const char *number = text(contract, 0), *id = text(contract, 1), *name = text(contract, 2);
          const char *programme = text(contract, 3), *starts = text(contract, 4), *ends = text(contract, 5);
          length = snprintf(
              json, sizeof json, answer_format, name, number, programme, product, programme, name, id,
              code + (hidden > 0 ? hidden : 0), product, text(licence, 3), text(licence, 4),
              sqlite3_column_int(licence, 5), text(licence, 6), text(licence, 7), number, number, programme, starts, ends,
              product, number, seats, product, releases, programme, id, name, number, programme, starts, ends,
              text(contract, 6), product, text(licence, 3));
        }
        sqlite3_reset(contract);
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
