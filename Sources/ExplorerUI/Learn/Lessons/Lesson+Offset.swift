extension Lesson {
  /// What a constant on all logits of an example does to losses and metrics.
  static let offset = Lesson(
    "offset", "What losses overlook",
    "A constant on all logits of an example: accuracy stays, the single logit is worth nothing.",
    isAboutOverlap: true,
    [
      LessonStep(
        "Only differences count", in: .explore, brief: "✗ losses see differences only",
        """
        Cross-entropy and max-margin use only differences between the logits of one example. What \
        becomes of a single logit?
        """,
        more: """
          You look at class \(value: \.classLabel)\(words: \.hardness); \(key: .nextClass) shows \
          another.
          """),
      LessonStep(
        "Add an offset", in: .explore, brief: "Press \(key: .offset): a constant an example",
        """
        Press \(key: .offset): all logits of an example get the same random constant, each example \
        another. Watch the histogram.
        """,
        more: "The table below the histogram has every loss and metric before and after.",
        until: { $0.state.lens.offsets != nil && $0.state.offsetComparison != nil },
        then: """
          Accuracy \(value: { $0.change(of: .accuracy) }), cross-entropy \
          \(value: { $0.change(ofLoss: "cross-entropy") }). But batch-cross-entropy \
          \(value: { $0.change(ofLoss: "batch-cross-entropy") }), AUPRC \
          \(value: { $0.change(of: .averagePrecision) }).
          """,
        inBrief: "AUPRC \(value: { $0.change(of: .averagePrecision) })"),
      LessonStep(
        "Larger offsets", in: .explore, brief: "Press \(key: .largerOffset): larger constants",
        """
        Press \(key: .largerOffset) once or more for larger constants. The losses marked ✗ do not \
        even notice.
        """,
        until: {
          $0.state.lens.offsets != nil && $0.state.lens.offsetSpread > $0.start.offsetSpread
        },
        then: """
          With a spread of \(value: \.spread): AUPRC \(before: .averagePrecision) → \
          \(now: .averagePrecision), cross-entropy \
          \(value: { $0.change(ofLoss: "cross-entropy") }) as ever.
          """,
        inBrief: "AUPRC \(before: .averagePrecision) → \(now: .averagePrecision)"),
      LessonStep(
        "Take the level out", in: .explore, brief: "Press \(key: .normalise): less the row’s mean",
        """
        Press \(key: .normalise): each logit less the mean of its example’s logits. That takes the \
        constants out again.
        """,
        more: """
          But that mean needs all logits of the example, and to compute one only was what we wanted.
          """,
        until: { $0.state.lens.transform == .minusRowMean },
        then: """
          AUPRC \(before: .averagePrecision) → \(now: .averagePrecision): the mean of the row \
          repairs it, at the price of computing all logits.
          """,
        inBrief: "AUPRC \(before: .averagePrecision) → \(now: .averagePrecision)"),
      LessonStep(
        "Back to bare logits", in: .explore, brief: "\(key: .back) until the logits are bare",
        "Press \(key: .back) until the logits are as the network gives them.",
        until: { $0.state.lens.isBare && $0.state.evaluation != nil },
        then: "AUPRC is \(now: .averagePrecision) again.",
        inBrief: "AUPRC \(now: .averagePrecision) again"),
      LessonStep(
        "Why it matters", in: .explore, brief: "Levels are left to chance",
        """
        What a loss does not see it cannot learn: the ✗ losses leave each example’s level to \
        chance, and the threshold with it.
        """,
        more: """
          Every loss marked ✓ jumps with the offset, so training with it settles the level of all \
          examples.
          """),
    ])
}
