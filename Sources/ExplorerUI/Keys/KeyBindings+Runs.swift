extension KeyBinding {
  /// The keys of the list of recorded runs; while it is shown, no other keys but help's and those
  /// of the screen do anything.
  static let runs: [KeyBinding] = [
    KeyBinding(
      "⏎", ascii: "enter", "keep filter", "Recorded runs: keep what has been typed as a filter.",
      section: .runs, rank: 1, [(.enter, .runs(.keepFilter))], when: { $0.isTypingRunFilter }),
    KeyBinding(
      "esc", "clear filter", "Recorded runs: clear the filter.", section: .runs, rank: 2,
      [(.escape, .runs(.clearFilter))],
      when: { $0.isTypingRunFilter || $0.isRunFilterKept }),
    KeyBinding(
      "y", "delete", "Recorded runs: delete the run, when asked.", section: .runs, rank: 1,
      [(.character("y"), .runs(.delete))], when: { $0.isAskedToDelete }),
    KeyBinding(
      "n", "keep", "Recorded runs: keep the run, when asked.", section: .runs, rank: 2,
      [(.character("n"), .runs(.keep))], when: { $0.isAskedToDelete }),
    KeyBinding(
      "o", "recorded runs", "List the recorded runs.", section: .runs, rank: 21,
      [(.character("o"), .runs(.list))], when: { $0.isViewShown && $0.origin == .training }),
    KeyBinding(
      "G", "to the training", "With a recorded run shown: back to the training.", section: .runs,
      rank: 9, [(.character("G"), .runs(.returnToTraining))],
      when: { $0.isViewShown && $0.isTrainingBehind }),
    KeyBinding(
      "⏎", ascii: "enter", "show", "Recorded runs: show the run, while the training goes on.",
      section: .runs, rank: 3, [(.enter, .runs(.open))], when: { $0.isBrowsing }),
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "run",
      "Recorded runs: move the cursor; PgUp and PgDn by a page, Home and End to the ends.",
      section: .runs, rank: 4,
      [
        (.up, .runs(.move(-1))), (.down, .runs(.move(1))), (.character("k"), .runs(.move(-1))),
        (.character("j"), .runs(.move(1))), (.pageUp, .runs(.movePage(-1))),
        (.pageDown, .runs(.movePage(1))), (.home, .runs(.move(-1_000_000))),
        (.end, .runs(.move(1_000_000))),
      ], when: { $0.isBrowsing }),
    KeyBinding(
      "/", "filter",
      "Recorded runs: show those with what is typed in name, loss, dataset or status.",
      section: .runs, rank: 5, [(.character("/"), .runs(.openFilter))],
      when: { $0.isListingRuns && !($0.browser.all ?? []).isEmpty }),
    KeyBinding(
      "P", "pin", "Recorded runs: measure others against the run, in Compare; or no longer.",
      section: .runs, rank: 5, [(.character("P"), .runs(.pin))], when: { $0.isBrowsing }),
    KeyBinding(
      "R", "resume",
      "Recorded runs: go on with the run; from a shown moment of its past, in a new record.",
      section: .runs, rank: 6, [(.character("R"), .runs(.resume))],
      when: { $0.isBrowsing && $0.canGoOnWithRun }),
    KeyBinding(
      "F", "fork", "Recorded runs: train the run's network on with another loss, as a new run.",
      section: .runs, rank: 7, [(.character("F"), .runs(.fork))],
      when: { $0.isBrowsing && $0.canGoOnWithRun }),
    KeyBinding(
      "←→ h l", ascii: "left/right h l", "loss", "Recorded runs: choose the loss of a fork.",
      section: .runs, rank: 8,
      [
        (.left, .runs(.changeLoss(-1))), (.right, .runs(.changeLoss(1))),
        (.character("h"), .runs(.changeLoss(-1))), (.character("l"), .runs(.changeLoss(1))),
      ], when: { $0.isBrowsing && $0.canGoOnWithRun }),
    KeyBinding(
      "D", "delete", "Recorded runs: delete the run, after a question.", section: .runs, rank: 9,
      [(.character("D"), .runs(.askToDelete))],
      when: { $0.isBrowsing && $0.browser.chosen?.isLive == false }),
  ]
}

extension ExplorerState {
  /// Whether the list of recorded runs has the keys, with a run under the cursor.
  var isBrowsing: Bool { isListingRuns && browser.chosen != nil }

  /// Whether the list of recorded runs has the keys.
  var isListingRuns: Bool {
    overlay == .runs && layout.hasRoom && !browser.isAskingToDelete && !isTypingRunFilter
  }

  /// Whether the filter of the recorded runs takes what is typed.
  var isTypingRunFilter: Bool { overlay == .runs && layout.hasRoom && browser.isFilterOpen }

  /// Whether a filter that has been typed is in force.
  var isRunFilterKept: Bool { isListingRuns && !browser.filter.isEmpty }

  /// Whether the user is being asked if a run may be deleted.
  var isAskedToDelete: Bool {
    overlay == .runs && layout.hasRoom && browser.chosen != nil && browser.isAskingToDelete
  }

  /// Whether the run under the cursor can be trained further.
  var canGoOnWithRun: Bool {
    browser.chosen.map { $0.hasCheckpoint && !$0.isLive } ?? false
  }
}
