import CKernels

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
    classes = Self.perClass(snapshot, rowsByClass, team) { logit, _ in
      logit
    } metrics: {
      ClassMetrics(classIndex: $0, $1)
    } undefined: {
      ClassMetrics(classIndex: $0, positives: rowsByClass.rows(of: $0).count)
    }
    // log p = z − lse has the order of p, and resolves what rounds to 1 or 0 as a probability.
    let softmax = Self.perClass(snapshot, rowsByClass, team) { logit, row in
      Float(Double(logit) - rows.logSumExp[row])
    } metrics: {
      $1.averagePrecision
    } undefined: { _ in
      nil
    }
    let defined = classes.filter { $0.averagePrecision != nil }
    meanAveragePrecision = mean(defined.map(\.averagePrecision))
    meanPrecisionAtRecall90 = mean(defined.map(\.precisionAtRecall90))
    meanPrecisionAtRecall99 = mean(defined.map(\.precisionAtRecall99))
    meanROCAUC = mean(defined.map(\.rocAUC))
    softmaxMeanAveragePrecision = mean(softmax)
    nanCount = rows.nanCount
    infinityCount = rows.infinityCount
    separation = SeparationMetrics()
    guard rows.nanCount == 0, snapshot.exampleCount > 0 else {
      accuracy = nil
      return
    }
    accuracy = Double(rows.correctCount) / Double(snapshot.exampleCount)
    let sweep = SeparationSweep(snapshot, team: team)
    separation.violatingPairFraction = sweep.violatingPairFraction
    separation.margin = sweep.margin
    separation.distanceToSeparation = sweep.distanceToSeparation
    separation.normalizerSpread = rows.normalizerSpread
    if let own = mean(defined.map(\.bestF1)),
      let common = sweep.bestMeanF1(snapshot, rowsByClass: rowsByClass)
    {
      separation.singleThresholdCost = own - common
    }
  }

  /// Ranks each class's scores, a block of neighbouring columns at a time on each thread.
  private static func perClass<Value>(
    _ snapshot: LogitSnapshot, _ rowsByClass: RowsByClass, _ team: ThreadTeam,
    score: (_ logit: Float, _ row: Int) -> Float,
    metrics: (_ classIndex: Int, ScoreRanking) -> Value,
    undefined: (_ classIndex: Int) -> Value
  ) -> [Value] {
    let blockWidth = 16
    let blockCount = (snapshot.classCount + blockWidth - 1) / blockWidth
    // With few classes each is a block of its own, so that every thread has work.
    let width = blockCount < 4 * team.count ? 1 : blockWidth
    let parts = team.map { rank in
      let part = team.part(of: snapshot.classCount, rank: rank)
      var columns = [Float](repeating: 0, count: width * snapshot.exampleCount)
      var values: [Value] = []
      values.reserveCapacity(part.count)
      for begin in stride(from: part.lowerBound, to: part.upperBound, by: width) {
        let block = begin..<min(begin + width, part.upperBound)
        let hasNaN = gather(snapshot, block, into: &columns, score: score)
        columns.withUnsafeBufferPointer { columns in
          for (offset, classIndex) in block.enumerated() {
            guard !hasNaN[offset] else {
              values.append(undefined(classIndex))
              continue
            }
            let begin = offset * snapshot.exampleCount
            let scores = UnsafeBufferPointer(
              rebasing: columns[begin..<begin + snapshot.exampleCount])
            values.append(
              metrics(
                classIndex,
                ScoreRanking(scores: scores, positiveRows: rowsByClass.rows(of: classIndex))))
          }
        }
      }
      return values
    }
    return parts.flatMap { $0 }
  }

  /// Copies neighbouring columns, each to a stretch of its own; tells which of them have a NaN.
  @inline(__always)
  private static func gather(
    _ snapshot: LogitSnapshot, _ block: Range<Int>, into columns: inout [Float],
    score: (_ logit: Float, _ row: Int) -> Float
  ) -> [Bool] {
    let exampleCount = snapshot.exampleCount
    var hasNaN = Array(repeating: false, count: block.count)
    columns.withUnsafeMutableBufferPointer { columns in
      snapshot.logits.withUnsafeBufferPointer { logits in
        for row in 0..<exampleCount {
          let begin = row &* snapshot.classCount &+ block.lowerBound
          for offset in 0..<block.count {
            let value = score(logits[begin &+ offset], row)
            columns[offset &* exampleCount &+ row] = value
            if value.isNaN { hasNaN[offset] = true }
          }
        }
      }
    }
    return hasNaN
  }
}

/// The unweighted mean of the defined values; nil when there is none.
private func mean(_ values: [Double?]) -> Double? {
  let defined = values.compactMap { $0 }
  return defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count)
}
