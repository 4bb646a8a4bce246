/// The times that some work took, measured over and over: their middle and their spread.
public struct TimeSpread: Hashable, Sendable {
  /// How often it was measured.
  public let count: Int
  /// The shortest time, in microseconds.
  public let minimum: Double
  /// The time that a quarter of the measurements stayed below, in microseconds.
  public let lowerQuartile: Double
  /// The time in the middle, in microseconds.
  public let median: Double
  /// The time that three quarters of the measurements stayed below, in microseconds.
  public let upperQuartile: Double

  /// Summarises times in microseconds; a quartile between two of them is on the line between.
  ///
  /// - Precondition: there is a time.
  public init(_ microseconds: [Double]) {
    precondition(!microseconds.isEmpty, "no time was measured")
    let sorted = microseconds.sorted()
    func quantile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
    count = sorted.count
    minimum = sorted[0]
    lowerQuartile = quantile(0.25)
    median = quantile(0.5)
    upperQuartile = quantile(0.75)
  }
}
