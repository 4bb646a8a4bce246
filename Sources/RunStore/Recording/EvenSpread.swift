/// Which of several moments to give up so that the others stay spread evenly over a run.
public enum EvenSpread {
  /// The position of the step whose loss leaves the smallest gap, never the first or the last; nil
  /// when there is nothing between them.
  public static func leastNeeded(_ steps: [Int]) -> Int? {
    guard steps.count > 2 else { return nil }
    return (1..<steps.count - 1).min { one, other in
      steps[one + 1] - steps[one - 1] < steps[other + 1] - steps[other - 1]
    }
  }
}
