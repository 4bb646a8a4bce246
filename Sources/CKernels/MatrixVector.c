#include "Dispatch.h"

// One row's product is summed in the same order whatever rows stand beside it, so that one logit
// computed alone is the same, bit for bit, as among all others.

typedef float v4 __attribute__((vector_size(16)));

/// Sixteen sums in four.
BODY v4 fold(v16 sums) {
  v4 low = __builtin_shufflevector(sums, sums, 0, 1, 2, 3) +
           __builtin_shufflevector(sums, sums, 8, 9, 10, 11);
  v4 high = __builtin_shufflevector(sums, sums, 4, 5, 6, 7) +
            __builtin_shufflevector(sums, sums, 12, 13, 14, 15);
  return low + high;
}

BODY float total(v4 sums) { return (sums[0] + sums[2]) + (sums[1] + sums[3]); }

/// The totals of four rows at once.
BODY v4 totals(v4 a, v4 b, v4 c, v4 d) {
  v4 ab = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
  v4 cd = __builtin_shufflevector(c, d, 0, 1, 4, 5) + __builtin_shufflevector(c, d, 2, 3, 6, 7);
  return __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
}

/// How many rows are worked at once: enough sums under way to hide that each waits for the last.
enum { ROWS = 4 };

BODY void logitscope_matrix_vector_body(const float *matrix, size_t rows, size_t columns,
                                        const float *vector, const float *bias, float *result) {
  size_t whole = columns - columns % LANES, rest = columns % LANES;
  v16 last = rest ? load_some(vector + whole, rest, 0) : (v16){};
  size_t row = 0;
  for (; row + ROWS <= rows; row += ROWS, matrix += ROWS * columns) {
    v16 sums[ROWS] = {};
    for (size_t i = 0; i < whole; i += LANES) {
      v16 x = load(vector + i);
      for (size_t r = 0; r < ROWS; r++) sums[r] += load(matrix + r * columns + i) * x;
    }
    if (rest)
      for (size_t r = 0; r < ROWS; r++)
        sums[r] += load_some(matrix + r * columns + whole, rest, 0) * last;
    v4 four = totals(fold(sums[0]), fold(sums[1]), fold(sums[2]), fold(sums[3]));
    for (size_t r = 0; r < ROWS; r++) result[row + r] = four[r] + bias[row + r];
  }
  for (; row < rows; row++, matrix += columns) {
    v16 sums = {};
    for (size_t i = 0; i < whole; i += LANES) sums += load(matrix + i) * load(vector + i);
    if (rest) sums += load_some(matrix + whole, rest, 0) * last;
    result[row] = total(fold(sums)) + bias[row];
  }
}
KERNEL(void, logitscope_matrix_vector,
       (const float *matrix, size_t rows, size_t columns, const float *vector, const float *bias,
        float *result),
       (matrix, rows, columns, vector, bias, result), const float *matrix, size_t rows,
       size_t columns, const float *vector, const float *bias, float *result)

BODY double logitscope_sum_body(const float *values, size_t count) {
  v16 sums[8] = {};
  size_t i = 0;
  for (; i + 8 * LANES <= count; i += 8 * LANES)
    for (size_t s = 0; s < 8; s++) sums[s] += load(values + i + s * LANES);
  for (; i < count; i += LANES)
    sums[0] += load_some(values + i, count - i < LANES ? count - i : LANES, 0);
  double sum = 0;
  for (size_t s = 0; s < 8; s++) sum += sum_lanes(sums[s]);
  return sum;
}
KERNEL(double, logitscope_sum, (const float *values, size_t count), (values, count),
       const float *values, size_t count)

BODY void logitscope_add_body(const float *a, const float *b, size_t count, int past_cache,
                              float *result) {
  size_t i = 0;
  if (past_cache) {
    size_t prefix = unaligned_prefix(result);
    for (; i < count && i < prefix; i++) result[i] = a[i] + b[i];
    for (; i + LANES <= count; i += LANES) stream(result + i, load(a + i) + load(b + i));
    finish_streaming();
  }
  for (; i < count; i++) result[i] = a[i] + b[i];
}
KERNEL(void, logitscope_add,
       (const float *a, const float *b, size_t count, int past_cache, float *result),
       (a, b, count, past_cache, result), const float *a, const float *b, size_t count,
       int past_cache, float *result)
