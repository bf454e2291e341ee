// What Swift's importer does not see of Linux's event calls: flags that are enums or macros there, and structs whose
// layout is packed. Every function returns what the call returns, or -errno.
#ifndef CEVENTS_H
#define CEVENTS_H

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

static const uint32_t CEVENTS_READABLE = EPOLLIN;
static const uint32_t CEVENTS_WRITABLE = EPOLLOUT;
static const uint32_t CEVENTS_FAILED = EPOLLERR | EPOLLHUP;
static const uint32_t CEVENTS_EXCLUSIVE = EPOLLEXCLUSIVE;

static inline int cevents_result(int result) { return result < 0 ? -errno : result; }

static inline int cevents_epoll(void) { return cevents_result(epoll_create1(EPOLL_CLOEXEC)); }

static inline int cevents_epoll_add(int epoll, int descriptor, uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return cevents_result(epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event));
}

static inline int cevents_epoll_change(int epoll, int descriptor, uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return cevents_result(epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event));
}

static inline int cevents_epoll_remove(int epoll, int descriptor) {
  struct epoll_event event = {0};
  return cevents_result(epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event));
}

// A descriptor that becomes readable when it is raised, until it is lowered.
static inline int cevents_flag(void) { return cevents_result(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

static inline int cevents_flag_raise(int descriptor) { return cevents_result(eventfd_write(descriptor, 1)); }

static inline int cevents_flag_lower(int descriptor) {
  eventfd_t value;
  return cevents_result(eventfd_read(descriptor, &value));
}

// A descriptor that counts what is raised; each take waits for one and counts it down.
static inline int cevents_semaphore(void) { return cevents_result(eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE)); }

static inline int cevents_semaphore_take(int descriptor) {
  eventfd_t value;
  int result;
  do {
    result = eventfd_read(descriptor, &value);
  } while (result < 0 && errno == EINTR);
  return cevents_result(result);
}

// Waits until one of two descriptors is readable (0 or 1), or for so many milliseconds (2); -1 is no descriptor.
static inline int cevents_await_one(int first, int second, int milliseconds) {
  struct pollfd entries[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  int result;
  do {
    result = poll(entries, 2, milliseconds);
  } while (result < 0 && errno == EINTR);
  if (result < 0) return -errno;
  return entries[0].revents ? 0 : entries[1].revents ? 1 : 2;
}

// Waits until one descriptor is readable.
static inline int cevents_await(int descriptor) {
  struct pollfd entry = {.fd = descriptor, .events = POLLIN};
  int result;
  do {
    result = poll(&entry, 1, -1);
  } while (result < 0 && errno == EINTR);
  return cevents_result(result);
}

// Blocks SIGINT, SIGTERM and SIGHUP for this thread and those it starts, and makes a descriptor that reports them.
static inline int cevents_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  int result = pthread_sigmask(SIG_BLOCK, &set, 0);
  if (result != 0) return -result;
  return cevents_result(signalfd(-1, &set, SFD_CLOEXEC));
}

// Lets SIGINT and SIGTERM do again what they always do to this thread's program: end it.
static inline void cevents_signals_release(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_UNBLOCK, &set, 0);
}

// Waits for a signal of such a descriptor; its number.
static inline int cevents_signals_take(int descriptor) {
  struct signalfd_siginfo info;
  ssize_t count;
  do {
    count = read(descriptor, &info, sizeof info);
  } while (count < 0 && errno == EINTR);
  return count == (ssize_t)sizeof info ? (int)info.ssi_signo : -errno;
}

static inline int cevents_datagram_socket(void) {
  return cevents_result(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

// Whether a descriptor is a stream socket that listens: 1 or 0.
static inline int cevents_is_listening(int descriptor) {
  int listens = 0, type = 0;
  socklen_t size = sizeof listens;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) < 0) return 0;
  if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) < 0) return 0;
  return listens && type == SOCK_STREAM;
}

static inline int cevents_stream_socket(int family) {
  return cevents_result(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

// Accepts a connection that does not block; not inline, because accept4 is seen with _GNU_SOURCE only, and with that
// the headers would differ from those that Swift's own Glibc module was made of.
int cevents_accept(int listener, struct sockaddr_storage *address, socklen_t *length);

static inline int cevents_enable(int descriptor, int level, int option) {
  int on = 1;
  return cevents_result(setsockopt(descriptor, level, option, &on, sizeof on));
}

static inline int cevents_reuse_address(int descriptor) {
  return cevents_enable(descriptor, SOL_SOCKET, SO_REUSEADDR);
}

static inline int cevents_reuse_port(int descriptor) { return cevents_enable(descriptor, SOL_SOCKET, SO_REUSEPORT); }

// Sends small answers at once; connections inherit it from their listener.
static inline int cevents_no_delay(int descriptor) { return cevents_enable(descriptor, IPPROTO_TCP, TCP_NODELAY); }

static inline int cevents_only_ipv6(int descriptor) { return cevents_enable(descriptor, IPPROTO_IPV6, IPV6_V6ONLY); }

// Receives without waiting.
static inline ssize_t cevents_receive(int descriptor, void *buffer, size_t size) {
  ssize_t count;
  do {
    count = recv(descriptor, buffer, size, MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

// Sends without waiting and without a signal when the other end is gone.
static inline ssize_t cevents_send(int descriptor, const void *buffer, size_t size) {
  ssize_t count;
  do {
    count = send(descriptor, buffer, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

static inline int cevents_shut_write(int descriptor) { return cevents_result(shutdown(descriptor, SHUT_WR)); }

#endif
