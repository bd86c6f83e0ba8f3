/*
 * Preloaded into a program: writes down each flush in PHIEN_FLUSH_LOG (a letter, L by the first thread of the process, T by
 * another, and the process id), and makes it last PHIEN_FLUSH_MS longer while the file PHIEN_FLUSH_SLOW is there; these
 * are small letters. Build: cc -shared -fPIC -O2 -o flush.so slow-flush.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int notes = -1;

static void take_time(void) {
  const char *file = getenv("PHIEN_FLUSH_LOG"), *slow = getenv("PHIEN_FLUSH_SLOW"), *ms = getenv("PHIEN_FLUSH_MS");
  if (!file || !slow || !ms) return;
  if (notes < 0) notes = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int is_slow = access(slow, F_OK) == 0;
  char line[32];
  int length = snprintf(line, sizeof line, "%c %d\n", (syscall(SYS_gettid) == getpid() ? 'L' : 'T') + (is_slow ? 32 : 0), (int)getpid());
  if (write(notes, line, (size_t)length) != length || !is_slow) return;
  long wait = atol(ms);
  struct timespec left = { wait / 1000, (wait % 1000) * 1000000L };
  while (nanosleep(&left, &left) != 0) {}
}

#define FLUSH(name) \
  int name(int fd) { \
    typedef int (*flusher)(int); \
    static flusher real; \
    if (!real) real = (flusher)dlsym(RTLD_NEXT, #name); \
    take_time(); \
    return real(fd); \
  }
FLUSH(fsync)
FLUSH(fdatasync)
