#include "baseline.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

double baseline_cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

long baseline_peak(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return usage.ru_maxrss;
#else
  return usage.ru_maxrss * 1024;
#endif
}

/// The code without dashes in upper case, as the registry's key.
static int canonical(const char *code, char *key) {
  int length = 0;
  for (; *code; code++) {
    if (*code != '-') key[length++] = *code >= 'a' && *code <= 'z' ? *code - 32 : *code;
  }
  return length;
}

static int lower(const char *text, char *key) {
  int length = 0;
  for (; *text; text++) key[length++] = *text >= 'A' && *text <= 'Z' ? *text + 32 : *text;
  return length;
}

long baseline_import(const char *path, const char *csv) {
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  FILE *file = fopen(csv, "r");
  char line[1024], code[1024], contract[1024];
  long rows = 0;
  int is_sound = file && sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK;
  is_sound = is_sound && fgets(line, sizeof line, file) &&
             sqlite3_exec(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
                              "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
             sqlite3_prepare_v3(db, "INSERT INTO licences VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", -1,
                                SQLITE_PREPARE_PERSISTENT, &insert, NULL) == SQLITE_OK;
  while (is_sound && fgets(line, sizeof line, file)) {
    char *cells[8] = {line}, *rest = line;
    for (int i = 1; i < 8; i++) {
      if ((rest = strchr(rest, ',')) == NULL) break;
      *rest++ = 0;
      cells[i] = rest;
    }
    if (rest == NULL) {
      is_sound = 0;
      break;
    }
    rest[strcspn(rest, "\r\n")] = 0;
    sqlite3_bind_text(insert, 1, code, canonical(cells[0], code), SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, cells[0], -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, contract, lower(cells[1], contract), SQLITE_STATIC);
    for (int i = 2; i < 5; i++) sqlite3_bind_text(insert, i + 2, cells[i], -1, SQLITE_STATIC);
    sqlite3_bind_int(insert, 7, atoi(cells[5]));
    for (int i = 6; i < 8; i++) sqlite3_bind_text(insert, i + 2, cells[i], -1, SQLITE_STATIC);
    is_sound = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_reset(insert);
    rows++;
  }
  sqlite3_finalize(insert);
  is_sound = is_sound && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(db);
  if (file) fclose(file);
  return is_sound ? rows : -1;
}
