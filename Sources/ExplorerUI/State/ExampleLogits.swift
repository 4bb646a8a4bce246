import LogitEngine

/// What the logits of one example say besides that of the chosen class.
struct ExampleLogits: Sendable, Equatable {
  /// The true class.
  let label: Int
  /// The logit of the true class.
  let trueLogit: Float
  /// The class, of all but the true one, whose logit is largest; nil when no other has a number.
  let bestFalse: (classIndex: Int, logit: Float)?

  /// Looks through the logits of one example.
  ///
  /// - Complexity: O(k).
  init(_ snapshot: LogitSnapshot, example: Int) {
    let begin = example * snapshot.classCount
    let label = Int(snapshot.labels[example])
    self.label = label
    trueLogit = snapshot.logits[begin + label]
    var best: (classIndex: Int, logit: Float)?
    snapshot.logits.withUnsafeBufferPointer { logits in
      for index in 0..<snapshot.classCount where index != label {
        let logit = logits[begin &+ index]
        if logit > best?.logit ?? -.infinity || best == nil && !logit.isNaN {
          best = (index, logit)
        }
      }
    }
    bestFalse = best
  }

  static func == (left: ExampleLogits, right: ExampleLogits) -> Bool {
    left.label == right.label && left.trueLogit == right.trueLogit
      && left.bestFalse?.classIndex == right.bestFalse?.classIndex
      && left.bestFalse?.logit == right.bestFalse?.logit
  }
}
