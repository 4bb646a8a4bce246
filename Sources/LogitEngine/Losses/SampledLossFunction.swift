import CKernels

/// A loss that looks at a few sampled logits of each row alone: the true one, then its noise.
protocol SampledLossFunction: LossFunction {
  /// t, the noise classes of each row.
  var sampleCount: Int { get }

  /// Replaces the sampled logits of one row by the gradients with respect to them.
  ///
  /// - Parameters:
  ///   - sampled: 1 + t logits, the true one first.
  ///   - classes: their classes.
  ///   - rows: the rows, for what they share; none is the row in question.
  /// - Returns: the loss of the row.
  func replaceByGradients(
    _ sampled: UnsafeMutableBufferPointer<Float>, classes: UnsafePointer<Int32>, _ rows: LogitRows
  ) -> Double
}

extension SampledLossFunction {
  /// Phase one where all logits have been computed; a class drawn twice adds up.
  func reduceSamples(
    _ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?
  ) -> BatchReduction {
    var reduction = BatchReduction()
    guard let draws = rows.noise else { preconditionFailure("the loss needs its draws") }
    let width = sampleCount + 1
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { sampled in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { classes in
        guard let classBase = classes.baseAddress else { return }
        for index in 0..<rows.count {
          let logits = rows.row(index)
          for position in 0..<width {
            let column =
              position == 0
              ? rows.labels[index] : draws[index * sampleCount + position - 1]
            classes[position] = column
            sampled[position] = logits[Int(column)]
          }
          reduction.sum += replaceByGradients(sampled, classes: classBase, rows)
          guard let gradient else { continue }
          let result = gradient + index * rows.classCount
          logitscope_clear(result, rows.classCount)
          for position in 0..<width { result[Int(classes[position])] += sampled[position] }
        }
      }
    }
    return reduction
  }
}
