// Tells the thread sanitizer what the kernel does for Swift's Mutex.
//
// A contended Mutex is handed over by the kernel (FUTEX_LOCK_PI, FUTEX_UNLOCK_PI), in code of the Swift runtime that is
// not instrumented; the sanitizer then sees no order between the two owners and reports what the lock protects. Loaded
// with LD_PRELOAD, this states that order and nothing else, so that no report has to be suppressed. A lock that the runtime
// gets while it spins is not seen here: about one run in three of lock-proof still reports what the lock protects.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

long syscall(long number, ...) {
  static long (*next)(long, ...);
  if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  long a[6];
  va_list list;
  va_start(list, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  int operation = number == SYS_futex ? (int)a[1] & FUTEX_CMD_MASK : -1;
  if (operation == FUTEX_UNLOCK_PI && __tsan_release) __tsan_release((void *)a[0]);
  long result = next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  int locks = operation == FUTEX_LOCK_PI || operation == FUTEX_LOCK_PI2 || operation == FUTEX_TRYLOCK_PI;
  if (result == 0 && locks && __tsan_acquire) __tsan_acquire((void *)a[0]);
  return result;
}
