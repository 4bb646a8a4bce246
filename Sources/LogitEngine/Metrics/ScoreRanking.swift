/// What the ranking of one class's scores comes to: every threshold at once.
///
/// Precision changes for the better only at the score of a positive, so the distinct scores of the
/// positives are the only thresholds that matter; for each it is enough to know how many negatives
/// reach it.
struct ScoreRanking<Score: LogitScalar> {
  /// The scores of the positives, ascending.
  let positives: [Score]
  /// How many negatives are ≥ `positives[i]`.
  let negativesFrom: [Int]
  /// How many negatives there are.
  let negativeCount: Int
  /// Pairs of a positive and a negative in which the negative is greater, ties counted half.
  let misrankedPairs: Double
  /// The largest negative; −∞ for none.
  let maxNegative: Score

  /// Ranks a column of scores.
  ///
  /// - Parameters:
  ///   - scores: one score an example, without NaN.
  ///   - isPositive: the rows of the positives, ascending.
  /// - Complexity: O(n) for well-spread scores, O(n log p) at worst, p the number of positives.
  init(scores: UnsafeBufferPointer<Score>, positiveRows: ArraySlice<Int32>) {
    let index = RankIndex(positiveRows.map { scores[Int($0)] })
    let positives = index.values
    var histogram = Array(repeating: 0, count: positives.count + 1)
    var tied = Array(repeating: 0, count: positives.count + 1)
    var maxNegative = -Score.infinity
    index.withRanker { ranker in
      histogram.withUnsafeMutableBufferPointer { histogram in
        tied.withUnsafeMutableBufferPointer { tied in
          var nextPositive = positiveRows.startIndex
          for row in 0..<scores.count {
            if nextPositive < positiveRows.endIndex, Int(positiveRows[nextPositive]) == row {
              nextPositive += 1
              continue
            }
            let score = scores[row]
            if score > maxNegative { maxNegative = score }
            let rank = ranker.rank(of: score)
            histogram[rank] &+= 1
            if rank > 0, ranker.values[rank &- 1] == score { tied[rank] &+= 1 }
          }
        }
      }
    }
    // A negative of rank r is ≥ the first r positives.
    var negativesFrom = Array(repeating: 0, count: positives.count)
    var reached = 0
    for position in positives.indices.reversed() {
      reached += histogram[position + 1]
      negativesFrom[position] = reached
    }
    var tiedPairs = 0
    var runStart = 0
    for position in positives.indices {
      if positives[position] != positives[runStart] { runStart = position }
      tiedPairs += tied[position + 1] * (position + 1 - runStart)
    }
    self.positives = positives
    self.negativesFrom = negativesFrom
    self.maxNegative = maxNegative
    negativeCount = scores.count - positiveRows.count
    misrankedPairs = Double(negativesFrom.reduce(0, +)) - 0.5 * Double(tiedPairs)
  }

  /// The distinct thresholds from the highest down, each with what it accepts.
  ///
  /// - Complexity: O(p).
  func forEachThreshold(
    _ body: (_ threshold: Score, _ truePositives: Int, _ falsePositives: Int) -> Void
  ) {
    for position in positives.indices.reversed()
    where position == 0 || positives[position - 1] != positives[position] {
      body(positives[position], positives.count - position, negativesFrom[position])
    }
  }

  /// Σ_m (R_m − R_{m−1}) P_m over the distinct thresholds.
  var averagePrecision: Double? {
    guard isDefined else { return nil }
    var sum = 0.0
    var previousRecall = 0.0
    forEachThreshold { _, truePositives, falsePositives in
      let recall = Double(truePositives) / Double(positives.count)
      sum +=
        (recall - previousRecall) * Double(truePositives)
        / Double(truePositives + falsePositives)
      previousRecall = recall
    }
    return sum
  }

  /// Whether there are both positives and negatives.
  var isDefined: Bool { !positives.isEmpty && negativeCount > 0 }
}
