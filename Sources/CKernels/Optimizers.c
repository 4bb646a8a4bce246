#include "Dispatch.h"

typedef double d16 __attribute__((vector_size(128)));

BODY d16 squares(v16 values) {
  d16 wide = __builtin_convertvector(values, d16);
  return wide * wide;
}

BODY double logitscope_square_sum_body(const float *values, size_t count) {
  d16 sums = {};
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) sums += squares(load(values + i));
  if (i < count) sums += squares(load_some(values + i, count - i, 0));
  double sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += sums[lane];
  return sum;
}
KERNEL(double, logitscope_square_sum, (const float *values, size_t count), (values, count),
       const float *values, size_t count)

BODY float combined(logitscope_gradient_terms terms, float gradient, float parameter) {
  return terms.scale * gradient + terms.decay * parameter;
}

BODY void logitscope_descent_step_body(float *restrict parameters, const float *restrict gradient,
                                       size_t count, logitscope_gradient_terms terms, float rate) {
  for (size_t i = 0; i < count; i++)
    parameters[i] -= rate * combined(terms, gradient[i], parameters[i]);
}
KERNEL(void, logitscope_descent_step,
       (float *parameters, const float *gradient, size_t count, logitscope_gradient_terms terms,
        float rate),
       (parameters, gradient, count, terms, rate), float *parameters, const float *gradient,
       size_t count, logitscope_gradient_terms terms, float rate)

BODY void logitscope_momentum_step_body(float *restrict parameters, float *restrict velocity,
                                        const float *restrict gradient, size_t count,
                                        logitscope_gradient_terms terms, float rate,
                                        float momentum) {
  for (size_t i = 0; i < count; i++) {
    velocity[i] = momentum * velocity[i] + combined(terms, gradient[i], parameters[i]);
    parameters[i] -= rate * velocity[i];
  }
}
KERNEL(void, logitscope_momentum_step,
       (float *parameters, float *velocity, const float *gradient, size_t count,
        logitscope_gradient_terms terms, float rate, float momentum),
       (parameters, velocity, gradient, count, terms, rate, momentum), float *parameters,
       float *velocity, const float *gradient, size_t count, logitscope_gradient_terms terms,
       float rate, float momentum)

BODY void logitscope_nesterov_step_body(float *restrict parameters, float *restrict velocity,
                                        const float *restrict gradient, size_t count,
                                        logitscope_gradient_terms terms, float rate,
                                        float momentum) {
  for (size_t i = 0; i < count; i++) {
    float own = combined(terms, gradient[i], parameters[i]);
    velocity[i] = momentum * velocity[i] + own;
    parameters[i] -= rate * (own + momentum * velocity[i]);
  }
}
KERNEL(void, logitscope_nesterov_step,
       (float *parameters, float *velocity, const float *gradient, size_t count,
        logitscope_gradient_terms terms, float rate, float momentum),
       (parameters, velocity, gradient, count, terms, rate, momentum), float *parameters,
       float *velocity, const float *gradient, size_t count, logitscope_gradient_terms terms,
       float rate, float momentum)

BODY void logitscope_adam_step_body(float *restrict parameters, float *restrict mean,
                                    float *restrict square, const float *restrict gradient,
                                    size_t count,
                                    const logitscope_adam_coefficients *coefficients) {
  // A copy, which the stores below cannot be thought to change.
  const logitscope_adam_coefficients c = *coefficients;
  for (size_t i = 0; i < count; i++) {
    float own = combined(c.terms, gradient[i], parameters[i]);
    mean[i] += c.mean_weight * (own - mean[i]);
    square[i] = c.square_decay * square[i] + c.square_weight * (own * own);
    float root = __builtin_elementwise_sqrt(square[i]);
    // The quotient first: with its rate, a tiny mean would lose bits below the normal range.
    float direction = mean[i] / (root / c.root_correction + c.epsilon);
    parameters[i] = c.shrinkage * parameters[i] - c.rate * direction;
  }
}
KERNEL(void, logitscope_adam_step,
       (float *parameters, float *mean, float *square, const float *gradient, size_t count,
        const logitscope_adam_coefficients *coefficients),
       (parameters, mean, square, gradient, count, coefficients), float *parameters, float *mean,
       float *square, const float *gradient, size_t count,
       const logitscope_adam_coefficients *coefficients)
