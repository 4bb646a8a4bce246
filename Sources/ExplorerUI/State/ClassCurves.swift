import LogitEngine

/// The curves of the chosen class at one evaluation, by its bare logit and by its softmax
/// probability; made once, not once a frame, and only while something shows them.
struct ClassCurves: Sendable {
  /// The step of the evaluation.
  let step: Int
  /// The class.
  let classIndex: Int
  /// Through what the logits are looked at.
  let lens: LogitLens
  /// What each threshold on the bare logit does; nil where the class is undefined.
  let logit: ThresholdCurve?
  /// What each threshold on the softmax probability does, which needs all logits; nil where the
  /// class is undefined, and for a logit that is alone.
  let softmax: ThresholdCurve?
  /// For each point of `logit`, what the softmax probability does when it accepts as many; empty
  /// where it is undefined.
  let counterparts: [ThresholdDecision]
  private let normalizers: LogNormalizers

  /// Makes the curves.
  ///
  /// - Parameters:
  ///   - scores: those of the chosen class in the evaluation.
  ///   - former: curves of before; those of the same evaluation spare reading all logits again.
  init(
    _ evaluation: Evaluation, scores: ClassScores, lens: LogitLens, former: ClassCurves?
  ) {
    step = evaluation.moment.step
    self.lens = lens
    classIndex = scores.classIndex
    let isSame = former?.step == step && former?.lens == lens
    normalizers =
      former.flatMap { isSame ? $0.normalizers : nil } ?? LogNormalizers(evaluation.snapshot)
    // The softmax of a logit that is alone is 1.
    let softmax =
      evaluation.snapshot.classCount > 1
      ? ThresholdCurve(
        ClassScores(
          evaluation.snapshot, classIndex: scores.classIndex, normalizers: normalizers)) : nil
    let logit = ThresholdCurve(scores)
    self.softmax = softmax
    self.logit = logit
    guard let logit, let softmax else {
      counterparts = []
      return
    }
    counterparts = (0..<logit.count).map { index in
      let decision = logit[index]
      let accepted = decision.truePositives + decision.falsePositives
      return softmax[softmax.index(accepting: accepted)]
    }
  }
}

extension ExplorerState {
  /// Brings the curves up to date where they are shown and lets go of them where they are not.
  mutating func refreshCurves() {
    guard view == .curves, let evaluation, let classView else {
      classCurves = nil
      return
    }
    let isCurrent =
      classCurves?.step == evaluation.moment.step && classCurves?.classIndex == classIndex
      && classCurves?.lens == lens
    guard !isCurrent else { return }
    classCurves = ClassCurves(evaluation, scores: classView.scores, lens: lens, former: classCurves)
  }

  /// The point of the curve at which the threshold stands; nil when it accepts nothing.
  var curveIndex: Int? {
    guard let threshold, let curve = classCurves?.logit else { return nil }
    return curve.index(at: threshold)
  }
}
