#include <string.h>

#include "Dispatch.h"

// Plain loops: no order of sums to keep across lanes, so the compiler vectorises them itself.

BODY void logitscope_scale_body(float *values, size_t count, float scale) {
  for (size_t i = 0; i < count; i++) values[i] *= scale;
}
KERNEL(void, logitscope_scale, (float *values, size_t count, float scale), (values, count, scale),
       float *values, size_t count, float scale)

BODY void logitscope_add_scaled_body(float *restrict values, const float *restrict other,
                                     size_t count, float scale) {
  for (size_t i = 0; i < count; i++) values[i] += scale * other[i];
}
KERNEL(void, logitscope_add_scaled,
       (float *values, const float *other, size_t count, float scale),
       (values, other, count, scale), float *values, const float *other, size_t count,
       float scale)

BODY void logitscope_scaled_bytes_body(const uint8_t *bytes, size_t count, float scale,
                                       float *restrict result) {
  for (size_t i = 0; i < count; i++) result[i] = scale * (float)bytes[i];
}
KERNEL(void, logitscope_scaled_bytes,
       (const uint8_t *bytes, size_t count, float scale, float *result),
       (bytes, count, scale, result), const uint8_t *bytes, size_t count, float scale,
       float *result)

BODY void logitscope_add_bias_body(float *restrict values, size_t rows, size_t columns,
                                   const float *restrict bias) {
  for (size_t row = 0; row < rows; row++, values += columns)
    for (size_t column = 0; column < columns; column++) values[column] += bias[column];
}
KERNEL(void, logitscope_add_bias, (float *values, size_t rows, size_t columns, const float *bias),
       (values, rows, columns, bias), float *values, size_t rows, size_t columns,
       const float *bias)

BODY void logitscope_add_bias_rectify_body(float *restrict values, size_t rows, size_t columns,
                                           const float *restrict bias) {
  for (size_t row = 0; row < rows; row++, values += columns)
    for (size_t column = 0; column < columns; column++) {
      float sum = values[column] + bias[column];
      values[column] = sum < 0 ? 0 : sum;
    }
}
KERNEL(void, logitscope_add_bias_rectify,
       (float *values, size_t rows, size_t columns, const float *bias),
       (values, rows, columns, bias), float *values, size_t rows, size_t columns,
       const float *bias)

BODY void logitscope_rectify_backward_body(const float *restrict output, float *restrict gradient,
                                           size_t count) {
  for (size_t i = 0; i < count; i++) gradient[i] = output[i] == 0 ? 0 : gradient[i];
}
KERNEL(void, logitscope_rectify_backward, (const float *output, float *gradient, size_t count),
       (output, gradient, count), const float *output, float *gradient, size_t count)

BODY uint16_t nearest_bfloat16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t rounded = bits + 0x7fff + (bits >> 16 & 1);
  // Adding would carry some NaN into infinity; the bit set instead makes it a quiet one.
  return (uint16_t)(((bits & 0x7fffffff) > 0x7f800000 ? bits | 0x400000 : rounded) >> 16);
}

BODY float float_of_bfloat16(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

BODY void logitscope_round_to_bfloat16_body(const float *restrict values, size_t count,
                                            uint16_t *restrict result) {
  for (size_t i = 0; i < count; i++) result[i] = nearest_bfloat16(values[i]);
}
KERNEL(void, logitscope_round_to_bfloat16, (const float *values, size_t count, uint16_t *result),
       (values, count, result), const float *values, size_t count, uint16_t *result)

BODY void logitscope_rectify_backward_bfloat16_body(const uint16_t *restrict output,
                                                    uint16_t *restrict gradient, size_t count) {
  // All but the sign is 0 in both zeros.
  for (size_t i = 0; i < count; i++) gradient[i] = (output[i] & 0x7fff) ? gradient[i] : 0;
}
KERNEL(void, logitscope_rectify_backward_bfloat16,
       (const uint16_t *output, uint16_t *gradient, size_t count), (output, gradient, count),
       const uint16_t *output, uint16_t *gradient, size_t count)

BODY void logitscope_add_bfloat16_body(uint16_t *restrict values, const uint16_t *restrict other,
                                       size_t count) {
  for (size_t i = 0; i < count; i++)
    values[i] = nearest_bfloat16(float_of_bfloat16(values[i]) + float_of_bfloat16(other[i]));
}
KERNEL(void, logitscope_add_bfloat16,
       (uint16_t *values, const uint16_t *other, size_t count), (values, other, count),
       uint16_t *values, const uint16_t *other, size_t count)

BODY void logitscope_column_sums_body(const float *restrict values, size_t rows, size_t columns,
                                      size_t stride, float *restrict sums) {
  for (size_t column = 0; column < columns; column++) sums[column] = 0;
  for (size_t row = 0; row < rows; row++, values += stride)
    for (size_t column = 0; column < columns; column++) sums[column] += values[column];
}
KERNEL(void, logitscope_column_sums,
       (const float *values, size_t rows, size_t columns, size_t stride, float *sums),
       (values, rows, columns, stride, sums), const float *values, size_t rows, size_t columns,
       size_t stride, float *sums)
