extension KeyBinding {
  /// The keys of the instruments, in view 1.
  static let instruments: [KeyBinding] = [
    KeyBinding(
      "u", "offset",
      "Add a random constant to all logits of each example, or take it away: losses that only order "
        + "logits within an example stay the same.",
      section: .instruments, rank: 18, [(.character("u"), .instrument(.toggleOffset))],
      when: { $0.canUseInstruments }),
    KeyBinding(
      "()", "offset size", "With the offset: a smaller or a larger spread.", section: .instruments,
      rank: 9,
      [
        (.character("("), .instrument(.changeOffset(-1))),
        (.character(")"), .instrument(.changeOffset(1))),
      ], when: { $0.canUseInstruments && $0.lens.offsets != nil }),
    KeyBinding(
      "n", "normalise", "Show bare logits, logits less the mean of their row, or log-softmax.",
      section: .instruments, rank: 27, [(.character("n"), .instrument(.cycleTransform))],
      when: { $0.canUseInstruments && $0.classCount > 1 }),
    KeyBinding(
      "g", "gradient", "Show or hide the gradient of the loss, with the sum of each row.",
      section: .instruments, rank: 29, [(.character("g"), .instrument(.toggleGradient))],
      when: { $0.canUseInstruments }),
    KeyBinding(
      "P", "all classes",
      "The histogram of one class, or the true against the false logits of all.",
      section: .instruments, rank: 23, [(.character("P"), .instrument(.togglePooled))],
      when: { $0.canUseInstruments && $0.shows(.histogram) }),
    KeyBinding(
      "v V", "prevalence",
      "Reckon precision with one positive in ten, then rarer ones, down to one in a million, or as "
        + "in the test set; with Shift the other way round.",
      section: .instruments, rank: 31,
      [
        (.character("v"), .instrument(.changePrevalence(1))),
        (.character("V"), .instrument(.changePrevalence(-1))),
      ], when: { $0.canUseInstruments && $0.showsPrecision }),
    KeyBinding(
      "w", "worst pair",
      "Show or hide the smallest true and the largest false logit, side by side.",
      section: .instruments, rank: 32, [(.character("w"), .instrument(.toggleWorstPair))],
      when: { $0.canUseInstruments || $0.overlay == .worstPair }),
    KeyBinding(
      "m", "overlay", "Positives and negatives on one side of the axis, or on both.",
      section: .instruments, rank: 33, [(.character("m"), .instrument(.toggleOverlaid))],
      when: { $0.canUseInstruments && $0.canMoveThreshold }),
    KeyBinding(
      "←→ h l", ascii: "left/right h l", "bin", "Cursor: the bin before, the bin after.",
      section: .instruments, rank: 2,
      [
        (.left, .instrument(.moveCursor(-1))), (.right, .instrument(.moveCursor(1))),
        (.character("h"), .instrument(.moveCursor(-1))),
        (.character("l"), .instrument(.moveCursor(1))),
      ], when: { $0.canMoveCursor }),
    KeyBinding(
      "H L", "brush", "Cursor: brush a range of bins; also Shift with left and right.",
      section: .instruments, rank: 3,
      [
        (.character("H"), .instrument(.extendBrush(-1))),
        (.character("L"), .instrument(.extendBrush(1))),
        (.shiftLeft, .instrument(.extendBrush(-1))),
        (.shiftRight, .instrument(.extendBrush(1))),
      ], when: { $0.canMoveCursor }),
    KeyBinding(
      "c", "cursor", "Show or hide the cursor that reads a bin.", section: .instruments, rank: 30,
      [(.character("c"), .instrument(.toggleCursor))],
      when: { $0.canUseInstruments && $0.canMoveThreshold }),
    KeyBinding(
      "z", "zoom in", "Halve the range of logits around the cursor or the threshold.",
      section: .instruments, rank: 35, [(.character("z"), .instrument(.zoom(1)))],
      when: { $0.canUseInstruments && $0.canMoveThreshold }),
    KeyBinding(
      "Z", "zoom out", "Double the range of logits, up to all of them.", section: .instruments,
      rank: 9, [(.character("Z"), .instrument(.zoom(-1)))],
      when: { $0.canUseInstruments && $0.canMoveThreshold && $0.zoom != nil }),
    KeyBinding(
      "H L", "pan", "Zoomed in: move the range by an eighth; also Shift with left and right.",
      section: .instruments, rank: 8,
      [
        (.character("H"), .instrument(.pan(-1))), (.character("L"), .instrument(.pan(1))),
        (.shiftLeft, .instrument(.pan(-1))), (.shiftRight, .instrument(.pan(1))),
      ],
      when: {
        $0.canUseInstruments && $0.canMoveThreshold && $0.zoom != nil && !$0.isMovingThreshold
          && $0.cursor == nil
      }),
    KeyBinding(
      "e", "taller bars",
      "Magnify the bars twofold, so that tails show; ≈ marks the bars that go past the edge.",
      section: .instruments, rank: 36, [(.character("e"), .instrument(.magnify(1)))],
      when: {
        $0.canUseInstruments && $0.showsHistogram
          && $0.barMagnification < HistogramBars.largestMagnification
      }),
    KeyBinding(
      "E", "lower bars", "Magnify the bars half as much, down to all of them.",
      section: .instruments, rank: 10, [(.character("E"), .instrument(.magnify(-1)))],
      when: { $0.canUseInstruments && $0.showsHistogram && $0.barMagnification > 1 }),
  ]
}

extension ExplorerState {
  /// Whether there are logits to put through an instrument, in view 1.
  var canUseInstruments: Bool { isViewShown && view == .explore && evaluation != nil }

  /// Whether the cursor is there and takes the arrows.
  var canMoveCursor: Bool {
    canUseInstruments && cursor != nil && !isMovingThreshold && canMoveThreshold
  }

  /// Whether a precision is on the screen.
  var showsPrecision: Bool { shows(.separation) || layout.metricsLine != nil }
}
