// Tells the thread sanitizer in what order Swift's Mutex is taken.
//
// A contended Mutex is got in code of the Swift runtime that is not instrumented: by spinning for it, or handed over by the
// kernel (FUTEX_LOCK_PI, FUTEX_UNLOCK_PI). The sanitizer then sees no order between the two owners and reports what the
// lock protects. Loaded with LD_PRELOAD, this states that order and nothing else, so that no report has to be suppressed.
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

#if defined(__x86_64__)
// Synchronization._MutexHandle._lockSlow(_:): spins, then asks the kernel. The runtime's own is called, and whatever way it
// got the lock, the order is stated behind it. Swift hands over the Mutex in r13, which C has no name for.
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"

__attribute__((visibility("hidden"))) void *futex_order_runtime;

__attribute__((visibility("hidden"), used)) void futex_order_taken(void *mutex) {
  if (__tsan_acquire) __tsan_acquire(mutex);
}

__attribute__((constructor)) static void find_runtime(void) { futex_order_runtime = dlsym(RTLD_NEXT, LOCK_SLOW); }

__attribute__((naked)) void futex_order_lock_slow(void) __asm__(LOCK_SLOW);
void futex_order_lock_slow(void) {
  // The push keeps the Mutex, and aligns the stack for the calls.
  __asm__("pushq %r13\n"
          "callq *futex_order_runtime(%rip)\n"
          "movq (%rsp), %rdi\n"
          "callq futex_order_taken\n"
          "popq %r13\n"
          "retq");
}
#endif
