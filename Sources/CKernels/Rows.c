#include "Elementary.h"

// Sums run in float within a block and in double from block to block.
enum { BLOCK = 512 };

int logitscope_kernel_levels(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return 3;
  if (__builtin_cpu_supports("x86-64-v3")) return 2;
#endif
  return 1;
}

BODY float logitscope_maximum_body(const float *values, size_t count) {
  v16 a = splat(-__builtin_inff()), b = a, c = a, d = a;
  size_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    v16 v0 = load(values + i), v1 = load(values + i + LANES);
    v16 v2 = load(values + i + 2 * LANES), v3 = load(values + i + 3 * LANES);
    a = choose(v0 > a, v0, a);
    b = choose(v1 > b, v1, b);
    c = choose(v2 > c, v2, c);
    d = choose(v3 > d, v3, d);
  }
  a = choose(b > a, b, a);
  c = choose(d > c, d, c);
  a = choose(c > a, c, a);
  for (; i < count; i += LANES) {
    v16 v = load_some(values + i, count - i < LANES ? count - i : LANES, -__builtin_inff());
    a = choose(v > a, v, a);
  }
  float maximum = a[0];
  for (int lane = 1; lane < LANES; lane++) maximum = a[lane] > maximum ? a[lane] : maximum;
  return maximum;
}
KERNEL(float, logitscope_maximum, (const float *values, size_t count), (values, count),
       const float *values, size_t count)

BODY float logitscope_maximum_below_body(const float *values, size_t count, float bound) {
  v16 limit = splat(bound), none = splat(-__builtin_inff());
  v16 a = none, b = none;
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    v16 v0 = load(values + i), v1 = load(values + i + LANES);
    a = choose((v0 > a) & (v0 < limit), v0, a);
    b = choose((v1 > b) & (v1 < limit), v1, b);
  }
  a = choose(b > a, b, a);
  for (; i < count; i += LANES) {
    v16 v = load_some(values + i, count - i < LANES ? count - i : LANES, -__builtin_inff());
    a = choose((v > a) & (v < limit), v, a);
  }
  float maximum = a[0];
  for (int lane = 1; lane < LANES; lane++) maximum = a[lane] > maximum ? a[lane] : maximum;
  return maximum;
}
KERNEL(float, logitscope_maximum_below, (const float *values, size_t count, float bound),
       (values, count, bound), const float *values, size_t count, float bound)

/// Applies `term` to every value and returns the sum of the terms; `filler` has a term of zero.
#define SUM_OF_TERMS(filler, ...)                                                   \
  double sum = 0;                                                                   \
  for (size_t begin = 0; begin < count; begin += BLOCK) {                           \
    size_t end = count - begin < BLOCK ? count : begin + BLOCK;                     \
    v16 partial = {};                                                               \
    size_t i = begin;                                                               \
    for (; i + LANES <= end; i += LANES) {                                          \
      v16 x = load(values + i), term, out;                                          \
      __VA_ARGS__                                                                   \
      partial += term;                                                              \
      if (result) store(result + i, out);                                           \
    }                                                                               \
    if (i < end) {                                                                  \
      v16 x = load_some(values + i, end - i, filler), term, out;                    \
      __VA_ARGS__                                                                   \
      partial += term;                                                              \
      if (result) store_some(result + i, end - i, out);                             \
    }                                                                               \
    sum += sum_lanes(partial);                                                      \
  }                                                                                 \
  return sum;

BODY double logitscope_exponentials_body(const float *values, size_t count, float shift,
                                         float *result) {
  SUM_OF_TERMS(-__builtin_inff(), { term = out = exponential(x - splat(shift)); })
}
KERNEL(double, logitscope_exponentials,
       (const float *values, size_t count, float shift, float *result),
       (values, count, shift, result), const float *values, size_t count, float shift,
       float *result)

BODY double logitscope_exponential_sum_body(const float *values, size_t count, float shift) {
  return logitscope_exponentials_body(values, count, shift, 0);
}
KERNEL(double, logitscope_exponential_sum, (const float *values, size_t count, float shift),
       (values, count, shift), const float *values, size_t count, float shift)

BODY double logitscope_softplus_sum_and_sigmoids_body(const float *values, size_t count,
                                                      float scale, float *result) {
  SUM_OF_TERMS(-__builtin_inff(), {
    v16 e = exponential(-magnitude(x));
    term = softplus(x, e);
    out = splat(scale) * sigmoid(x, e);
  })
}
KERNEL(double, logitscope_softplus_sum_and_sigmoids,
       (const float *values, size_t count, float scale, float *result),
       (values, count, scale, result), const float *values, size_t count, float scale,
       float *result)

