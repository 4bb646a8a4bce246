/// A way to choose the threshold of a class.
public enum ThresholdRule: Hashable, Sendable {
  /// The threshold with the largest F1.
  case bestF1
  /// The most precise threshold whose recall is at least so much.
  case recall(atLeast: Double)
  /// The threshold with the largest recall among those whose precision is at least so much.
  case precision(atLeast: Double)

  /// The point of a curve that the rule chooses, the highest threshold on ties; nil when none will
  /// do.
  ///
  /// - Complexity: O(n).
  public func choose(from curve: ThresholdCurve) -> Int? {
    var best: (index: Int, value: Double)?
    for index in 0..<curve.count {
      guard let value = value(of: curve[index]) else { continue }
      if best.map({ value > $0.value }) ?? true { best = (index, value) }
    }
    return best?.index
  }

  /// What the rule makes as large as it can; nil where the condition is not met.
  private func value(of decision: ThresholdDecision) -> Double? {
    guard let precision = decision.precision, let recall = decision.recall else { return nil }
    return switch self {
    case .bestF1: decision.f1
    case .recall(let least): recall >= least ? precision : nil
    case .precision(let least): precision >= least ? recall : nil
    }
  }
}
