/// Counts of false logits by their rank among the sorted true logits: what separation is made of.
///
/// One threshold for all classes lets something else in only at a true logit, so the true logits are
/// the thresholds: position p stands for the p-th of them, ascending, and a logit of rank r, which
/// reaches exactly r of them, is let in at the positions below r.
///
/// An example with several classes has as many true logits, one of no class has none; all others are
/// false. Everything is undefined unless there are logits of both kinds.
struct SeparationSweep<Score: LogitScalar> {
  /// m, the number of true logits.
  private let trueCount: Int
  /// The number of false logits.
  private let falseCount: Double
  /// The true logits, ascending.
  private let trueLogits: [Score]
  /// How many false logits have rank r.
  private var falseCounts: [Int]
  /// The sum over the defined classes of F1 at each position.
  private var f1Sums: [Double]
  /// The largest false logit.
  private var maxFalse = -Score.infinity

  /// Adds up what groups of classes contribute, in their order; nil unless there are true logits
  /// and false ones.
  ///
  /// - Parameter logitCount: how many logits there are.
  init?(
    _ parts: [Part], _ sparseParts: [SparsePart], logitCount: Int, trueLogits: RankIndex<Score>
  ) {
    trueCount = trueLogits.values.count
    guard trueCount > 0, logitCount > trueCount else { return nil }
    self.trueLogits = trueLogits.values
    falseCount = Double(logitCount - trueCount)
    falseCounts = Array(repeating: 0, count: trueCount + 1)
    f1Sums = Array(repeating: 0, count: trueCount)
    for part in parts {
      for index in falseCounts.indices { falseCounts[index] += part.falseCounts[index] }
      for index in f1Sums.indices { f1Sums[index] += part.f1Sums[index] }
      maxFalse = max(maxFalse, part.maxFalse)
    }
    for part in sparseParts {
      for index in falseCounts.indices { falseCounts[index] += part.falseCounts[index] }
      maxFalse = max(maxFalse, part.maxFalse)
    }
    guard !sparseParts.isEmpty else { return }
    var sum: Int64 = 0
    for position in f1Sums.indices.reversed() {
      for part in sparseParts { sum &+= part.f1Changes[position] }
      f1Sums[position] = SparsePart.number(sum)
    }
  }

  /// The true logits of logits without NaN, to rank others among them.
  static func trueLogits(_ matrix: LogitMatrix<Score>, _ truth: Truth) -> RankIndex<Score> {
    var logits: [Score] = []
    logits.reserveCapacity(truth.pairCount)
    truth.forEachPair { row, classIndex in
      logits.append(matrix.logits[row * matrix.classCount + classIndex])
    }
    return RankIndex(logits)
  }

  /// The fraction of (true, false) pairs with false ≥ true.
  var violatingPairFraction: Double {
    var pairs = 0.0
    for (rank, count) in falseCounts.enumerated() { pairs += Double(rank) * Double(count) }
    return pairs / (Double(trueCount) * falseCount)
  }

  /// min true − max false.
  var margin: Double? {
    trueLogits.first.map { $0 == maxFalse ? 0 : $0.asDouble - maxFalse.asDouble }
  }

  /// min over t of #{true ≤ t} + #{false > t}, over the number of true logits.
  ///
  /// The least is reached just below a true logit, or above them all.
  var distanceToSeparation: Double {
    var best = trueCount
    var falseAbove = 0
    for position in trueLogits.indices.reversed() {
      falseAbove += falseCounts[position + 1]
      if isFirstOfRun(position) { best = min(best, position + falseAbove) }
    }
    return Double(best) / Double(trueCount)
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

    init(trueCount: Int) {
      positives = Array(repeating: 0, count: trueCount + 1)
      all = positives
    }
  }

  /// What some classes contribute.
  struct Part {
    fileprivate var falseCounts: [Int]
    fileprivate var f1Sums: [Double]
    fileprivate var maxFalse = -Score.infinity

    /// The contribution of no class.
    init(trueCount: Int) {
      falseCounts = Array(repeating: 0, count: trueCount + 1)
      f1Sums = Array(repeating: 0, count: trueCount)
    }

    /// Adds a class.
    ///
    /// - Parameters:
    ///   - column: the logits of the class, one an example, without NaN.
    ///   - positiveRows: the rows of its positives.
    ///   - largestFalse: the largest of its other logits; −∞ for none.
    /// - Complexity: O(n + m) for well-spread logits.
    mutating func add(
      _ column: UnsafeMutableBufferPointer<Score>, _ positiveRows: ArraySlice<Int32>,
      largestFalse: Score, _ trueLogits: RankIndex<Score>, _ ranks: inout Ranks
    ) {
      ranks.all.withUnsafeMutableBufferPointer { all in
        ranks.positives.withUnsafeMutableBufferPointer { positives in
          trueLogits.withRanker { ranker in
            for row in 0..<column.count { all[ranker.rank(of: column[row])] &+= 1 }
            for row in positiveRows { positives[ranker.rank(of: column[Int(row)])] &+= 1 }
          }
          sweep(all, positives, positiveRows.count, isDefined: positiveRows.count < column.count)
        }
      }
      maxFalse = max(maxFalse, largestFalse)
    }

    /// Lets the logits of a class in from the largest threshold down, and clears their counts.
    private mutating func sweep(
      _ all: UnsafeMutableBufferPointer<Int32>, _ positives: UnsafeMutableBufferPointer<Int32>,
      _ positiveCount: Int, isDefined: Bool
    ) {
      let isDefined = isDefined && positiveCount > 0
      falseCounts.withUnsafeMutableBufferPointer { falseCounts in
        f1Sums.withUnsafeMutableBufferPointer { f1Sums in
          var (truePositives, accepted) = (0, 0)
          for rank in stride(from: all.count - 1, to: 0, by: -1) {
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
  }
}
