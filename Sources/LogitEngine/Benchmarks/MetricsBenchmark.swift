/// The time of every metric of a set of logits.
public struct MetricsBenchmark: Sendable {
  /// The time of one report.
  public let report: Timing

  /// Makes random logits, the true ones larger by 2 on average, and reports their metrics.
  public init(
    exampleCount: Int, classCount: Int, threads: Int, repeats: Int, seed: UInt64 = 0
  ) {
    let count = exampleCount * classCount
    let labels = (0..<exampleCount).map { Int32($0 % classCount) }
    let logits = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      var stream = RandomStream(seed: seed)
      for index in 0..<count { buffer[index] = Float(Ziggurat.standard.draw(&stream)) }
      for (row, label) in labels.enumerated() { buffer[row * classCount + Int(label)] += 2 }
      initialized = count
    }
    let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: classCount)
    report = Timing(repeats: repeats, warmUps: 1) {
      _ = EvaluationReport(snapshot, threads: threads)
    }
  }
}