BODY double logitscope_softplus_sum_body(const float *values, size_t count) {
  return logitscope_softplus_sum_and_sigmoids_body(values, count, 0, 0);
}
KERNEL(double, logitscope_softplus_sum, (const float *values, size_t count), (values, count),
       const float *values, size_t count)

BODY double logitscope_focal_sum_and_gradients_body(const float *values, size_t count, float focus,
                                                    float scale, float *result) {
  // The filler is finite, since a focus of 0 times an infinity is no number.
  SUM_OF_TERMS(-1e30f, {
    v16 e = exponential(-magnitude(x));
    v16 cost = softplus(x, e);
    v16 weight = exponential(splat(-focus) * softplus(-x, e));
    term = weight * cost;
    out = splat(scale) * weight * (splat(focus) * sigmoid(-x, e) * cost + sigmoid(x, e));
  })
}
KERNEL(double, logitscope_focal_sum_and_gradients,
       (const float *values, size_t count, float focus, float scale, float *result),
       (values, count, focus, scale, result), const float *values, size_t count, float focus,
       float scale, float *result)

BODY double logitscope_pairwise_softplus_body(const float *values, size_t count, float shift,
                                              float *sums, double *total) {
  double sum = 0, slopes = 0;
  for (size_t begin = 0; begin < count; begin += BLOCK) {
    size_t end = count - begin < BLOCK ? count : begin + BLOCK;
    v16 partial = {}, partial_slopes = {};
    for (size_t i = begin; i < end; i += LANES) {
      size_t some = end - i < LANES ? end - i : LANES;
      v16 x = (some == LANES ? load(values + i) : load_some(values + i, some, -__builtin_inff()));
      x -= splat(shift);
      v16 e = exponential(-magnitude(x));
      v16 slope = sigmoid(x, e);
      partial += softplus(x, e);
      partial_slopes += slope;
      if (some == LANES)
        store(sums + i, load(sums + i) + slope);
      else
        store_some(sums + i, some, load_some(sums + i, some, 0) + slope);
    }
    sum += sum_lanes(partial);
    slopes += sum_lanes(partial_slopes);
  }
  *total += slopes;
  return sum;
}
KERNEL(double, logitscope_pairwise_softplus,
       (const float *values, size_t count, float shift, float *sums, double *total),
       (values, count, shift, sums, total), const float *values, size_t count, float shift,
       float *sums, double *total)

BODY void logitscope_scaled_exponentials_body(const float *values, size_t count, float shift,
                                              float scale, float *result) {
  size_t i = 0;
  if (count > STREAMED) {
    i = unaligned_prefix(result);
    v16 x = load_some(values, i, shift);
    store_some(result, i, splat(scale) * exponential(x - splat(shift)));
    for (; i + LANES <= count; i += LANES)
      stream(result + i, splat(scale) * exponential(load(values + i) - splat(shift)));
    finish_streaming();
  }
  for (; i + LANES <= count; i += LANES)
    store(result + i, splat(scale) * exponential(load(values + i) - splat(shift)));
  if (i < count) {
    v16 x = load_some(values + i, count - i, shift);
    store_some(result + i, count - i, splat(scale) * exponential(x - splat(shift)));
  }
}
KERNEL(void, logitscope_scaled_exponentials,
       (const float *values, size_t count, float shift, float scale, float *result),
       (values, count, shift, scale, result), const float *values, size_t count, float shift,
       float scale, float *result)

BODY float logitscope_dot_body(const float *a, const float *b, size_t count) {
  v16 first = {}, second = {};
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    first += load(a + i) * load(b + i);
    second += load(a + i + LANES) * load(b + i + LANES);
  }
  for (; i < count; i += LANES) {
    size_t some = count - i < LANES ? count - i : LANES;
    first += load_some(a + i, some, 0) * load_some(b + i, some, 0);
  }
  return (float)sum_lanes(first + second);
}
KERNEL(float, logitscope_dot, (const float *a, const float *b, size_t count), (a, b, count),
       const float *a, const float *b, size_t count)

BODY void logitscope_clear_body(float *values, size_t count) {
  size_t i = 0;
  if (count > STREAMED) {
    size_t prefix = unaligned_prefix(values);
    for (; i < prefix; i++) values[i] = 0;
    for (; i + LANES <= count; i += LANES) stream(values + i, (v16){});
    finish_streaming();
  }
  for (; i < count; i++) values[i] = 0;
}
KERNEL(void, logitscope_clear, (float *values, size_t count), (values, count), float *values,
       size_t count)
