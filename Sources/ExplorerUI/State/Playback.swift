/// The timeline being played.
struct Playback: Sendable {
  /// The slowest speed to the fastest, as powers of two; ×1 is two evaluations a second.
  static let exponents = -1...4

  /// When the next evaluation is due; nil until the time is known.
  var due: Duration?

  /// How long an evaluation is shown.
  static func interval(exponent: Int) -> Duration {
    exponent < 0 ? .milliseconds(500 << -exponent) : .milliseconds(500) / (1 << exponent)
  }

  /// A speed as it is written, for instance `×4`.
  static func name(exponent: Int) -> String {
    exponent < 0 ? "×1/\(1 << -exponent)" : "×\(1 << exponent)"
  }
}
