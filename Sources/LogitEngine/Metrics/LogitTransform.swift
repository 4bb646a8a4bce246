/// What each row of logits is made relative to.
public enum LogitTransform: Int, CaseIterable, Hashable, Sendable {
  /// Nothing: the logits as the network gives them.
  case bare
  /// The mean of the row: z_ij − (1/k) Σ_j z_ij.
  case minusRowMean
  /// The normalizer of the row: z_ij − lse_i, the logarithm of the softmax probability.
  case logSoftmax
}

/// A random constant for each example, to be added to all of its logits.
///
/// Losses that only order logits within one example do not notice; Single Logit Classification
/// does.
public struct RowOffsets: Hashable, Sendable {
  /// The standard deviation of the constants, which have the mean 0.
  public var spread: Double
  /// Seeds the constants; an example keeps its draw whatever the spread.
  public var seed: UInt64

  /// Creates offsets.
  public init(spread: Double, seed: UInt64 = 0) {
    self.spread = spread
    self.seed = seed
  }

  /// The constant of an example.
  public func offset(ofRow row: Int) -> Double {
    var stream = RandomStream(seed: seed, 0x0FF5_E7, UInt64(row))
    return spread * stream.normal()
  }
}

extension LogitSnapshot {
  /// The same examples with logits relative to something, and with a constant added to each row.
  ///
  /// The constants are added after the transform. A single logit a row has nothing to be relative to
  /// and stays as it is. Logits in float64 stay in float64.
  ///
  /// - Complexity: O(n·k).
  public func transformed(_ transform: LogitTransform, offsets: RowOffsets? = nil) -> LogitSnapshot
  {
    let transform = classCount > 1 ? transform : .bare
    guard transform != .bare || offsets != nil, classCount > 0 else { return self }
    guard let exact else {
      return LogitSnapshot(
        logits: singles.shifted(transform, offsets), truth: truth, classCount: classCount)
    }
    let doubles = exact.shifted(transform, offsets)
    return LogitSnapshot(
      logits: doubles.map { Float($0) }, doubles: doubles, truth: truth, classCount: classCount)
  }
}

extension LogitMatrix {
  /// The logits with something taken off each row, and a constant added.
  fileprivate func shifted(_ transform: LogitTransform, _ offsets: RowOffsets?) -> [Score] {
    [Score](unsafeUninitializedCapacity: logits.count) { target, count in
      logits.withUnsafeBufferPointer { source in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        for row in 0..<exampleCount {
          let from = source + row * classCount
          let to = target + row * classCount
          let offset = offsets?.offset(ofRow: row) ?? 0
          switch transform {
          case .bare:
            for column in 0..<classCount { to[column] = Score(from[column].asDouble + offset) }
          case .minusRowMean:
            var sum = 0.0
            for column in 0..<classCount { sum += from[column].asDouble }
            let shift = offset - sum / Double(classCount)
            for column in 0..<classCount { to[column] = Score(from[column].asDouble + shift) }
          case .logSoftmax:
            let (maximum, logSum) = Score.normalizer(of: from, count: classCount)
            for column in 0..<classCount {
              to[column] = Score.logProbability(
                from[column], maximum: maximum, logSum: logSum, offset: offset)
            }
          }
        }
      }
      count = logits.count
    }
  }
}
