extension KeyBinding {
  /// The keys of view 6.
  static let speed: [KeyBinding] = [
    KeyBinding(
      "⏎ M", ascii: "enter M", "measure",
      "In Speed: measure now what one logit takes, and what all take.", section: .screen, rank: 9,
      [(.enter, .measureSpeed), (.character("M"), .measureSpeed)],
      when: { $0.isViewShown && $0.view == .speed && !$0.speed.isMeasuring }),
    KeyBinding(
      "esc", "cancel", "In Speed: give the measurement up; what has been measured stays.",
      section: .screen, rank: 1, [(.escape, .cancelSpeed)],
      when: { $0.isViewShown && $0.view == .speed && $0.speed.isMeasuring }),
  ]
}
