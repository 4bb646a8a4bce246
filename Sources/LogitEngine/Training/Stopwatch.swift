/// Adds up stretches of time.
struct Stopwatch {
  private let clock = ContinuousClock()
  private var begin: ContinuousClock.Instant?
  private var total = Duration.zero

  /// Starts, or goes on, measuring.
  mutating func start() {
    if begin == nil { begin = clock.now }
  }

  /// Stops measuring.
  mutating func stop() {
    total = elapsed
    begin = nil
  }

  /// Seconds measured so far.
  var seconds: Double { elapsed / .seconds(1) }

  private var elapsed: Duration { total + (begin.map { clock.now - $0 } ?? .zero) }
}
