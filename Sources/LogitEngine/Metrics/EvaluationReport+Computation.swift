extension EvaluationReport {
  /// Computes every metric of a snapshot, exactly.
  ///
  /// - Parameter threads: how many threads share the work; the result does not depend on it.
  /// - Complexity: O(n·k) for well-spread logits.
  public init(_ snapshot: LogitSnapshot, threads: Int = 1) {
    self.init(snapshot, team: ThreadTeam(count: max(1, threads)))
  }

  init(_ snapshot: LogitSnapshot, team: ThreadTeam) {
    let rowsByClass = RowsByClass(labels: snapshot.labels, classCount: snapshot.classCount)
    let rows = RowStatistics(snapshot, team: team)
    let canSweep = rows.nanCount == 0 && snapshot.exampleCount > 0
    let trueLogits = canSweep ? SeparationSweep.trueLogits(of: snapshot) : nil
    let groups = Self.groups(
      snapshot, rowsByClass, logSumExp: rows.logSumExp, trueLogits: trueLogits, team)
    classes = groups.flatMap(\.classes)
    let defined = classes.filter { $0.averagePrecision != nil }
    meanAveragePrecision = mean(defined.map(\.averagePrecision))
    meanPrecisionAtRecall90 = mean(defined.map(\.precisionAtRecall90))
    meanPrecisionAtRecall99 = mean(defined.map(\.precisionAtRecall99))
    meanROCAUC = mean(defined.map(\.rocAUC))
    softmaxMeanAveragePrecision = mean(groups.flatMap(\.softmaxAveragePrecision))
    nanCount = rows.nanCount
    infinityCount = rows.infinityCount
    separation = SeparationMetrics()
    guard let trueLogits else {
      accuracy = nil
      return
    }
    accuracy = Double(rows.correctCount) / Double(snapshot.exampleCount)
    let sweep = SeparationSweep(
      groups.compactMap(\.sweep), classCount: snapshot.classCount, trueLogits: trueLogits)
    separation.violatingPairFraction = sweep.violatingPairFraction
    separation.margin = sweep.margin
    separation.distanceToSeparation = sweep.distanceToSeparation
    separation.normalizerSpread = rows.normalizerSpread
    if let own = mean(defined.map(\.bestF1)) {
      separation.singleThresholdCost = own - sweep.bestF1Sum / Double(defined.count)
    }
  }

  /// Goes through the classes in groups whose number does not depend on the threads, so that the
  /// sums do not either.
  private static func groups(
    _ snapshot: LogitSnapshot, _ rowsByClass: RowsByClass, logSumExp: [Double],
    trueLogits: RankIndex?, _ team: ThreadTeam
  ) -> [ClassGroup] {
    let classCount = snapshot.classCount
    let groupCount = min(16, classCount)
    let parts = team.map { rank in
      var scratch = ClassGroup.Scratch(for: snapshot)
      return team.part(of: groupCount, rank: rank).map { group in
        let range = classCount * group / groupCount..<classCount * (group + 1) / groupCount
        return ClassGroup(
          snapshot, range, rowsByClass, logSumExp: logSumExp, trueLogits: trueLogits, &scratch)
      }
    }
    return parts.flatMap { $0 }
  }
}

/// The unweighted mean of the defined values; nil when there is none.
private func mean(_ values: [Double?]) -> Double? {
  let defined = values.compactMap { $0 }
  return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
}
