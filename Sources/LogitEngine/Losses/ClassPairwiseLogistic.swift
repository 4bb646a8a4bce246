import CKernels

/// The mean over classes of the mean over their pairs of a positive i and a negative i' of
/// softplus(z[i', c] − z[i, c]).
///
/// Of the classes that have both kinds in the batch; 0 if none has. It is a logistic bound on one
/// less each class's ROC AUC, and a shift of a whole column changes nothing.
///
/// - Complexity: O(Σ_c P_c·N_c) over the classes present, P_c positives and N_c negatives.
struct ClassPairwiseLogistic: ColumnwiseLossFunction {
  static let name = "class-pairwise-logistic"
  static let isAligned = false
  static let reason = "compares logits within one class only"

  init(_ parameters: LossParameters) {}

  func reduce(
    _ batch: LogitRows, columns: Range<Int>, gradient: UnsafeMutablePointer<Float>?
  ) -> BatchReduction {
    var reduction = BatchReduction()
    let count = batch.count
    if let gradient {
      for row in 0..<count {
        logitscope_clear(gradient + row * batch.classCount + columns.lowerBound, columns.count)
      }
    }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { order in
      var order = order
      for row in 0..<count { order[row] = Int32(row) }
      order.sort { (batch.labels[Int($0)], $0) < (batch.labels[Int($1)], $1) }
      let groups = Groups(order, labels: batch.labels)
      var classes = 0
      groups.forEach { _ in classes += 1 }
      guard classes > 1 else { return }  // No class has a negative.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { scratch in
        groups.forEach { group in
          let label = Int(batch.labels[Int(order[group.lowerBound])])
          guard columns.contains(label) else { return }
          let pairs = ClassPairs(order, positives: group, column: label, batch, scratch)
          let weight = 1 / (Double(classes) * pairs.count)
          reduction.sum += weight * pairs.add(weight: weight, gradient: gradient)
        }
      }
    }
    return reduction
  }
}

/// The runs of equal labels among rows in the order of their labels.
private struct Groups {
  let order: UnsafeMutableBufferPointer<Int32>
  let labels: UnsafePointer<Int32>

  init(_ order: UnsafeMutableBufferPointer<Int32>, labels: UnsafePointer<Int32>) {
    self.order = order
    self.labels = labels
  }

  func forEach(_ body: (Range<Int>) -> Void) {
    var begin = 0
    while begin < order.count {
      var end = begin + 1
      while end < order.count, labels[Int(order[end])] == labels[Int(order[begin])] { end += 1 }
      body(begin..<end)
      begin = end
    }
  }
}

/// The pairs of a positive and a negative of one class.
private struct ClassPairs {
  private let order: UnsafeMutableBufferPointer<Int32>
  private let positives: Range<Int>
  private let column: Int
  private let batch: LogitRows
  private let scratch: UnsafeMutableBufferPointer<Float>

  /// - Parameter scratch: room for twice as many numbers as there are rows.
  init(
    _ order: UnsafeMutableBufferPointer<Int32>, positives: Range<Int>, column: Int,
    _ batch: LogitRows, _ scratch: UnsafeMutableBufferPointer<Float>
  ) {
    self.order = order
    self.positives = positives
    self.column = column
    self.batch = batch
    self.scratch = scratch
  }

  /// How many pairs there are.
  var count: Double { Double(positives.count) * Double(order.count - positives.count) }

  /// Returns Σ softplus(negative − positive) and writes its gradient times a weight.
  ///
  /// The longer kind is gathered in a row, negated if it is the positives', so that the kernel
  /// takes one long row for each of the shorter kind.
  func add(weight: Double, gradient: UnsafeMutablePointer<Float>?) -> Double {
    let gathersPositives = positives.count > order.count - positives.count
    let sign: Float = gathersPositives ? -1 : 1
    var length = 0
    for (position, row) in order.enumerated()
    where positives.contains(position) == gathersPositives {
      scratch[length] = sign * logit(row)
      length += 1
    }
    guard let values = scratch.baseAddress else { return 0 }
    let slopes = values + length
    slopes.update(repeating: 0, count: length)
    var sum = 0.0
    for (position, row) in order.enumerated()
    where positives.contains(position) != gathersPositives {
      var slope = 0.0
      sum += logitscope_pairwise_softplus(values, length, sign * logit(row), slopes, &slope)
      if let gradient { gradient[index(row)] = -sign * Float(weight * slope) }
    }
    guard let gradient else { return sum }
    length = 0
    for (position, row) in order.enumerated()
    where positives.contains(position) == gathersPositives {
      gradient[index(row)] = sign * Float(weight * Double(slopes[length]))
      length += 1
    }
    return sum
  }

  private func index(_ row: Int32) -> Int { Int(row) * batch.classCount + column }

  private func logit(_ row: Int32) -> Float { batch.logits[index(row)] }
}
