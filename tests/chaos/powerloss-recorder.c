/*
 * Preloaded into a program: writes down, in their order, what it writes, cuts and flushes below PHIEN_RECORD_DIR, into
 * PHIEN_RECORD_TRACE. Records: kind, file number, offset, length, bytes. Kinds: P a path gets a number, W write, T truncate,
 * S flush, U unlink. Build: cc -shared -fPIC -O2 -o recorder.so powerloss-recorder.c -ldl -lpthread
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MAX_FD 65536
#define MAX_FILES 4096
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1, files = 0;
static uint32_t number_of[MAX_FD];
static char *paths[MAX_FILES];
static const char *dir;

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)

static void put(char kind, uint32_t number, uint64_t offset, const void *bytes, uint32_t length) {
  typedef ssize_t (*writer)(int, const void *, size_t);
  REAL("write", writer);
  unsigned char head[17];
  head[0] = (unsigned char)kind;
  memcpy(head + 1, &number, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 4);
  real(trace, head, sizeof head);
  if (length > 0) real(trace, bytes, length);
}

static int ours(const char *path) {
  if (!dir) dir = getenv("PHIEN_RECORD_DIR");
  return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static uint32_t numbered(const char *path) {
  for (int i = 0; i < files; i++) if (strcmp(paths[i], path) == 0) return (uint32_t)i + 1;
  if (files == MAX_FILES) return 0;
  if (trace < 0) {
    typedef int (*opener)(const char *, int, ...);
    REAL("open", opener);
    trace = real(getenv("PHIEN_RECORD_TRACE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  }
  paths[files++] = strdup(path);
  put('P', (uint32_t)files, 0, path, (uint32_t)strlen(path));
  return (uint32_t)files;
}

static void opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MAX_FD) return;
  pthread_mutex_lock(&lock);
  number_of[fd] = ours(path) ? numbered(path) : 0;
  if (number_of[fd] && (flags & O_TRUNC)) put('T', number_of[fd], 0, 0, 0);
  pthread_mutex_unlock(&lock);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    typedef int (*opener)(const char *, int, ...); \
    REAL(#name, opener); \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    int fd = real(path, flags, mode); \
    opened(fd, path, flags); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  typedef int (*closer)(int);
  REAL("close", closer);
  if (fd >= 0 && fd < MAX_FD) number_of[fd] = 0;
  return real(fd);
}

/* The lock is held over the call, so that the order of the records is the order of what happened. */
#define RECORDED(fd, call, record) \
  if (fd < 0 || fd >= MAX_FD || !number_of[fd]) return call; \
  pthread_mutex_lock(&lock); \
  ssize_t done = call; \
  if (done >= 0) record; \
  pthread_mutex_unlock(&lock); \
  return done

#define PWRITE(name, type) \
  ssize_t name(int fd, const void *bytes, size_t count, type offset) { \
    typedef ssize_t (*writer)(int, const void *, size_t, type); \
    REAL(#name, writer); \
    RECORDED(fd, real(fd, bytes, count, offset), put('W', number_of[fd], (uint64_t)offset, bytes, (uint32_t)done)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t count) {
  typedef ssize_t (*writer)(int, const void *, size_t);
  REAL("write", writer);
  RECORDED(fd, real(fd, bytes, count), put('W', number_of[fd], (uint64_t)lseek(fd, 0, SEEK_CUR) - (uint64_t)done, bytes, (uint32_t)done));
}

#define FLUSH(name) \
  int name(int fd) { \
    typedef int (*flusher)(int); \
    REAL(#name, flusher); \
    RECORDED(fd, real(fd), put('S', number_of[fd], 0, 0, 0)); \
  }
FLUSH(fsync)
FLUSH(fdatasync)

#define CUT(name, type) \
  int name(int fd, type length) { \
    typedef int (*cutter)(int, type); \
    REAL(#name, cutter); \
    RECORDED(fd, real(fd, length), put('T', number_of[fd], (uint64_t)length, 0, 0)); \
  }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int unlink(const char *path) {
  typedef int (*unlinker)(const char *);
  REAL("unlink", unlinker);
  if (!ours(path)) return real(path);
  pthread_mutex_lock(&lock);
  int done = real(path);
  if (done == 0) put('U', numbered(path), 0, 0, 0);
  pthread_mutex_unlock(&lock);
  return done;
}
