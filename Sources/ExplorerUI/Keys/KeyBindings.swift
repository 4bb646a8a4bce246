extension KeyBinding {
  /// Every key of the explorer.
  ///
  /// Dispatch, the help screen, the line of hints and the README come from this one table. Where
  /// two lines share a key, the first that is available has it.
  public static let all: [KeyBinding] =
    help
    + runs
    + datasets
    + learn
    + compare
    + curveZoom
    + instruments
    + timeline
    + classTable
    + examples
    + run
    + loss
    + curves
    + speed
    + look
    + screen
    + tools

  /// What a key does in a state; nil where it does nothing.
  static func action(for key: Key, in state: ExplorerState) -> ExplorerAction? {
    let map = state.tools.keyMap
    var found: ExplorerAction?
    for binding in all {
      for (own, action) in binding.actions where map.key(own, of: action) == key {
        // What the user has put on a key comes before what the table has there.
        let isOwn = map.isOwn(key, of: action)
        guard isOwn || found == nil, binding.isAvailable(state) else { continue }
        if isOwn { return action }
        found = action
      }
      if found != nil, map.isEmpty { break }
    }
    return found
  }

  /// The table in Markdown, for the README.
  public static func markdown() -> String {
    var text = ""
    for section in Section.allCases {
      text += "| \(section.rawValue) | |\n|---|---|\n"
      for binding in all where binding.section == section {
        let label = binding.label.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
        text += "| \(label) | \(binding.explanation) |\n"
      }
      text += "\n"
    }
    return text
  }

  private static let help: [KeyBinding] = [
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "scroll", "Scroll the help; PgUp and PgDn by ten lines.",
      section: .screen, rank: 1,
      [
        (.up, .scrollHelp(-1)), (.down, .scrollHelp(1)), (.character("k"), .scrollHelp(-1)),
        (.character("j"), .scrollHelp(1)), (.pageUp, .scrollHelp(-10)),
        (.pageDown, .scrollHelp(10)),
      ],
      when: { $0.isHelpShown && HelpScreen.maximumOffset($0) > 0 })
  ]

  private static let timeline: [KeyBinding] = [
    KeyBinding(
      ",", "back", "Show the evaluation before.", section: .timeline, rank: 15,
      [(.character(","), .moveInTimeline(-1))],
      when: { $0.hasTimeline && ($0.shownTimeline.shownIndex ?? 0) > 0 }),
    KeyBinding(
      ". ;", "forward", "In the past: show the evaluation after.", section: .timeline, rank: 15,
      [(.character("."), .moveInTimeline(1)), (.character(";"), .moveInTimeline(1))],
      when: { $0.hasTimeline && $0.isInPast }),
    KeyBinding(
      "{", "first", "Show the first evaluation.", section: .timeline,
      [(.character("{"), .moveToEnd(isLast: false))],
      when: { $0.hasTimeline && ($0.shownTimeline.shownIndex ?? 0) > 0 }),
    KeyBinding(
      "L }", "latest", "Return to the latest evaluation and follow the training.",
      section: .timeline, rank: 6,
      [(.character("L"), .moveToEnd(isLast: true)), (.character("}"), .moveToEnd(isLast: true))],
      when: { $0.hasTimeline && $0.isInPast && !$0.isMovingThreshold }),
    KeyBinding(
      "p", "play", "Play the evaluations from here, or all of them.", section: .timeline,
      rank: 17, [(.character("p"), .togglePlayback)],
      when: { $0.hasTimeline && $0.playback == nil }),
    KeyBinding(
      "p", "stop", "Stop playing.", section: .timeline, rank: 7,
      [(.character("p"), .togglePlayback)], when: { $0.hasTimeline && $0.playback != nil }),
    KeyBinding(
      "space", "play", "With a recorded run: play and stop.", section: .timeline,
      [(.character(" "), .togglePlayback)],
      when: { $0.hasTimeline && $0.recordedName != nil }),
    KeyBinding(
      "[]", "speed", "Play slower or faster: ×1/2 to ×16, ×1 being two evaluations a second.",
      section: .timeline, rank: 8,
      [(.character("["), .changeSpeed(-1)), (.character("]"), .changeSpeed(1))],
      when: { $0.hasTimeline && $0.playback != nil }),
    KeyBinding(
      "x", "lock axis", "Keep one axis for the logits of the whole run, or let it follow.",
      section: .timeline, rank: 25, [(.character("x"), .toggleAxisLock)],
      when: { $0.hasTimeline && $0.hasLogitAxis }),
  ]

  private static let run: [KeyBinding] = [
    KeyBinding(
      "space", "pause", "Pause the training.", section: .run, rank: 10,
      [(.character(" "), .togglePause)], when: { $0.isViewShown && $0.phase == .running }),
    KeyBinding(
      "space", "resume", "Go on after a pause.", section: .run, rank: 10,
      [(.character(" "), .togglePause)], when: { $0.isViewShown && $0.phase == .paused }),
    KeyBinding(
      ".", "step", "Take one training step, evaluate, and stay paused.", section: .run, rank: 22,
      [(.character("."), .step)],
      when: { $0.isViewShown && $0.phase.isActive && !$0.showsComparison }),
    KeyBinding(
      "r", "restart", "Start the run again with the loss it has.", section: .run, rank: 26,
      [(.character("r"), .restart)], when: { $0.isViewShown && $0.canTrain && !$0.isInPast }),
    KeyBinding(
      "-+ =", "rate", "Learning rate down or up, in steps of 1, 2, 5.", section: .run, rank: 30,
      [
        (.character("-"), .changeLearningRate(-1)), (.character("+"), .changeLearningRate(1)),
        (.character("="), .changeLearningRate(1)),
      ], when: { $0.isViewShown && $0.canTrain && !$0.isInPast && $0.shows(.losses) }),
    KeyBinding(
      "<>", "pace", "Train slower, to watch, or faster, up to full speed.", section: .run,
      rank: 28,
      [(.character("<"), .changePace(-1)), (.character(">"), .changePace(1))],
      when: { $0.isViewShown && $0.phase.isActive && $0.shows(.losses) }),
  ]

  private static let loss: [KeyBinding] = [
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "loss", "Move the cursor over the losses.", section: .loss,
      rank: 14,
      [
        (.up, .moveLossCursor(-1)), (.down, .moveLossCursor(1)),
        (.character("k"), .moveLossCursor(-1)), (.character("j"), .moveLossCursor(1)),
      ], when: { $0.isViewShown && $0.shows(.losses) && $0.focus != .classes }),
    KeyBinding(
      "⏎", ascii: "enter", "restart with it", "Start the run again with the loss under the cursor.",
      section: .loss, rank: 12, [(.enter, .restartWithLoss)],
      when: {
        $0.isViewShown && $0.shows(.losses) && $0.focus == .losses && $0.canTrain
          && !$0.isMovingThreshold
      }),
    KeyBinding(
      "a", "apply", "Go on training the same network with the loss under the cursor.",
      section: .loss, rank: 13, [(.character("a"), .applyLoss)],
      when: {
        $0.isViewShown && $0.shows(.losses) && $0.phase.isActive && !$0.isInPast
          && $0.lossUnderCursor != $0.loss
      }),
  ]

  private static let look: [KeyBinding] = [
    KeyBinding(
      "←→ h l", ascii: "left/right h l", "move threshold",
      "Threshold mode: move the threshold by a column; with Shift, or H and L, by ten.",
      section: .look, rank: 2,
      [
        (.left, .moveThreshold(-1)), (.right, .moveThreshold(1)),
        (.character("h"), .moveThreshold(-1)), (.character("l"), .moveThreshold(1)),
        (.shiftLeft, .moveThreshold(-10)), (.shiftRight, .moveThreshold(10)),
        (.character("H"), .moveThreshold(-10)), (.character("L"), .moveThreshold(10)),
      ], when: { $0.isViewShown && $0.isMovingThreshold && $0.canMoveThreshold }),
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "class",
      "In the list of classes: the class before, the class after.", section: .look, rank: 14,
      [
        (.up, .changeClass(-1)), (.down, .changeClass(1)), (.character("k"), .changeClass(-1)),
        (.character("j"), .changeClass(1)),
      ],
      when: { $0.isViewShown && $0.focus == .classes && $0.shows(.classes) && $0.canChangeClass }),
    KeyBinding(
      "←→ h l", ascii: "left/right h l", "class", "The class before, the class after.",
      section: .look, rank: 11,
      [
        (.left, .changeClass(-1)), (.right, .changeClass(1)),
        (.character("h"), .changeClass(-1)), (.character("l"), .changeClass(1)),
      ], when: { $0.isViewShown && $0.canChangeClass && !$0.isMovingThreshold }),
    KeyBinding(
      "PgUp PgDn", "10 classes", "Ten classes back, ten classes on.", section: .look,
      [(.pageUp, .changeClass(-10)), (.pageDown, .changeClass(10))],
      when: { $0.isViewShown && $0.canChangeClass }),
    KeyBinding(
      "Home End", "first, last class", "The first class, the last class.", section: .look,
      [(.home, .firstClass), (.end, .lastClass)],
      when: { $0.isViewShown && $0.canChangeClass }),
    KeyBinding(
      "t", "threshold", "Threshold mode: left and right move the threshold.",
      section: .look, rank: 16, [(.character("t"), .toggleThreshold)],
      when: { $0.isViewShown && $0.canMoveThreshold && !$0.isMovingThreshold }),
    KeyBinding(
      "t", "keep", "Threshold mode: keep the threshold where it is.", section: .look, rank: 4,
      [(.character("t"), .toggleThreshold)],
      when: { $0.isViewShown && $0.canMoveThreshold && $0.isMovingThreshold }),
    KeyBinding(
      "b", "best F1", "Let the threshold follow the best F1 again.", section: .look, rank: 3,
      [(.character("b"), .followBestThreshold)],
      when: {
        $0.isViewShown && $0.canMoveThreshold
          && ($0.userThreshold != nil || $0.thresholdRule != .bestF1)
      }),
    KeyBinding(
      "y", "scale", "Bars to their own peaks, as density, count or log count.", section: .look,
      rank: 24,
      [(.character("y"), .cycleScale)], when: { $0.isViewShown && $0.showsHistogram }),
  ]

  private static let screen: [KeyBinding] = [
    KeyBinding(
      "1-\(ExplorerView.allCases.count)", "views",
      "Show a view: "
        + ExplorerView.allCases.map { "\($0.digit) \($0.name)" }.joined(separator: ", ") + ".",
      section: .screen, rank: 19,
      ExplorerView.allCases.map { (.character($0.digit), .show($0)) },
      when: { $0.isViewShown }),
    KeyBinding(
      "tab", "pane", "Give the focus to the next pane; with Shift to the one before.",
      section: .screen, rank: 18, [(.tab, .moveFocus(1)), (.backTab, .moveFocus(-1))],
      when: { $0.isViewShown && $0.view.panes.count > 1 }),
    KeyBinding(
      "f ⏎", ascii: "f enter", "expand", "Fill the screen with the pane that has the focus.",
      section: .screen, rank: 20, [(.character("f"), .toggleExpanded), (.enter, .toggleExpanded)],
      when: { $0.isViewShown && !$0.isExpanded }),
    KeyBinding(
      "f ⏎", ascii: "f enter", "all panes", "Back to all panes.", section: .screen, rank: 20,
      [(.character("f"), .toggleExpanded), (.enter, .toggleExpanded)],
      when: { $0.isViewShown && $0.isExpanded }),
    KeyBinding(
      "esc", "back",
      "Back out of help, a list, a full pane, the past, a zoom, an instrument, the threshold, a "
        + "lesson or a recorded run; never quits.",
      section: .screen, rank: 5, [(.escape, .back)], when: { $0.canGoBack }),
    KeyBinding(
      "? F1", "help", "Show or hide this help.", section: .screen, rank: 0,
      [(.character("?"), .toggleHelp), (.function(1), .toggleHelp)], when: { _ in true }),
    KeyBinding(
      "^L", "repaint", "Draw the whole screen anew.", section: .screen,
      [(.control("l"), .repaint)], when: { $0.layout.hasRoom }),
    KeyBinding(
      "^Z", "suspend", "Back to the shell for a while; fg returns.", section: .screen,
      [(.control("z"), .suspend)], when: { $0.layout.hasRoom }),
    KeyBinding(
      "q ^C", "quit", "Quit.", section: .screen, rank: 0,
      [(.character("q"), .quit), (.control("c"), .quit)], when: { _ in true }),
  ]
}

