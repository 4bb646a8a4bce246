#pragma once
#include "CKernels.h"

// A kernel's body is written once, as a function that is always inlined, and compiled for each
// level by KERNEL below. Vectors are sixteen floats wide at every level, so that sums are taken in
// the same order on every processor.

#pragma clang diagnostic ignored "-Wpsabi"

#define BODY static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define LEVEL(target_name) __attribute__((target(target_name), min_vector_width(512)))
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define KERNEL(type, name, parameters, arguments, ...)                                            \
  LEVEL("arch=x86-64-v4") static type name##_v4 parameters { return name##_body arguments; }      \
  LEVEL("arch=x86-64-v3") static type name##_v3 parameters { return name##_body arguments; }      \
  static type name##_v1 parameters { return name##_body arguments; }                              \
  CLONES __attribute__((min_vector_width(512))) type name parameters {                            \
    return name##_body arguments;                                                                 \
  }                                                                                               \
  type name##_at_level(int level, __VA_ARGS__) {                                                  \
    if (level >= 2) return name##_v4 arguments;                                                   \
    if (level == 1) return name##_v3 arguments;                                                   \
    return name##_v1 arguments;                                                                   \
  }
#else
#define KERNEL(type, name, parameters, arguments, ...)                                            \
  type name parameters { return name##_body arguments; }                                          \
  type name##_at_level(int level, __VA_ARGS__) {                                                  \
    (void)level;                                                                                  \
    return name##_body arguments;                                                                 \
  }
#endif

typedef float v16 __attribute__((vector_size(64)));
typedef float v16_unaligned __attribute__((vector_size(64), aligned(4)));
typedef int32_t i16 __attribute__((vector_size(64)));

enum { LANES = 16 };

BODY v16 load(const float *from) { return *(const v16_unaligned *)from; }
BODY void store(float *to, v16 value) { *(v16_unaligned *)to = value; }
BODY v16 splat(float value) { return value - (v16){}; }

/// The first `count` values, the other lanes filled.
BODY v16 load_some(const float *from, size_t count, float fill) {
  float lanes[LANES];
  for (size_t lane = 0; lane < LANES; lane++) lanes[lane] = lane < count ? from[lane] : fill;
  return load(lanes);
}

BODY void store_some(float *to, size_t count, v16 value) {
  float lanes[LANES];
  store(lanes, value);
  for (size_t lane = 0; lane < count; lane++) to[lane] = lanes[lane];
}

BODY v16 choose(i16 mask, v16 yes, v16 no) {
  return (v16)((mask & (i16)yes) | (~mask & (i16)no));
}

// Rows that are longer than this are written past the cache: nobody reads them soon, and a store
// past the cache need not fetch first what it overwrites.
enum { STREAMED = 16384 };

/// How many values stand before the first address that a streaming store can take.
BODY size_t unaligned_prefix(const float *to) {
  return (64 - (uintptr_t)to % 64) % 64 / sizeof(float);
}

BODY void stream(float *to, v16 value) { __builtin_nontemporal_store(value, (v16 *)to); }

/// Orders streamed stores before whatever the thread signals next.
BODY void finish_streaming(void) {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

/// The sum of the lanes, taken in double precision.
BODY double sum_lanes(v16 value) {
  double sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += (double)value[lane];
  return sum;
}
