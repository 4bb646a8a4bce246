extension LossFunction {
  /// Does a rank's part of the loss of a batch: both phases, and the reductions between them.
  ///
  /// On return the gradient of the rank's rows is complete.
  ///
  /// - Parameters:
  ///   - batch: all rows of the batch; those of other ranks may not be there yet.
  ///   - rows: the rows that are the rank's.
  ///   - columns: the classes that are the rank's, where a loss runs down columns.
  ///   - gradient: where the gradient of the whole batch begins; nil when it is not wanted.
  ///   - reducer: the seam to the other ranks.
  /// - Returns: what the whole batch adds up to.
  func reduceShard(
    of batch: LogitRows, rows: Range<Int>, columns: Range<Int>,
    gradient: UnsafeMutablePointer<Float>?, reducer: any Reducer, rank: Int
  ) -> BatchReduction {
    if let columnwise = self as? any ColumnwiseLossFunction {
      reducer.awaitAll(rank: rank)
      let own = columnwise.reduce(batch, columns: columns, gradient: gradient)
      // Which also waits for the columns of the others.
      return reducer.allReduce(own, rank: rank)
    }
    let part = batch.part(rows, noisePerRow: noisePerRow)
    let gradient = gradient.map { $0 + rows.lowerBound * batch.classCount }
    let own = reduce(part, gradient: gradient)
    let total = reducer.allReduce(own, rank: rank)
    if let gradient { writeGradient(part, gradient: gradient, total: total) }
    return total
  }

  private var noisePerRow: Int { (self as? any SampledLossFunction)?.sampleCount ?? 0 }
}

extension LogitRows {
  /// Some of the rows of a whole batch.
  func part(_ rows: Range<Int>, noisePerRow: Int) -> LogitRows {
    LogitRows(
      logits: row(rows.lowerBound), labels: labels + rows.lowerBound, count: rows.count,
      classCount: classCount, batchCount: batchCount, firstRow: firstRow + rows.lowerBound,
      noise: noise.map { $0 + rows.lowerBound * noisePerRow }, logNoise: logNoise)
  }
}
