#include "Dispatch.h"

// How stored inputs become floats with a scale and an offset of each feature.

BODY void logitscope_normalized_bytes_body(const uint8_t *bytes, size_t count, const float *scales,
                                           const float *offsets, float *restrict result) {
  for (size_t i = 0; i < count; i++) result[i] = scales[i] * (float)bytes[i] + offsets[i];
}
KERNEL(void, logitscope_normalized_bytes,
       (const uint8_t *bytes, size_t count, const float *scales, const float *offsets,
        float *result),
       (bytes, count, scales, offsets, result), const uint8_t *bytes, size_t count,
       const float *scales, const float *offsets, float *result)

// The result may be the values themselves.
BODY void logitscope_normalized_floats_body(const float *values, size_t count, const float *scales,
                                            const float *offsets, float *result) {
  for (size_t i = 0; i < count; i++) result[i] = scales[i] * values[i] + offsets[i];
}
KERNEL(void, logitscope_normalized_floats,
       (const float *values, size_t count, const float *scales, const float *offsets,
        float *result),
       (values, count, scales, offsets, result), const float *values, size_t count,
       const float *scales, const float *offsets, float *result)
