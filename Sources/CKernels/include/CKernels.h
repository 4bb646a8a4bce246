#pragma once
#include <stddef.h>
#include <stdint.h>

// The vector kernels that need run-time CPU dispatch. Each exists three times over, for x86-64-v4
// (AVX-512), x86-64-v3 (AVX2 and FMA) and the baseline; the loader picks the best the processor
// has. `…_at_level` runs one of them by number, 0 the baseline, so that tests can hold each to its
// plain twin. Rows may start at any address; `count` may be anything from 0.

#define LOGITSCOPE_KERNEL(type, name, ...) \
  type name(__VA_ARGS__);                  \
  type name##_at_level(int level, __VA_ARGS__)

/// How many levels this processor can run, from 1 (the baseline alone) to 3.
int logitscope_kernel_levels(void);

/// The largest of `count` values, −∞ for none; NaN is passed over.
LOGITSCOPE_KERNEL(float, logitscope_maximum, const float *values, size_t count);

/// The largest of those of `count` values that lie below a bound, −∞ for none; NaN is passed over.
LOGITSCOPE_KERNEL(float, logitscope_maximum_below, const float *values, size_t count, float bound);

/// Σ exp(values[i] − shift).
LOGITSCOPE_KERNEL(double, logitscope_exponential_sum, const float *values, size_t count,
                  float shift);

/// Writes exp(values[i] − shift) and returns the sum of what it wrote.
LOGITSCOPE_KERNEL(double, logitscope_exponentials, const float *values, size_t count, float shift,
                  float *result);

/// Writes scale · exp(values[i] − shift).
LOGITSCOPE_KERNEL(void, logitscope_scaled_exponentials, const float *values, size_t count,
                  float shift, float scale, float *result);

/// Σ softplus(values[i]), softplus(u) = log(1 + exp u).
LOGITSCOPE_KERNEL(double, logitscope_softplus_sum, const float *values, size_t count);

/// Writes scale · σ(values[i]), σ the logistic function, and returns Σ softplus(values[i]).
LOGITSCOPE_KERNEL(double, logitscope_softplus_sum_and_sigmoids, const float *values, size_t count,
                  float scale, float *result);

/// Σ σ(values[i])^focus · softplus(values[i]), and unless `result` is null writes `scale` times the
/// derivative of each term, σ^focus · (focus · (1 − σ) · softplus + σ); focus ≥ 0.
LOGITSCOPE_KERNEL(double, logitscope_focal_sum_and_gradients, const float *values, size_t count,
                  float focus, float scale, float *result);

/// Σ softplus(values[i] − shift); adds σ(values[i] − shift) to sums[i], and all of them to `total`.
LOGITSCOPE_KERNEL(double, logitscope_pairwise_softplus, const float *values, size_t count,
                  float shift, float *sums, double *total);

/// values[i] ← 0.
LOGITSCOPE_KERNEL(void, logitscope_clear, float *values, size_t count);

/// Σ a[i] · b[i].
LOGITSCOPE_KERNEL(float, logitscope_dot, const float *a, const float *b, size_t count);

/// Σ values[i], in vectors of single precision: as fast as memory is read.
LOGITSCOPE_KERNEL(double, logitscope_sum, const float *values, size_t count);

/// result[r] ← bias[r] + Σ_c matrix[r][c] · vector[c], for `rows` rows of `columns`.
///
/// A row's sum does not depend on the rows beside it, bit for bit.
LOGITSCOPE_KERNEL(void, logitscope_matrix_vector, const float *matrix, size_t rows, size_t columns,
                  const float *vector, const float *bias, float *result);

/// result[i] ← a[i] + b[i]; written past the cache where nobody reads the result soon.
LOGITSCOPE_KERNEL(void, logitscope_add, const float *a, const float *b, size_t count,
                  int past_cache, float *result);

/// values[i] ← values[i] + scale · other[i].
LOGITSCOPE_KERNEL(void, logitscope_add_scaled, float *values, const float *other, size_t count,
                  float scale);

/// values[i] ← scale · values[i].
LOGITSCOPE_KERNEL(void, logitscope_scale, float *values, size_t count, float scale);

/// result[i] ← scale · bytes[i].
LOGITSCOPE_KERNEL(void, logitscope_scaled_bytes, const uint8_t *bytes, size_t count, float scale,
                  float *result);

/// result[i] ← scales[i] · bytes[i] + offsets[i].
LOGITSCOPE_KERNEL(void, logitscope_normalized_bytes, const uint8_t *bytes, size_t count,
                  const float *scales, const float *offsets, float *result);

