#include "Dispatch.h"

// Plain loops: no order of sums to keep across lanes, so the compiler vectorises them itself.

BODY void logitscope_scale_body(float *values, size_t count, float scale) {
  for (size_t i = 0; i < count; i++) values[i] *= scale;
}
KERNEL(void, logitscope_scale, (float *values, size_t count, float scale), (values, count, scale),
       float *values, size_t count, float scale)

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

BODY void logitscope_column_sums_body(const float *restrict values, size_t rows, size_t columns,
                                      float *restrict sums) {
  for (size_t column = 0; column < columns; column++) sums[column] = 0;
  for (size_t row = 0; row < rows; row++, values += columns)
    for (size_t column = 0; column < columns; column++) sums[column] += values[column];
}
KERNEL(void, logitscope_column_sums,
       (const float *values, size_t rows, size_t columns, float *sums),
       (values, rows, columns, sums), const float *values, size_t rows, size_t columns,
       float *sums)

BODY void logitscope_momentum_step_body(float *restrict parameters, float *restrict velocity,
                                        const float *const *gradients, size_t gradient_count,
                                        size_t begin, size_t end, float rate, float momentum) {
  if (gradient_count == 2) {
    const float *restrict first = gradients[0];
    const float *restrict second = gradients[1];
    for (size_t i = begin; i < end; i++) {
      velocity[i] = momentum * velocity[i] + (first[i] + second[i]);
      parameters[i] -= rate * velocity[i];
    }
    return;
  }
  const float *restrict first = gradients[0];
  for (size_t i = begin; i < end; i++) {
    float gradient = first[i];
    for (size_t shard = 1; shard < gradient_count; shard++) gradient += gradients[shard][i];
    velocity[i] = momentum * velocity[i] + gradient;
    parameters[i] -= rate * velocity[i];
  }
}
KERNEL(void, logitscope_momentum_step,
       (float *parameters, float *velocity, const float *const *gradients, size_t gradient_count,
        size_t begin, size_t end, float rate, float momentum),
       (parameters, velocity, gradients, gradient_count, begin, end, rate, momentum),
       float *parameters, float *velocity, const float *const *gradients, size_t gradient_count,
       size_t begin, size_t end, float rate, float momentum)
