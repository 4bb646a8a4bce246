/// The mean and the sample standard deviation of some values.
public struct SampleStatistics: Hashable, Sendable {
  /// How many values there are, at least one.
  public let count: Int
  /// Their mean.
  public let mean: Double
  /// √(Σ (x − mean)² / (n − 1)); nil for a single value.
  public let deviation: Double?

  /// Summarises values; nil where there is none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.count = values.count
    self.mean = mean
    deviation =
      values.count < 2
      ? nil
      : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
  }
}
