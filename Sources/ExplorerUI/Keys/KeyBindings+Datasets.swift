extension KeyBinding {
  /// The keys of the list of datasets.
  static let datasets: [KeyBinding] = [
    KeyBinding(
      "i", "dataset", "List the datasets, to train on another, or on a file of your own.",
      section: .run, rank: 30, [(.character("i"), .datasets(.list))],
      when: { $0.isViewShown && $0.datasets.isAvailable && $0.recordedName == nil }),
    KeyBinding(
      "⏎", ascii: "enter", "train on it", "Datasets: train on the one under the cursor.",
      section: .run, rank: 1, [(.enter, .datasets(.open))],
      when: { $0.isShowing(.datasets) && $0.datasets.chosen != nil && $0.datasets.opening == nil }),
    KeyBinding(
      "↑↓", ascii: "up/down", "move", "Datasets: move the cursor; letters narrow the list down.",
      section: .run, rank: 2, [(.up, .datasets(.move(-1))), (.down, .datasets(.move(1)))],
      when: { $0.isShowing(.datasets) }),
  ]
}
