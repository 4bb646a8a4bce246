/// What is wrong with a run that no metric says by itself: a loss that explodes, logits that say
/// nothing.
public struct RunHealth: Hashable, Sendable {
  /// The loss of the first step.
  public private(set) var firstLoss: Float?
  /// The first step whose loss is not a finite number; nil for none.
  public private(set) var firstNonFiniteStep: Int?
  /// The largest finite loss beyond ``growthLimit``; nil for none.
  public private(set) var explosion: Explosion?
  /// The classes whose logits were all equal in the last evaluation.
  public private(set) var equalClasses: [Int] = []
  /// How many classes the last evaluation had.
  private var classCount = 0

  /// A loss that is far too large.
  public struct Explosion: Hashable, Sendable {
    /// Its step.
    public var step: Int
    /// The loss.
    public var loss: Float
  }

  /// A loss so many times as large as the first one counts as exploded.
  public static let growthLimit: Float = 100
  /// A first loss below this counts as this much, so that growth from almost nothing is none.
  private static let leastFirstLoss: Float = 0.1

  /// Creates the health of a run of which nothing is known.
  public init() {}

  /// Looks at the losses of some steps, in order.
  ///
  /// - Parameter lastStep: the step of the last of them, counted from 1.
  public mutating func add(losses: [Float], lastStep: Int) {
    for (offset, loss) in losses.enumerated() {
      let step = lastStep - losses.count + 1 + offset
      guard loss.isFinite else {
        firstNonFiniteStep = firstNonFiniteStep ?? step
        continue
      }
      let first = firstLoss ?? loss
      firstLoss = first
      let limit = Self.growthLimit * max(abs(first), Self.leastFirstLoss)
      if loss > max(limit, explosion?.loss ?? limit) {
        explosion = Explosion(step: step, loss: loss)
      }
    }
  }

  /// Looks at the logits of an evaluation; only the last one counts.
  ///
  /// - Complexity: O(n·k) at worst, O(k) where no logits are equal.
  public mutating func add(_ snapshot: LogitSnapshot) {
    equalClasses = snapshot.classesOfEqualLogits
    classCount = snapshot.classCount
  }

  /// What is wrong, a sentence each without a period; empty for a healthy run.
  public var sentences: [String] { [lossSentence, logitSentence].compactMap(\.self) }

  /// What is wrong with the loss; nil for nothing.
  public var lossSentence: String? {
    let advice = ": a smaller learning rate or normalized features may help"
    if let firstNonFiniteStep {
      return "the loss is not a finite number at step \(firstNonFiniteStep)" + advice
    }
    guard let explosion, let firstLoss else { return nil }
    return
      "the loss exploded, from \(Self.text(firstLoss)) to \(Self.text(explosion.loss)) at step "
      + "\(explosion.step)" + advice
  }

  /// What is wrong with the logits; nil for nothing.
  public var logitSentence: String? { Self.sentence(equalClasses, of: classCount) }

  /// Says which classes have logits that are all equal; nil for none.
  ///
  /// - Parameter classCount: how many classes there are.
  public static func sentence(_ equalClasses: [Int], of classCount: Int) -> String? {
    guard let first = equalClasses.first else { return nil }
    if equalClasses.count == classCount {
      return classCount == 1
        ? "all logits are equal, so that they tell nothing apart"
        : "the logits of every class are equal over all examples, so that they tell nothing apart"
    }
    guard equalClasses.count > 1 else {
      return "all logits of class \(first) are equal, so that they tell nothing apart"
    }
    let named = equalClasses.prefix(5).map(String.init).joined(separator: ", ")
    let rest = equalClasses.count > 5 ? " and \(equalClasses.count - 5) more" : ""
    return "the logits of classes \(named)\(rest) are equal over all examples, so that they tell "
      + "nothing apart"
  }

  /// Three significant digits.
  private static func text(_ loss: Float) -> String {
    guard loss != 0 else { return "0" }
    var (mantissa, exponent) = (Double(abs(loss)), 0)
    while mantissa >= 1000 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 100 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let digits = mantissa.rounded()
    let value = digits * power(10, exponent)
    return (loss < 0 ? "-" : "") + "\(Float(value))"
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1) { value, _ in exponent < 0 ? value / base : value * base }
  }
}

extension LogitSnapshot {
  /// The classes whose logits are equal over all examples, of which there are at least two.
  ///
  /// - Complexity: O(n·k) at worst, O(k) where no logits are equal.
  public var classesOfEqualLogits: [Int] {
    guard exampleCount > 1 else { return [] }
    var candidates = Array(0..<classCount)
    for row in 1..<exampleCount where !candidates.isEmpty {
      let begin = row * classCount
      if let doubles {
        candidates.removeAll { doubles[begin + $0] != doubles[$0] }
      } else {
        candidates.removeAll { logits[begin + $0] != logits[$0] }
      }
    }
    return candidates
  }
}
