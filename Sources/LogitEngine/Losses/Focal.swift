import CKernels

/// −(1/n) Σ_ij (1 − p_ij)^φ log p_ij, p_ij = σ(z[i, j]) for the true class and σ(−z[i, j]) for the
/// others (Lin et al., arXiv 1708.02002).
///
/// With u = −z for the true class and z for the others, a term is σ(u)^φ·softplus(u); with φ = 0
/// that is binary cross-entropy.
struct Focal: LossFunction {
  static let name = "focal"
  static let isAligned = true
  static let reason = "pushes each logit by itself, the worst most"
  static let parameters: Set = [LossParameterName.focus]
  static let prefersPriorBias = true

  private let focus: Double

  init(_ parameters: LossParameters) {
    focus = parameters.focus
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    let share = 1 / Float(rows.batchCount)
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let result = gradient.map { $0 + index * rows.classCount }
      reduction.sum += logitscope_focal_sum_and_gradients(
        logits, label, Float(focus), share, result)
      reduction.sum += logitscope_focal_sum_and_gradients(
        logits + label + 1, rows.classCount - label - 1, Float(focus), share,
        result.map { $0 + label + 1 })
      let truth = term(-Double(logits[label]))
      reduction.sum += truth.value
      result?[label] = -share * Float(truth.slope)
    }
    return reduction
  }

  /// σ(u)^φ·softplus(u) and its derivative, σ(u)^φ·(φ·σ(−u)·softplus(u) + σ(u)).
  private func term(_ u: Double) -> (value: Double, slope: Double) {
    let weight = exponential(-focus * softplus(-u))  // σ(u)^φ
    let cost = softplus(u)
    return (weight * cost, weight * (focus * sigmoid(-u) * cost + sigmoid(u)))
  }
}
