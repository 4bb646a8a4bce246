import LogitEngine

/// The value of every loss on the evaluated examples, without and with a constant on each row.
struct OffsetComparison: Sendable {
  /// One loss.
  struct Row: Sendable {
    var kind: LossKind
    /// Nil where the loss is undefined.
    var before: Double?
    var after: Double?

    /// Whether the offsets left the value alone, but for the rounding of the logits.
    var isUnchanged: Bool {
      guard let before, let after else { return false }
      return abs(after - before) <= 1e-4 * max(1, abs(before))
    }
  }

  let rows: [Row]

  /// Evaluates every loss twice, all examples as one batch, and NCE with its expected noise.
  ///
  /// - Complexity: O(n·k) for each loss.
  init(bare: LogitSnapshot, shifted: LogitSnapshot, parameters: LossParameters) {
    var parameters = parameters
    parameters.usesExpectedNoise = true
    rows = LossKind.all.map { kind in
      let loss = Loss(kind, parameters: parameters)
      func value(_ snapshot: LogitSnapshot) -> Double? {
        let noise = NoiseInput(distribution: snapshot.noiseWeights)
        return (try? loss.evaluate(snapshot, noise: noise, wantsGradient: false)).map(\.value)
      }
      return Row(kind: kind, before: value(bare), after: value(shifted))
    }
  }
}
