import LogitEngine

/// From the smallest to the largest finite logit of every class at one evaluation.
public struct LogitRanges: Sendable, Equatable {
  private var lows: [Float]
  private var highs: [Float]

  /// Looks through all logits of a snapshot.
  ///
  /// - Complexity: O(n·k).
  public init(_ snapshot: LogitSnapshot) {
    let classCount = snapshot.classCount
    lows = [Float](repeating: .infinity, count: classCount)
    highs = [Float](repeating: -.infinity, count: classCount)
    lows.withUnsafeMutableBufferPointer { lows in
      highs.withUnsafeMutableBufferPointer { highs in
        snapshot.logits.withUnsafeBufferPointer { logits in
          for row in 0..<snapshot.exampleCount {
            for index in 0..<classCount {
              let logit = logits[row &* classCount &+ index]
              guard logit.isFinite else { continue }
              lows[index] = min(lows[index], logit)
              highs[index] = max(highs[index], logit)
            }
          }
        }
      }
    }
  }

  /// The range of a class, or of all without one; nil when there is no finite logit.
  func range(ofClass index: Int?) -> ClosedRange<Double>? {
    guard let index else {
      guard let low = lows.min(), let high = highs.max(), low <= high else { return nil }
      return Double(low)...Double(high)
    }
    guard lows.indices.contains(index), lows[index] <= highs[index] else { return nil }
    return Double(lows[index])...Double(highs[index])
  }
}
