extension EvaluationReport {
  /// Computes every metric of a snapshot, exactly, with ranks in the precision of its logits.
  ///
  /// Positives of a class are the examples that have it, negatives all others. The true logits are
  /// those of an example for a class that it has; all others are false.
  ///
  /// - Parameter threads: how many threads share the work; the result does not depend on it.
  /// - Complexity: O(n·k) for well-spread logits.
  public init(_ snapshot: LogitSnapshot, threads: Int = 1) {
    self.init(snapshot, team: ThreadTeam(count: max(1, threads)))
  }

  init(_ snapshot: LogitSnapshot, team: ThreadTeam) {
    if let exact = snapshot.exact {
      self.init(exact, snapshot.truth, team)
    } else {
      self.init(snapshot.singles, snapshot.truth, team)
    }
  }

  private init<Score: LogitScalar>(
    _ matrix: LogitMatrix<Score>, _ truth: Truth, _ team: ThreadTeam
  ) {
    let rowsByClass = RowsByClass(truth, classCount: matrix.classCount)
    let rows = RowStatistics(matrix, truth, team: team)
    let canSweep = rows.nanCount == 0 && matrix.exampleCount > 0
    let trueLogits = canSweep ? SeparationSweep.trueLogits(matrix, truth) : nil
    let parts = Self.parts(
      matrix, rowsByClass, normalizers: matrix.classCount > 1 ? rows.normalizers : nil,
      trueLogits: trueLogits, team)
    let groups = parts.flatMap(\.groups)
    classes = groups.flatMap(\.classes)
    let defined = classes.filter { $0.averagePrecision != nil }
    meanAveragePrecision = mean(defined.map(\.averagePrecision))
    meanPrecisionAtRecall90 = mean(defined.map(\.precisionAtRecall90))
    meanPrecisionAtRecall99 = mean(defined.map(\.precisionAtRecall99))
    meanROCAUC = mean(defined.map(\.rocAUC))
    softmaxMeanAveragePrecision = mean(classes.map(\.softmaxAveragePrecision))
    nanCount = rows.nanCount
    infinityCount = rows.infinityCount
    separation = SeparationMetrics()
    guard let trueLogits else { return }
    if matrix.classCount > 1 {
      let fraction = Double(rows.correctCount) / Double(matrix.exampleCount)
      if truth.isOneEach { accuracy = fraction } else { topOnePrecision = fraction }
    }
    separation.normalizerSpread = rows.normalizerSpread
    let sweep = SeparationSweep(
      groups.compactMap(\.sweep), parts.compactMap(\.sparse), logitCount: matrix.logits.count,
      trueLogits: trueLogits)
    guard let sweep else { return }
    separation.violatingPairFraction = sweep.violatingPairFraction
    separation.margin = sweep.margin
    separation.distanceToSeparation = sweep.distanceToSeparation
    if let own = mean(defined.map(\.bestF1)) {
      separation.singleThresholdCost = own - sweep.bestF1Sum / Double(defined.count)
    }
  }

  /// What one thread has found.
  private struct ThreadPart<Score: LogitScalar>: Sendable {
    var groups: [ClassGroup<Score>]
    var sparse: SeparationSweep<Score>.SparsePart?
  }

  /// Goes through the classes in groups whose number does not depend on the threads, so that the
  /// sums do not either.
  private static func parts<Score: LogitScalar>(
    _ matrix: LogitMatrix<Score>, _ rowsByClass: RowsByClass, normalizers: LogNormalizers?,
    trueLogits: RankIndex<Score>?, _ team: ThreadTeam
  ) -> [ThreadPart<Score>] {
    let classCount = matrix.classCount
    let groupCount = min(16, classCount)
    return team.map { rank in
      var scratch = ClassGroup<Score>.Scratch(for: matrix, trueCount: trueLogits?.values.count)
      let groups = team.part(of: groupCount, rank: rank).map { group in
        let range = classCount * group / groupCount..<classCount * (group + 1) / groupCount
        return ClassGroup(
          matrix, range, rowsByClass, normalizers: normalizers, trueLogits: trueLogits, &scratch)
      }
      return ThreadPart(groups: groups, sparse: scratch.sparse)
    }
  }
}

/// The unweighted mean of the defined values; nil when there is none.
private func mean(_ values: [Double?]) -> Double? {
  let defined = values.compactMap { $0 }
  return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
}
