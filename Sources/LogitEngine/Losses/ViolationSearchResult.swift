/// What a ``ViolationSearch`` came upon.
public struct ViolationSearchResult: Sendable {
  /// The greatest lower bound of the loss.
  public let infimum: Double
  /// How many descents there were.
  public var descentCount = 0
  /// How many of them ended near the infimum.
  public var nearCount = 0
  /// How many of these violate separation.
  public var violatingCount = 0
  /// Logits near the infimum that violate separation; nil if none were found.
  public var violation: LogitWitness?
  /// Logits near the infimum that do not; nil if none were found.
  public var separated: LogitWitness?
  /// Of all logits met that violate separation, near the infimum or not, those of the least loss.
  public var closestViolation: LogitWitness?

  init(infimum: Double) {
    self.infimum = infimum
  }

  /// Remembers a matrix if it violates separation at a smaller loss than any before.
  mutating func note(_ witness: LogitWitness) {
    guard witness.isViolation, witness.value < closestViolation?.value ?? .infinity else { return }
    closestViolation = witness
  }
}

/// Logits that bear witness for or against a loss.
public struct LogitWitness: Sendable {
  /// The logits and their true classes.
  public var snapshot: LogitSnapshot
  /// Their loss.
  public var value: Double
  /// The smallest true logit less the largest false one.
  public var margin: Double

  /// Whether a false logit is as large as a true one.
  public var isViolation: Bool { margin <= 0 }

  /// How many pairs of a true and a false logit there are.
  public var pairCount: Int {
    snapshot.exampleCount * snapshot.exampleCount * (snapshot.classCount - 1)
  }

  /// How many of them have false ≥ true.
  ///
  /// - Complexity: O(n·k·log n).
  public var violatingPairCount: Int {
    let k = snapshot.classCount
    let truths = snapshot.labels.enumerated().map { snapshot.logits[$0 * k + Int($1)] }.sorted()
    var count = 0
    for (index, logit) in snapshot.logits.enumerated()
    where index % k != Int(snapshot.labels[index / k]) {
      // True logits at or below this false one.
      var (low, high) = (0, truths.count)
      while low < high {
        let middle = (low + high) / 2
        if truths[middle] <= logit { low = middle + 1 } else { high = middle }
      }
      count += low
    }
    return count
  }
}
