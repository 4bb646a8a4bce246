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
      "@", "bound", "The next bound of that rule, for instance recall of at least 0.95.",
      section: .look, rank: 18, [(.character("@"), .cycleBound)],
      when: { $0.isViewShown && $0.canMoveThreshold && $0.thresholdRule != .bestF1 }),
    KeyBinding(
      "X", "log rate",
      "In Curves: a logarithmic axis for the false-positive rate, or a linear one.",
      section: .look, rank: 23, [(.character("X"), .toggleRateAxis)],
      when: { $0.isViewShown && $0.showsCurves && $0.shows(.receiverOperating) }),
  ]
}

extension KeyBinding {
  /// The keys that zoom and pan in a curve; they come before those of the histogram
  /// and of the timeline.
  static let curveZoom: [KeyBinding] = [
    KeyBinding(
      "z", "zoom in",
      "In a curve with the focus: halve what is shown across, around the threshold or step.",
      section: .look, rank: 24, [(.character("z"), .curve(.zoom(.horizontal, 1)))],
      when: { $0.canZoomCurve }),
    KeyBinding(
      "Z", "zoom out", "In a curve with the focus: double what is shown across, up to all of it.",
      section: .look, rank: 9, [(.character("Z"), .curve(.zoom(.horizontal, -1)))],
      when: { $0.isCurveZoomed(.horizontal) }),
    KeyBinding(
      "e", "zoom up",
      "In a curve with the focus: halve what is shown upwards, around the threshold or step.",
      section: .look, rank: 25, [(.character("e"), .curve(.zoom(.vertical, 1)))],
      when: { $0.canZoomCurve }),
    KeyBinding(
      "E", "zoom out", "In a curve with the focus: double what is shown upwards, up to all of it.",
      section: .look, rank: 10, [(.character("E"), .curve(.zoom(.vertical, -1)))],
      when: { $0.isCurveZoomed(.vertical) }),
    KeyBinding(
      "H L", "pan",
      "In a zoomed curve: left or right by an eighth; also Shift with left and right.",
      section: .look, rank: 7,
      [
        (.character("H"), .curve(.pan(.horizontal, -1))),
        (.character("L"), .curve(.pan(.horizontal, 1))),
        (.shiftLeft, .curve(.pan(.horizontal, -1))),
        (.shiftRight, .curve(.pan(.horizontal, 1))),
      ], when: { $0.isCurveZoomed(.horizontal) && !$0.isMovingThreshold }),
    KeyBinding(
      "J K", "pan", "In a zoomed curve: move down or up by an eighth.", section: .look, rank: 8,
      [
        (.character("J"), .curve(.pan(.vertical, -1))),
        (.character("K"), .curve(.pan(.vertical, 1))),
      ], when: { $0.isCurveZoomed(.vertical) }),
  ]
}

extension ExplorerState {
  /// Whether the curves of the chosen class are drawn.
  var showsCurves: Bool { view == .curves && layout.hasRoom && classCurves?.logit != nil }
}
