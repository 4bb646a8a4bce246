import LogitEngine

/// What lessons say of offsets, curves, times and searches.
extension LessonContext {
  // MARK: - Offsets

  /// A loss on the test set without and with the offsets, for instance `0.051 → 0.051`.
  func change(ofLoss name: String) -> String {
    guard let row = state.offsetComparison?.rows.first(where: { $0.kind.name == name }),
      let before = row.before, let after = row.after
    else { return NumberText.undefined }
    let text = { (value: Double) in NumberText.general(value) }
    // Rounding of the logits may not make two equal values look different.
    return "\(text(before)) → \(text(row.isUnchanged ? before : after))"
  }

  /// A metric of the bare logits, and of those that are shown.
  func change(of metric: Metric) -> String {
    metric.format(state.previousMetrics[metric]) + " → " + metric.format(state.metrics[metric])
  }

  var spread: String { NumberText.setting(state.lens.offsetSpread) }

  // MARK: - Curves

  /// The AUPRC of the bare logit and of the softmax probability of the chosen class.
  private var rankings: (logit: Double, softmax: Double)? {
    guard let curves = state.classCurves, let logit = curves.logit, let softmax = curves.softmax
    else { return nil }
    return (logit.averagePrecision, softmax.averagePrecision)
  }

  var softmaxAUPRC: String { Metric.averagePrecision.format(rankings?.softmax) }

  /// How much better the bare logit ranks than the softmax probability.
  var softmaxDifference: String {
    rankings.map { CurveWords.difference($0.logit - $0.softmax).text } ?? NumberText.undefined
  }

  // MARK: - Times

  private func time(_ result: SpeedResult?, _ time: (SpeedResult) -> Double) -> String {
    result.map { SpeedWords.time(time($0)) } ?? NumberText.undefined
  }

  private func classes(_ result: SpeedResult?) -> String {
    result.map { NumberText.integer($0.classCount) } ?? NumberText.undefined
  }

  var fewestClasses: String { classes(state.speed.results.first) }
  var mostClasses: String { classes(state.speed.results.last) }
  var singleTimeOfFew: String { time(state.speed.results.first) { $0.singleLogit.median } }
  var singleTime: String { time(state.speed.results.last) { $0.singleLogit.median } }
  var allTimeOfFew: String { time(state.speed.results.first) { $0.allLogits.median } }
  var allTime: String { time(state.speed.results.last) { $0.allLogits.median } }
  var bodyTime: String { time(state.speed.results.last) { $0.body.median } }
  var speedup: String {
    state.speed.results.last.map { SpeedWords.factor($0.speedup) } ?? NumberText.undefined
  }

  // MARK: - Searches

  /// What a search for a violation has found with a loss.
  func finding(_ name: String) -> ViolationFinding? {
    LossKind(named: name).flatMap { state.learn.findings[$0] }
  }

  /// What came of a search, in a sentence.
  func result(ofSearch name: String) -> String {
    guard let result = finding(name)?.result else { return "" }
    let near = "\(result.nearCount) of \(result.descentCount) descents came near the least loss"
    guard let witness = result.violation else {
      guard result.nearCount > 0 else { return "No descent came near the least loss." }
      let closest =
        result.closestViolation.map {
          "; with one the loss never fell below \(Self.number($0.value))"
        } ?? ""
      return "\(near), none with a violation\(closest)."
    }
    let (loss, least) = (Self.number(witness.value), Self.number(result.infimum))
    return "The loss is \(loss), the least there is \(least). "
      + "Yet \(witness.violatingPairCount) of \(witness.pairCount) pairs violate: the margin is "
      + "\(Metric.margin.format(witness.margin))."
  }

  /// The same in a few words.
  func briefResult(ofSearch name: String) -> String {
    guard let result = finding(name)?.result else { return "" }
    if let witness = result.violation { return "margin \(Metric.margin.format(witness.margin))" }
    return result.nearCount > 0 ? "no violation near the least" : "none near the least loss"
  }

  static func number(_ value: Double) -> String { NumberText.general(value, digits: 2) }
}