/// result[i] ← scales[i] · values[i] + offsets[i]; the result may be the values themselves.
LOGITSCOPE_KERNEL(void, logitscope_normalized_floats, const float *values, size_t count,
                  const float *scales, const float *offsets, float *result);

/// values[r][c] ← values[r][c] + bias[c], for `rows` rows of `columns`.
LOGITSCOPE_KERNEL(void, logitscope_add_bias, float *values, size_t rows, size_t columns,
                  const float *bias);

/// values[r][c] ← max(0, values[r][c] + bias[c]); NaN stays NaN.
LOGITSCOPE_KERNEL(void, logitscope_add_bias_rectify, float *values, size_t rows, size_t columns,
                  const float *bias);

/// gradient[i] ← 0 wherever output[i] is 0: the backward pass of the rectifier.
LOGITSCOPE_KERNEL(void, logitscope_rectify_backward, const float *output, float *gradient,
                  size_t count);

/// result[i] ← the bfloat16 nearest to values[i], a tie to even; NaN stays NaN.
///
/// A bfloat16 is the upper half of a float.
LOGITSCOPE_KERNEL(void, logitscope_round_to_bfloat16, const float *values, size_t count,
                  uint16_t *result);

/// The backward pass of the rectifier in bfloat16.
LOGITSCOPE_KERNEL(void, logitscope_rectify_backward_bfloat16, const uint16_t *output,
                  uint16_t *gradient, size_t count);

/// values[i] ← the bfloat16 nearest to values[i] + other[i].
LOGITSCOPE_KERNEL(void, logitscope_add_bfloat16, uint16_t *values, const uint16_t *other,
                  size_t count);

/// sums[c] ← Σ_r values[r][c], for `rows` rows of `columns`, a row beginning every `stride` values.
LOGITSCOPE_KERNEL(void, logitscope_column_sums, const float *values, size_t rows, size_t columns,
                  size_t stride, float *sums);

/// Σ values[i]², each square and the sum in double precision.
LOGITSCOPE_KERNEL(double, logitscope_square_sum, const float *values, size_t count);

/// What an optimizer makes of the gradient before it uses it.
///
/// g ← scale · gradient + decay · parameter.
typedef struct {
  /// 1, or less where a gradient is clipped.
  float scale;
  /// The weight of an L2 penalty.
  float decay;
} logitscope_gradient_terms;

/// A step of stochastic gradient descent: parameters ← parameters − rate · g.
LOGITSCOPE_KERNEL(void, logitscope_descent_step, float *parameters, const float *gradient,
                  size_t count, logitscope_gradient_terms terms, float rate);

/// A step of stochastic gradient descent with momentum.
///
/// velocity ← momentum · velocity + g; parameters ← parameters − rate · velocity.
LOGITSCOPE_KERNEL(void, logitscope_momentum_step, float *parameters, float *velocity,
                  const float *gradient, size_t count, logitscope_gradient_terms terms, float rate,
                  float momentum);

/// A step of stochastic gradient descent with Nesterov's momentum.
///
/// velocity ← momentum · velocity + g; parameters ← parameters − rate · (g + momentum · velocity).
LOGITSCOPE_KERNEL(void, logitscope_nesterov_step, float *parameters, float *velocity,
                  const float *gradient, size_t count, logitscope_gradient_terms terms, float rate,
                  float momentum);

/// The numbers of one step of Adam, the corrections for its bias worked in.
typedef struct {
  /// What becomes of the gradient.
  logitscope_gradient_terms terms;
  /// What the parameters are multiplied by first: below 1 for decoupled weight decay.
  float shrinkage;
  /// 1 − β₁.
  float mean_weight;
  /// β₂.
  float square_decay;
  /// 1 − β₂.
  float square_weight;
  /// rate / (1 − β₁ᵗ).
  float rate;
  /// √(1 − β₂ᵗ).
  float root_correction;
  /// ε.
  float epsilon;
} logitscope_adam_coefficients;

/// A step of Adam (Kingma and Ba), or of AdamW where the parameters shrink.
///
/// mean ← mean + mean_weight · (g − mean); square ← square_decay · square + square_weight · g²;
/// parameters ← shrinkage · parameters − rate · mean / (√square / root_correction + epsilon).
LOGITSCOPE_KERNEL(void, logitscope_adam_step, float *parameters, float *mean, float *square,
                  const float *gradient, size_t count,
                  const logitscope_adam_coefficients *coefficients);

/// How many processors the calling process may run on, at least 1.
int logitscope_processor_count(void);

/// Tells the processor that the caller is spinning.
static inline void logitscope_spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}