extension ExplorerState {
  /// Whether a view has the keys, and not what lies over it or the note that there is no room.
  var isViewShown: Bool { isUncovered && typedField == nil }

  /// Whether a view is drawn and nothing lies over it.
  var isUncovered: Bool { overlay == nil && layout.hasRoom }

  /// The field that takes what is typed; nil while keys are commands.
  var typedField: WritableKeyPath<ExplorerState, TextField>? {
    if overlay == .palette { return layout.hasRoom ? \.tools.palette : nil }
    if overlay == .datasets { return layout.hasRoom ? \.datasets.field : nil }
    if isTypingRunFilter { return \.browser.filter }
    return isTypingClassFilter ? \.classTable.filter : nil
  }

  /// Whether a pane is drawn.
  func shows(_ pane: Pane) -> Bool { layout.frame(of: pane) != nil }

  /// Whether there is another class, and something on the screen that shows which one is chosen.
  var canChangeClass: Bool {
    guard classCount > 1 else { return false }
    let layout = layout
    return layout.metricsLine != nil
      || [
        .histogram, .separation, .precisionCurve, .classes, .comparedHistograms, .classTable,
        .exampleList, .precisionRecall, .receiverOperating, .thresholdSweep,
      ].contains {
        layout.frame(of: $0) != nil
      }
  }

  /// Whether a threshold is drawn, or could be.
  var canMoveThreshold: Bool { showsHistogram || showsCurves }

  /// Whether the logits of the chosen class are drawn as a histogram.
  var showsHistogram: Bool { shows(.histogram) && histogramLayout?.axis != nil }

  /// Whether there is an axis of logits.
  var hasLogitAxis: Bool { showsHistogram || showsCurves && shows(.thresholdSweep) }

  /// The inside of the histogram's pane as it is drawn; nil when it is not.
  var histogramLayout: HistogramPaneLayout? {
    layout.frame(of: .histogram).map { HistogramPaneLayout(frame: $0, state: self) }
  }

  /// Whether Esc has a layer to back out of.
  var canGoBack: Bool {
    overlay != nil
      || layout.hasRoom
        && (isExpanded || isMovingThreshold || userThreshold != nil || playback != nil
          || isInPast && recordedName == nil || isTrainingBehind || cursor != nil
          || brushedRange != nil
          || zoom != nil || barMagnification > 1 || !zoomedPanes.isEmpty
          || canLeaveInstruments || isClassFilterShown
          || showsComparison && comparison.flippedLoss != nil
          || view == .learn && learn.progress != nil)
  }
}
