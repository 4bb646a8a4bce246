/// A way to choose the threshold of a class.
public enum ThresholdRule: Hashable, Sendable {
  /// The threshold with the largest F1, in the middle of the gap below the last accepted score.
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

  /// The threshold that the rule sets on a curve; nil when none will do.
  ///
  /// - Complexity: O(n).
  public func threshold(on curve: ThresholdCurve) -> Double? {
    guard let index = choose(from: curve) else { return nil }
    let accepted = curve.thresholds[index]
    guard self == .bestF1 else { return accepted }
    return Self.middle(
      accepting: accepted,
      rejecting: index + 1 < curve.count ? curve.thresholds[index + 1] : -.infinity)
  }

  /// The threshold halfway between the smallest score that is accepted and the largest that is not:
  /// it decides as any other between them does, and is the one that new scores are safest with.
  ///
  /// It is `accepted` itself where nothing finite is rejected, or where nothing lies between, be it
  /// as float32 for two float32 scores.
  ///
  /// - Parameter rejected: −∞ for none.
  public static func middle(accepting accepted: Double, rejecting rejected: Double) -> Double {
    guard accepted.isFinite, rejected.isFinite else { return accepted }
    let middle = rejected / 2 + accepted / 2
    guard middle > rejected, middle <= accepted else { return accepted }
    // Whoever compares in float32 must get the same decisions.
    let areSingles = Double(Float(accepted)) == accepted && Double(Float(rejected)) == rejected
    return areSingles && Double(Float(middle)) <= rejected ? accepted : middle
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
