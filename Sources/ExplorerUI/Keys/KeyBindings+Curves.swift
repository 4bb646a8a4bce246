extension KeyBinding {
  /// The keys of the curves, and of the rule that sets the threshold.
  static let curves: [KeyBinding] = [
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "next threshold",
      "Threshold mode in Curves: the next threshold that changes anything.", section: .look,
      rank: 2,
      [
        (.up, .moveAlongCurve(-1)), (.down, .moveAlongCurve(1)),
        (.character("k"), .moveAlongCurve(-1)), (.character("j"), .moveAlongCurve(1)),
      ], when: { $0.isViewShown && $0.isMovingThreshold && $0.showsCurves }),
    KeyBinding(
      "R", "rule",
      "What sets the threshold: "
        + "best F1, or the best there is with recall or precision of at least 0.9 or 0.99.",
      section: .look, rank: 17, [(.character("R"), .cycleRule)],
      when: { $0.isViewShown && $0.canMoveThreshold }),
    KeyBinding(
      "X", "log rate",
      "In Curves: a logarithmic axis for the false-positive rate, or a linear one.",
      section: .look, rank: 23, [(.character("X"), .toggleRateAxis)],
      when: { $0.isViewShown && $0.showsCurves && $0.shows(.receiverOperating) }),
  ]
}

extension ExplorerState {
  /// Whether the curves of the chosen class are drawn.
  var showsCurves: Bool { view == .curves && layout.hasRoom && classCurves?.logit != nil }
}
