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

  /// The rule after this one; after one with another bound, the first that asks for something else.
  var next: ThresholdRule {
    if let place = Self.all.firstIndex(of: self) { return Self.all[(place + 1) % Self.all.count] }
    if case .recall = self { return .precision(atLeast: 0.9) }
    return .bestF1
  }

  /// The bounds to choose from, in the order in which a key goes round them.
  private static let bounds = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]

  /// The same rule with the next higher bound, or the lowest after the highest.
  var withNextBound: ThresholdRule {
    func next(_ bound: Double) -> Double { Self.bounds.first { $0 > bound } ?? Self.bounds[0] }
    return switch self {
    case .bestF1: self
    case .recall(let least): .recall(atLeast: next(least))
    case .precision(let least): .precision(atLeast: next(least))
    }
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
      return thresholdRule.threshold(on: curve)
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
