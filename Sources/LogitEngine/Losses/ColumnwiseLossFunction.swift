/// A loss whose terms compare the logits of one class over all examples of the batch.
///
/// Its shards are of columns: each needs every row of the batch, but no column but its own.
protocol ColumnwiseLossFunction: LossFunction {
  /// Reduces some columns of the whole batch and writes their gradient.
  ///
  /// - Parameters:
  ///   - batch: all rows of the batch.
  ///   - columns: the classes that are the shard's.
  ///   - gradient: where the gradient of the whole batch begins.
  func reduce(
    _ batch: LogitRows, columns: Range<Int>, gradient: UnsafeMutablePointer<Float>?
  ) -> BatchReduction
}

extension ColumnwiseLossFunction {
  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    precondition(rows.count == rows.batchCount, "a column needs all rows of the batch")
    return reduce(rows, columns: 0..<rows.classCount, gradient: gradient)
  }

  // A mean over classes already.
  func value(_ total: BatchReduction, batchCount: Int) -> Double { total.sum }
}
