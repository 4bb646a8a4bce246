/// What the rows of a batch add up to: the only thing that shards, or machines, must share.
///
/// Sums are added, extremes keep the lower position on ties, and the log-sum-exp is kept as a
/// maximum with a sum scaled by it. Combining in the order of the shards is deterministic.
struct BatchReduction: Sendable, Equatable {
  /// The sum of the rows' own terms.
  var sum = 0.0
  /// The sum of the true logits.
  var trueSum = 0.0
  /// The largest logit met, the reference of `scaledSum`.
  var maximum = -Double.infinity
  /// Σ exp(z − maximum).
  var scaledSum = 0.0
  /// The smallest true logit of the batch and where it stands.
  var smallestTrue = Extreme(value: .infinity)
  /// The largest false logit of the batch and where it stands.
  var largestFalse = Extreme(value: -.infinity)

  /// A logit and its place in the batch.
  struct Extreme: Sendable, Equatable {
    var value: Float
    var row = -1
    var column = -1
  }

  /// log Σ exp z over everything added so far.
  var logSumExp: Double { maximum + logarithm(scaledSum) }

  /// Adds Σ exp(z − maximum) of some more logits.
  mutating func addExponentials(maximum other: Double, scaledSum otherSum: Double) {
    guard other > maximum else {
      scaledSum += other == -.infinity ? 0 : otherSum * exponential(other - maximum)
      return
    }
    scaledSum =
      (maximum == -.infinity ? 0 : scaledSum * exponential(maximum - other)) + otherSum
    maximum = other
  }

  /// Adds the reduction of the rows that follow.
  mutating func combine(_ other: BatchReduction) {
    sum += other.sum
    trueSum += other.trueSum
    addExponentials(maximum: other.maximum, scaledSum: other.scaledSum)
    if other.smallestTrue.value < smallestTrue.value { smallestTrue = other.smallestTrue }
    if other.largestFalse.value > largestFalse.value { largestFalse = other.largestFalse }
  }
}
