/// Lets through at most so many events a second.
struct Throttle {
  private let interval: Double
  private var next = 0.0

  init(perSecond: Double) {
    interval = 1 / perSecond
  }

  /// Whether an event at this time, in seconds since the start, may pass.
  mutating func allows(_ seconds: Double) -> Bool {
    guard seconds >= next else { return false }
    next = seconds + interval
    return true
  }
}

/// The mean of the losses of steps that were not printed one by one.
struct LossMean {
  private var sum = 0.0
  private var count = 0

  mutating func add(_ losses: [Float]) {
    for loss in losses { sum += Double(loss) }
    count += losses.count
  }

  /// The mean since the last time; nil if there was no step.
  mutating func take() -> Double? {
    defer { (sum, count) = (0, 0) }
    return count == 0 ? nil : sum / Double(count)
  }
}
