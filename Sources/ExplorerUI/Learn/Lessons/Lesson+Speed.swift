extension Lesson {
  /// What is saved by computing one logit instead of all.
  static let speed = Lesson(
    "speed", "What one logit saves",
    "One logit against all of them, measured on this machine with up to 400,000 classes.",
    [
      LessonStep(
        "Open Speed", brief: "Press \(key: .view(.speed)): the times",
        "Press \(key: .view(.speed)): the view that compares one logit with all of them.",
        until: { $0.state.view == .speed },
        then: """
          It measures with the body of this network, \(value: \.networkName), and as many classes \
          as there might be.
          """,
        inBrief: "\(value: \.networkName)"),
      LessonStep(
        "What is computed", in: .speed, brief: "One logit is one row of weights",
        """
        The body makes features of an example. A logit is the product of these with one row of \
        weights, one row a class.
        """,
        more: """
          One logit reads one row, all logits read every row: that grows with the number of \
          classes.
          """),
      LessonStep(
        "Measure", in: .speed, brief: "Press \(key: .measure) and wait a little",
        """
        Press \(key: .measure) and wait some seconds. The training pauses meanwhile, so that it \
        does not disturb.
        """,
        until: {
          switch $0.state.speed.phase {
          case .finished, .failed: !$0.state.speed.results.isEmpty
          case .idle, .measuring, .cancelled: false
          }
        },
        then: """
          With \(value: \.mostClasses) classes one logit takes \(value: \.singleTime), all of them \
          take \(value: \.allTime): \(value: \.speedup).
          """,
        inBrief: "\(value: \.singleTime), all \(value: \.allTime)"),
      LessonStep(
        "Few classes and many", in: .speed,
        brief: "all: \(value: \.allTimeOfFew) → \(value: \.allTime)",
        """
        From \(value: \.fewestClasses) to \(value: \.mostClasses) classes: one logit \
        \(value: \.singleTimeOfFew) → \(value: \.singleTime), all logits \(value: \.allTimeOfFew) \
        → \(value: \.allTime).
        """,
        more: """
          The body alone takes \(value: \.bodyTime). That is Single Logit Classification: a loss \
          that separates logits lets a search for one class skip all others.
          """),
    ])
}
