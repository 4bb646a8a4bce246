extension ClassScores {
  /// The true logits of all examples as positives and all false logits as negatives: what the
  /// Principle of Logit Separation speaks of.
  ///
  /// An example of several classes has as many true logits, one of no class has none.
  /// Of very many logits only one example in so many is taken.
  ///
  /// - Parameter limit: the most logits to take, at least one example's.
  /// - Complexity: O(m log m) for m logits taken.
  public static func pooled(_ snapshot: LogitSnapshot, limit: Int = 4_000_000) -> PooledScores {
    if let exact = snapshot.exact { return pooled(exact, snapshot.truth, limit: limit) }
    return pooled(snapshot.singles, snapshot.truth, limit: limit)
  }

  private static func pooled<Score: LogitScalar>(
    _ matrix: LogitMatrix<Score>, _ truth: Truth, limit: Int
  ) -> PooledScores {
    let classCount = matrix.classCount
    let step = max(1, (matrix.logits.count + limit - 1) / max(1, limit))
    var positives: [Score] = []
    var negatives: [Score] = []
    negatives.reserveCapacity(matrix.logits.count / step)
    var nanCount = 0
    matrix.logits.withUnsafeBufferPointer { logits in
      for row in stride(from: 0, to: matrix.exampleCount, by: step) {
        truth.forEachColumn(of: row, count: classCount) { column, isTrue in
          let logit = logits[row &* classCount &+ column]
          if logit.isNaN {
            nanCount += 1
          } else if isTrue {
            positives.append(logit)
          } else {
            negatives.append(logit)
          }
        }
      }
    }
    positives.sort()
    negatives.sort()
    return PooledScores(
      scores: ClassScores(
        classIndex: -1, positives: positives.map(\.asDouble),
        negatives: negatives.map(\.asDouble), nanCount: nanCount),
      rowStep: step)
  }

  /// The threshold with the largest F1, the highest on ties, in the middle of the gap below the last
  /// score it accepts; nil without positives or negatives.
  ///
  /// - Complexity: O(p log n) for p positives.
  public var bestF1Threshold: Double? {
    guard !positives.isEmpty, !negatives.isEmpty, nanCount == 0 else { return nil }
    var best: (f1: Double, threshold: Double)?
    for threshold in positives.reversed() {
      if let best, best.threshold == threshold { continue }
      let f1 = decision(at: threshold).f1 ?? 0
      if best.map({ f1 > $0.f1 }) ?? true { best = (f1, threshold) }
    }
    guard let accepted = best?.threshold else { return nil }
    let (positive, negative) = (positives.countBelow(accepted), negatives.countBelow(accepted))
    return ThresholdRule.middle(
      accepting: accepted,
      rejecting: max(
        positive > 0 ? positives[positive - 1] : -.infinity,
        negative > 0 ? negatives[negative - 1] : -.infinity))
  }
}

/// The pooled logits of a snapshot.
public struct PooledScores: Sendable {
  /// True logits as positives, false ones as negatives; its class is −1.
  public let scores: ClassScores
  /// One example in so many was taken; 1 for all of them.
  public let rowStep: Int
}
