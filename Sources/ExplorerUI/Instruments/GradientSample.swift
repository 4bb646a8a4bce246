import LogitEngine

/// The gradient of the running loss with respect to the logits of some evaluated examples.
struct GradientSample: Sendable {
  /// One example.
  struct Row: Sendable {
    /// Its row in the snapshot.
    var example: Int
    var label: Int
    /// ∂L/∂z of the example's own share of the loss, one a class.
    var gradient: [Float]
    /// Their sum: how far the loss moves the level of the row.
    var sum: Double
  }

  let rows: [Row]
  /// The largest magnitude of an entry.
  let largest: Float
  /// The largest magnitude of a row's sum.
  let largestSum: Double
  /// The loss.
  let kind: LossKind

  /// As many examples as a batch has, spread evenly over the evaluated ones.
  static let batchSize = 128

  /// Evaluates the loss on a batch; nil when it is undefined there, as it is unless every example has
  /// exactly one class.
  init?(_ snapshot: LogitSnapshot, loss: Loss) {
    let count = min(Self.batchSize, snapshot.exampleCount)
    guard count > 0, let labels = snapshot.truth.labels, snapshot.truth.isOneEach else {
      return nil
    }
    let classCount = snapshot.classCount
    let examples = (0..<count).map { $0 * snapshot.exampleCount / count }
    var logits: [Float] = []
    logits.reserveCapacity(count * classCount)
    for example in examples {
      logits += snapshot.logits[example * classCount..<(example + 1) * classCount]
    }
    let batch = LogitSnapshot(
      logits: logits, labels: examples.map { labels[$0] }, classCount: classCount)
    var loss = loss
    loss.parameters.usesExpectedNoise = true
    let noise = NoiseInput(distribution: snapshot.noiseWeights)
    guard
      let gradient = try? loss.evaluate(batch, noise: noise, wantsGradient: true).gradient,
      !gradient.contains(where: \.isNaN)
    else { return nil }
    let scale = Float(count)
    rows = examples.enumerated().map { index, example in
      let row = gradient[index * classCount..<(index + 1) * classCount].map { $0 * scale }
      return Row(
        example: example, label: Int(labels[example]), gradient: row,
        sum: row.reduce(0) { $0 + Double($1) })
    }
    largest = rows.reduce(0) { max($0, $1.gradient.reduce(0) { max($0, abs($1)) }) }
    largestSum = rows.reduce(0) { max($0, abs($1.sum)) }
    kind = loss.kind
  }
}

extension LogitSnapshot {
  /// How often each class occurs, and once where it does not: what NCE takes its noise from.
  var noiseWeights: [Double] {
    var counts = [Double](repeating: 0, count: classCount)
    for row in 0..<exampleCount {
      for classIndex in truth.classes(at: row) { counts[Int(classIndex)] += 1 }
    }
    return counts.map { max(1, $0) }
  }
}
