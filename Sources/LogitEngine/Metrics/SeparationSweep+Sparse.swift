extension SeparationSweep {
  /// What some classes contribute where true logits are more than examples: a class then has fewer
  /// logits than there are positions, so that only the changes of its F1 are kept.
  ///
  /// Sums are of whole numbers, so that they do not depend on the order of the classes.
  struct SparsePart {
    private(set) var falseCounts: [Int]
    /// By how much the sum of F1 grows from position p + 1 down to p.
    private(set) var f1Changes: [Int64]
    private(set) var maxFalse = -Score.infinity
    /// Rank and kind of each logit of a class, in one number.
    private var keys: [UInt64] = []

    /// F1 in units that leave room for the sum over four million classes.
    private static var unit: Double { 0x1p-40 }

    /// The sum of F1 that a number of units stands for.
    static func number(_ sum: Int64) -> Double { Double(sum) * unit }

    /// The contribution of no class.
    init(trueCount: Int) {
      falseCounts = Array(repeating: 0, count: trueCount + 1)
      f1Changes = Array(repeating: 0, count: trueCount)
    }

    /// Adds a class.
    ///
    /// - Parameters:
    ///   - column: the logits of the class, one an example, without NaN.
    ///   - positiveRows: the rows of its positives.
    ///   - largestFalse: the largest of its other logits; −∞ for none.
    /// - Complexity: O(n log n).
    mutating func add(
      _ column: UnsafeMutableBufferPointer<Score>, _ positiveRows: ArraySlice<Int32>,
      largestFalse: Score, _ trueLogits: RankIndex<Score>
    ) {
      keys.removeAll(keepingCapacity: true)
      trueLogits.withRanker { ranker in
        for row in 0..<column.count { keys.append(UInt64(ranker.rank(of: column[row])) << 1) }
      }
      for row in positiveRows { keys[Int(row)] |= 1 }
      for key in keys where key & 1 == 0 { falseCounts[Int(key >> 1)] += 1 }
      maxFalse = max(maxFalse, largestFalse)
      guard !positiveRows.isEmpty, positiveRows.count < column.count else { return }
      keys.sort(by: >)
      var (truePositives, accepted) = (0, 0)
      var former: Int64 = 0
      for (index, key) in keys.enumerated() {
        accepted += 1
        truePositives += Int(key & 1)
        let rank = Int(key >> 1)
        // A threshold lets in all logits of a rank, or none; those of rank 0 never.
        guard rank > 0 else { break }
        if index + 1 < keys.count, Int(keys[index + 1] >> 1) == rank { continue }
        let f1 = 2 * Double(truePositives) / Double(accepted + positiveRows.count)
        let now = Int64((f1 / Self.unit).rounded())
        f1Changes[rank - 1] &+= now &- former
        former = now
      }
    }
  }
}
