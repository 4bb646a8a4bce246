import LogitEngine

extension ThresholdRule {
  /// The rules to choose from, in the order in which a key goes round them.
  static let all: [ThresholdRule] = [
    .bestF1, .recall(atLeast: 0.9), .recall(atLeast: 0.99), .precision(atLeast: 0.9),
    .precision(atLeast: 0.99),
  ]

  /// The rule in two or three words.
  var name: String {
    switch self {
    case .bestF1: "best F1"
    case .recall(let least): "recall ≥ " + NumberText.setting(least)
    case .precision(let least): "precision ≥ " + NumberText.setting(least)
    }
  }

  /// The rule after this one.
  var next: ThresholdRule {
    let place = Self.all.firstIndex(of: self) ?? -1
    return Self.all[(place + 1) % Self.all.count]
  }
}

extension ExplorerState {
  /// The threshold in force: the user's, or else that of the rule.
  var threshold: Double? {
    userThreshold ?? (isPooled && view == .explore ? pooledRuleThreshold : ruleThreshold)
  }

  /// What sets the threshold, in a word or two.
  var thresholdSource: String {
    guard userThreshold == nil else { return "set by hand" }
    return ruleThreshold == nil && classView != nil
      ? "no threshold has \(thresholdRule.name)" : thresholdRule.name
  }

  /// Applies the rule to the shown moment: to the chosen class, and to all where they are shown.
  mutating func refreshRuleThreshold() {
    // The best F1 has been looked for with the other metrics.
    guard thresholdRule != .bestF1 else {
      ruleThreshold = classMetrics?.bestF1Threshold
      pooledRuleThreshold = pooledView?.bestF1Threshold
      return
    }
    func choose(from view: ClassView?) -> Double? {
      guard let curve = view.flatMap({ ThresholdCurve($0.scores) }) else { return nil }
      return thresholdRule.choose(from: curve).map { Double(curve.thresholds[$0]) }
    }
    ruleThreshold = choose(from: classView)
    pooledRuleThreshold = choose(from: pooledView)
  }

  /// Has another rule set the threshold.
  mutating func setRule(_ rule: ThresholdRule) {
    thresholdRule = rule
    userThreshold = nil
    refreshRuleThreshold()
  }
}
