import LogitEngine

/// The metrics of a class as they would be if its positives were as rare as the prevalence dial
/// says; what is called AUPRC stays that of the test set.
struct DialledMetrics: Sendable {
  /// The largest dialled precision with a recall of at least 0.9.
  var precisionAtRecall90: Double?
  /// The same with a recall of at least 0.99.
  var precisionAtRecall99: Double?

  /// Nothing, as without a dial.
  init() {}

  /// The metrics of some scores.
  ///
  /// - Complexity: O(p log n) for p positives.
  init(_ scores: ClassScores, prevalence: Double) {
    precisionAtRecall90 = scores.precision(atRecall: 0.9, prevalence: prevalence)
    precisionAtRecall99 = scores.precision(atRecall: 0.99, prevalence: prevalence)
  }
}

extension ExplorerState {
  /// The prevalence of the dial, short enough for a border: `1 in 100`, `1 in 10k`; nil for the test
  /// set's own.
  var prevalenceText: String? {
    prevalence.map { prevalence in
      let one = (1 / prevalence).rounded()
      return "1 in " + (one <= 1000 ? NumberText.integer(Int(one)) : NumberText.short(one))
    }
  }
}
