extension KeyBinding {
  /// The keys of the view of compared losses; they come before those of other views.
  static let compare: [KeyBinding] = [
    KeyBinding(
      "⏎ r", ascii: "enter r", "train all selected",
      "Compare: train the selected losses side by side, from the same start, on the same data.",
      section: .compare, rank: 9,
      [(.enter, .compare(.start)), (.character("r"), .compare(.start))],
      when: {
        $0.isCompareShown && $0.canCompare && !$0.comparison.isActive
          && !$0.comparison.selection.isEmpty
      }),
    KeyBinding(
      "⏎ r", ascii: "enter r", "start anew", "Compare: start the comparison under way anew.",
      section: .compare, rank: 23,
      [(.enter, .compare(.start)), (.character("r"), .compare(.start))],
      when: {
        $0.isCompareShown && $0.canCompare && $0.comparison.isActive
          && !$0.comparison.selection.isEmpty
      }),
    KeyBinding(
      "space", "pause", "Compare: pause the losses under way.", section: .compare, rank: 10,
      [(.character(" "), .compare(.togglePause))],
      when: { $0.isCompareShown && $0.comparison.phase == .training }),
    KeyBinding(
      "space", "resume", "Compare: go on after a pause.", section: .compare, rank: 10,
      [(.character(" "), .compare(.togglePause))],
      when: { $0.isCompareShown && $0.comparison.phase == .paused }),
    KeyBinding(
      "space", "select", "Compare: put the loss under the cursor into the set, or take it out.",
      section: .compare, rank: 10, [(.character(" "), .compare(.toggleSelection))],
      when: { $0.isCompareShown && !$0.comparison.isActive && $0.canCompare }),
    KeyBinding(
      "d", "flip", "Compare: the loss under the cursor and the baseline in turn, at full size.",
      section: .compare, rank: 11, [(.character("d"), .compare(.flip))],
      when: { $0.isCompareShown && $0.canFlip }),
    KeyBinding(
      "v", "strips",
      "Compare: examples sorted by logit, shaded by their share of positives.",
      section: .compare, rank: 12, [(.character("v"), .compare(.cycleForm))],
      when: {
        $0.isCompareShown && $0.comparison.form.next == .strips && $0.showsComparison
      }),
    KeyBinding(
      "v", "curves",
      "Compare: curves of all losses on the same axes, AUPRC by step and precision by recall.",
      section: .compare, rank: 12, [(.character("v"), .compare(.cycleForm))],
      when: { $0.isCompareShown && $0.comparison.form.next == .curves }),
    KeyBinding(
      "v", "histograms", "Compare: back to the histograms.",
      section: .compare, rank: 12, [(.character("v"), .compare(.cycleForm))],
      when: { $0.isCompareShown && $0.comparison.form == .curves }),
    KeyBinding(
      "D", "baseline", "Compare: measure the others against the loss under the cursor.",
      section: .compare, rank: 13, [(.character("D"), .compare(.pinBaseline))],
      when: { $0.isCompareShown && $0.comparison.cursor != $0.comparison.baseline }),
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "loss", "Compare: move the cursor over the losses.",
      section: .compare, rank: 14,
      [
        (.up, .compare(.moveCursor(-1))), (.down, .compare(.moveCursor(1))),
        (.character("k"), .compare(.moveCursor(-1))),
        (.character("j"), .compare(.moveCursor(1))),
      ], when: { $0.isCompareShown }),
  ]
}

extension ExplorerState {
  /// Whether the view of compared losses has the keys.
  var isCompareShown: Bool { isViewShown && view == .compare }
}
