#define _GNU_SOURCE
#include "CEvents.h"

int cevents_accept(int listener, struct sockaddr_storage *address, socklen_t *length) {
  return cevents_result(accept4(listener, (struct sockaddr *)address, length, SOCK_NONBLOCK | SOCK_CLOEXEC));
}
