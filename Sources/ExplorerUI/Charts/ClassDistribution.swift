import LogitEngine

/// The logits of one class as two rows of bars on one axis, its positives and its negatives, each
/// to its own peak; what lies beyond the axis is in its outermost columns.
struct ClassDistribution: Sendable, Equatable {
  /// The height of the positives in each column, 0...1.
  let positives: [Float]
  /// The height of the negatives in each column, 0...1.
  let negatives: [Float]

  var columnCount: Int { positives.count }

  /// Counts the column of one class.
  ///
  /// - Complexity: O(n).
  init(_ snapshot: LogitSnapshot, classIndex: Int, axis: ClosedRange<Double>, columns: Int) {
    // The positives' columns, and the negatives' after them.
    var counts = [Int](repeating: 0, count: 2 * columns)
    let scale = Double(columns) / (axis.upperBound - axis.lowerBound)
    let (low, last) = (axis.lowerBound, Double(columns - 1))
    counts.withUnsafeMutableBufferPointer { counts in
      snapshot.logits.withUnsafeBufferPointer { logits in
        snapshot.truth.hasClass(classIndex).withUnsafeBufferPointer { isPositive in
          for row in 0..<isPositive.count {
            let logit = Double(logits[row &* snapshot.classCount &+ classIndex])
            guard !logit.isNaN else { continue }
            let column = Int(min(last, max(0, (logit - low) * scale)))
            counts[isPositive[row] ? column : columns &+ column] += 1
          }
        }
      }
    }
    positives = Self.heights(counts[..<columns])
    negatives = Self.heights(counts[columns...])
  }

  private static func heights(_ counts: ArraySlice<Int>) -> [Float] {
    let peak = Float(max(1, counts.max() ?? 0))
    return counts.map { Float($0) / peak }
  }
}
