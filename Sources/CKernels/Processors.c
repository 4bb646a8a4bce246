// sched_getaffinity and its sets of any size, which Swift cannot see: they are GNU extensions.
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>

#include "CKernels.h"

int logitscope_processor_count(void) {
  // A set that is smaller than the kernel's own is refused, however few processors it has.
  for (int capacity = 1024; capacity <= 1 << 20; capacity *= 4) {
    cpu_set_t *set = CPU_ALLOC(capacity);
    if (!set) return 1;
    size_t size = CPU_ALLOC_SIZE(capacity);
    int failure = sched_getaffinity(0, size, set) != 0;
    int reason = errno;
    int count = failure ? 0 : CPU_COUNT_S(size, set);
    CPU_FREE(set);
    if (!failure) return count > 0 ? count : 1;
    if (reason != EINVAL) return 1;
  }
  return 1;
}
