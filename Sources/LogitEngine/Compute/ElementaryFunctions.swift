import Glibc

// The C library's arithmetic is reached here alone.

/// e raised to a value.
func exponential(_ value: Double) -> Double { exp(value) }

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

/// log(1 + exp(value)), stable for every finite value.
func softplus(_ value: Double) -> Double { max(value, 0) + log1p(exp(-abs(value))) }

/// The logistic function 1 / (1 + exp(−value)), stable for every finite value.
func sigmoid(_ value: Double) -> Double {
  let decay = exp(-abs(value))
  return (value < 0 ? decay : 1) / (1 + decay)
}

/// The cosine of an angle in radians.
func cosine(_ angle: Double) -> Double { cos(angle) }

/// A number raised to a power.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
