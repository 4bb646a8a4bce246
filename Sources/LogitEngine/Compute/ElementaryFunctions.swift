import Glibc

// The C library is imported here alone, so that no other file of the engine depends on it for
// arithmetic.

func exponential(_ value: Double) -> Double { exp(value) }
func logarithm(_ value: Double) -> Double { log(value) }
