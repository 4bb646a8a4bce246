/// A seeded stream of random numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
///
/// Streams are named by integers, so that every use of chance in a run (initial parameters, the
/// order of an epoch, the noise of a row) draws from a stream of its own, the same whatever the
/// number of threads.
struct RandomStream: RandomNumberGenerator {
  private(set) var state: UInt64

  /// Creates the stream of a seed and any further names.
  init(seed: UInt64, _ names: UInt64...) {
    state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    for name in names {
      state = Self.mixed(state ^ Self.mixed(name &+ 0xD1B5_4A32_D192_ED03))
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number in 0 ..< 1 with 53 random bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0 ..< bound, by multiplication (Lemire); the bias is below 2⁻³².
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A draw from the standard normal distribution (Box and Muller).
  mutating func normal() -> Double {
    let radius = (-2 * logarithm(1 - uniform())).squareRoot()
    return radius * cosine(2 * .pi * uniform())
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
