extension ClassScores {
  /// The true logits of all examples as positives and all false logits as negatives: what the
  /// Principle of Logit Separation speaks of.
  ///
  /// Of very many logits only every so-manieth example is taken.
  ///
  /// - Parameter limit: the most logits to take, at least one example's.
  /// - Complexity: O(m log m) for m logits taken.
  public static func pooled(_ snapshot: LogitSnapshot, limit: Int = 4_000_000) -> PooledScores {
    let classCount = snapshot.classCount
    let step = max(1, (snapshot.logits.count + limit - 1) / max(1, limit))
    var positives: [Float] = []
    var negatives: [Float] = []
    negatives.reserveCapacity(snapshot.logits.count / step)
    var nanCount = 0
    snapshot.logits.withUnsafeBufferPointer { logits in
      for row in stride(from: 0, to: snapshot.exampleCount, by: step) {
        let label = Int(snapshot.labels[row])
        for column in 0..<classCount {
          let logit = logits[row &* classCount &+ column]
          if logit.isNaN {
            nanCount += 1
          } else if column == label {
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
        classIndex: -1, positives: positives, negatives: negatives, nanCount: nanCount),
      rowStep: step)
  }

  /// The threshold with the largest F1, the highest on ties; nil without positives or negatives.
  ///
  /// - Complexity: O(p log n) for p positives.
  public var bestF1Threshold: Double? {
    guard !positives.isEmpty, !negatives.isEmpty, nanCount == 0 else { return nil }
    var best: (f1: Double, threshold: Double)?
    for logit in positives.reversed() {
      let threshold = Double(logit)
      if let best, best.threshold == threshold { continue }
      let f1 = decision(at: threshold).f1 ?? 0
      if best.map({ f1 > $0.f1 }) ?? true { best = (f1, threshold) }
    }
    return best?.threshold
  }
}

/// The pooled logits of a snapshot.
public struct PooledScores: Sendable {
  /// True logits as positives, false ones as negatives; its class is −1.
  public let scores: ClassScores
  /// One example in so many was taken; 1 for all of them.
  public let rowStep: Int
}
