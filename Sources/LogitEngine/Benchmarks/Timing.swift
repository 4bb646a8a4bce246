/// The times that repeats of the same work took, at least one.
public struct Timing: Sendable {
  /// One time a repeat, in the order they were taken.
  public let milliseconds: [Double]

  /// The middle one, or the mean of the two in the middle.
  public var median: Double {
    let sorted = milliseconds.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The shortest.
  public var minimum: Double { milliseconds.reduce(.infinity, min) }

  /// Times some work over and over, after doing it without a clock.
  ///
  /// - Parameters:
  ///   - units: how many times over each repeat does the work; the times are of one.
  ///   - pause: what is done before each repeat, off the clock.
  init(
    repeats: Int, warmUps: Int, units: Int = 1, pause: () -> Void = {}, _ work: () -> Void
  ) {
    for _ in 0..<warmUps { work() }
    milliseconds = (0..<max(repeats, 1)).map { _ in
      pause()
      return 1000 * seconds(of: work) / Double(units)
    }
  }
}

/// How long some work takes.
func seconds(of work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }
