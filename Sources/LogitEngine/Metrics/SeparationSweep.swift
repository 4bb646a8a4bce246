/// Counts of false logits by their rank among the sorted true logits: what separation is made of.
///
/// One threshold for all classes lets something else in only at a true logit, so the true logits are
/// the thresholds: position p stands for the p-th of them, ascending, and a logit of rank r, which
/// reaches exactly r of them, is let in at the positions below r.
struct SeparationSweep {
  private let exampleCount: Int
  private let classCount: Int
  /// The true logits, ascending.
  private let trueLogits: [Float]
  /// How many false logits have rank r.
  private var falseCounts: [Int]
  /// The sum over the defined classes of F1 at each position.
  private var f1Sums: [Double]
  /// The largest false logit.
  private var maxFalse = -Float.infinity

  /// Adds up what groups of classes contribute, in their order.
  init(_ parts: [Part], classCount: Int, trueLogits: RankIndex) {
    self.trueLogits = trueLogits.values
    self.classCount = classCount
    exampleCount = trueLogits.values.count
    falseCounts = Array(repeating: 0, count: exampleCount + 1)
    f1Sums = Array(repeating: 0, count: exampleCount)
    for part in parts {
      for index in falseCounts.indices { falseCounts[index] += part.falseCounts[index] }
      for index in f1Sums.indices { f1Sums[index] += part.f1Sums[index] }
      maxFalse = max(maxFalse, part.maxFalse)
    }
  }

  /// The true logits of a snapshot without NaN, to rank others among them.
  static func trueLogits(of snapshot: LogitSnapshot) -> RankIndex {
    RankIndex(
      snapshot.labels.enumerated().map { row, label in
        snapshot.logits[row * snapshot.classCount + Int(label)]
      })
  }

  /// The share of (true, false) pairs with false ≥ true.
  var violatingPairFraction: Double {
    var pairs = 0.0
    for (rank, count) in falseCounts.enumerated() { pairs += Double(rank) * Double(count) }
    return pairs / (Double(exampleCount) * Double(exampleCount) * Double(classCount - 1))
  }

  /// min true − max false.
  var margin: Double? { trueLogits.first.map { Double($0) - Double(maxFalse) } }

  /// min over t of #{true ≤ t} + #{false > t}, over n.
  ///
  /// The least is reached just below a true logit, or above them all.
  var distanceToSeparation: Double {
    var best = exampleCount
    var falseAbove = 0
    for position in trueLogits.indices.reversed() {
      falseAbove += falseCounts[position + 1]
      if isFirstOfRun(position) { best = min(best, position + falseAbove) }
    }
    return Double(best) / Double(exampleCount)
  }

  /// The sum over the defined classes of the F1 that one threshold for all of them reaches at best.
  var bestF1Sum: Double {
    var best = 0.0
    for position in trueLogits.indices where isFirstOfRun(position) {
      best = max(best, f1Sums[position])
    }
    return best
  }

  /// A threshold lets all equal logits in, or none.
  private func isFirstOfRun(_ position: Int) -> Bool {
    position == 0 || trueLogits[position - 1] != trueLogits[position]
  }

  // MARK: - Parts

  /// How many logits of one class have each rank; all zero between two classes.
  struct Ranks {
    fileprivate var positives: [Int32]
    fileprivate var all: [Int32]

    init(exampleCount: Int) {
      positives = Array(repeating: 0, count: exampleCount + 1)
      all = positives
    }
  }

  /// What some classes contribute.
  struct Part {
    fileprivate var falseCounts: [Int]
    fileprivate var f1Sums: [Double]
    fileprivate var maxFalse = -Float.infinity

    /// The contribution of no class.
    init(exampleCount: Int) {
      falseCounts = Array(repeating: 0, count: exampleCount + 1)
      f1Sums = Array(repeating: 0, count: exampleCount)
    }

    /// Adds a class.
    ///
    /// - Parameters:
    ///   - column: the logits of the class, one an example, without NaN.
    ///   - positiveRows: the rows of its positives.
    /// - Complexity: O(n) for well-spread logits.
    mutating func add(
      _ column: UnsafeMutableBufferPointer<Float>, _ positiveRows: ArraySlice<Int32>,
      _ trueLogits: RankIndex, _ ranks: inout Ranks
    ) {
      ranks.all.withUnsafeMutableBufferPointer { all in
        ranks.positives.withUnsafeMutableBufferPointer { positives in
          trueLogits.withRanker { ranker in
            for row in 0..<column.count { all[ranker.rank(of: column[row])] &+= 1 }
            for row in positiveRows { positives[ranker.rank(of: column[Int(row)])] &+= 1 }
          }
          sweep(all, positives, positiveRows.count)
        }
      }
      maxFalse = max(maxFalse, Self.maximum(column, leavingOut: positiveRows))
    }

    /// Lets the logits of a class in from the largest threshold down, and clears their counts.
    private mutating func sweep(
      _ all: UnsafeMutableBufferPointer<Int32>, _ positives: UnsafeMutableBufferPointer<Int32>,
      _ positiveCount: Int
    ) {
      let exampleCount = all.count - 1
      let isDefined = positiveCount > 0 && positiveCount < exampleCount
      falseCounts.withUnsafeMutableBufferPointer { falseCounts in
        f1Sums.withUnsafeMutableBufferPointer { f1Sums in
          var (truePositives, accepted) = (0, 0)
          for rank in stride(from: exampleCount, to: 0, by: -1) {
            let (count, trueCount) = (Int(all[rank]), Int(positives[rank]))
            falseCounts[rank] &+= count &- trueCount
            accepted &+= count
            truePositives &+= trueCount
            guard truePositives > 0, isDefined else { continue }
            // F1 = 2 TP / (TP + FP + P).
            f1Sums[rank &- 1] +=
              2 * Double(truePositives) / Double(accepted &+ positiveCount)
          }
          falseCounts[0] &+= Int(all[0]) &- Int(positives[0])
        }
      }
      all.update(repeating: 0)
      positives.update(repeating: 0)
    }

    private static func maximum(
      _ column: UnsafeMutableBufferPointer<Float>, leavingOut rows: ArraySlice<Int32>
    ) -> Float {
      var maximum = -Float.infinity
      var start = 0
      for end in rows.map(Int.init) + [column.count] {
        for row in start..<end where column[row] > maximum { maximum = column[row] }
        start = end + 1
      }
      return maximum
    }
  }
}
