#pragma once
#include "Dispatch.h"

/// exp(x) to within 2 ulp, 0 below −87.33 and ∞ above 88.7228; NaN stays NaN.
///
/// exp(x) = 2^n · exp(r), n the integer nearest x / log 2, exp(r) by its minimax polynomial
/// (Cephes, Moshier).
BODY v16 exponential(v16 x) {
  const v16 magic = splat(12582912.0f);  // 1.5 · 2^23: adding it rounds to an integer
  v16 n = (x * splat(1.44269504088896341f) + magic) - magic;
  v16 r = x - n * splat(0.693359375f);
  r = r - n * splat(-2.12194440e-4f);
  v16 p = splat(1.9875691500e-4f);
  p = p * r + splat(1.3981999507e-3f);
  p = p * r + splat(8.3334519073e-3f);
  p = p * r + splat(4.1665795894e-2f);
  p = p * r + splat(1.6666665459e-1f);
  p = p * r + splat(5.0000001201e-1f);
  p = p * (r * r) + r + splat(1.0f);
  // 2^n in two halves, since n reaches 128.
  i16 exponent = __builtin_convertvector(choose(n == n, n, (v16){}), i16);
  i16 half = exponent >> 1;
  v16 first = (v16)((half + 127) << 23);
  v16 second = (v16)((exponent - half + 127) << 23);
  v16 result = p * first * second;
  result = choose(x < splat(-87.33f), (v16){}, result);
  return choose(x > splat(88.7228394f), splat(__builtin_inff()), result);
}

/// log(1 + u) for 0 ≤ u ≤ 1 to within 2 ulp: 2·atanh(u / (2 + u)) by its series.
BODY v16 logarithm_of_one_plus(v16 u) {
  v16 s = u / (u + splat(2.0f));
  v16 t = s * s;
  v16 p = splat(1.0f / 13);
  p = p * t + splat(1.0f / 11);
  p = p * t + splat(1.0f / 9);
  p = p * t + splat(1.0f / 7);
  p = p * t + splat(1.0f / 5);
  p = p * t + splat(1.0f / 3);
  return splat(2.0f) * (s + s * t * p);
}

BODY v16 magnitude(v16 x) { return (v16)((i16)x & 0x7fffffff); }

/// softplus(x) = max(x, 0) + log(1 + e), with e = exp(−|x|).
BODY v16 softplus(v16 x, v16 e) {
  return choose(x < (v16){}, (v16){}, x) + logarithm_of_one_plus(e);
}

/// σ(x) with e = exp(−|x|).
BODY v16 sigmoid(v16 x, v16 e) {
  return choose(x < (v16){}, e, splat(1.0f)) / (splat(1.0f) + e);
}
