extension Lesson {
  /// How to choose a threshold, and what one logit loses against all.
  static let threshold = Lesson(
    "threshold", "Choosing a threshold",
    "The curves of all thresholds, rules that choose one, and softmax over all logits beside them.",
    [
      LessonStep(
        "Open the curves", brief: "Press \(key: .view(.curves)): the curves",
        """
        Press \(key: .view(.curves)): precision against recall, a point for each threshold. The dot \
        is the threshold in force.
        """,
        until: { $0.state.view == .curves && $0.state.classCurves?.logit != nil },
        then: """
          Class \(value: \.classLabel): AUPRC, the area under the curve, is \
          \(now: .averagePrecision).
          """,
        inBrief: "AUPRC \(now: .averagePrecision)"),
      LessonStep(
        "One logit beside all", in: .curves, brief: "solid: logit, dotted: softmax",
        """
        Solid is the bare logit, dotted the softmax over all logits: AUPRC \(value: \.softmaxAUPRC). \
        The difference is \(value: \.softmaxDifference).
        """,
        more: "That is what one logit alone gains or loses with \(value: \.loss)."),
      LessonStep(
        "Choose a rule", in: .curves, brief: "Press \(key: .rule): another rule",
        """
        Press \(key: .rule) for another rule, for instance the best precision with a recall of at \
        least 0.9.
        """,
        until: { $0.state.thresholdRule != $0.start.rule && $0.state.classCurves?.logit != nil },
        then: """
          Rule \(value: \.rule): threshold \(now: .threshold), precision \(before: .precision) → \
          \(now: .precision), recall \(before: .recall) → \(now: .recall).
          """,
        inBrief: "P \(now: .precision), R \(now: .recall)"),
      LessonStep(
        "Set it by hand", in: .curves,
        brief: "\(key: .threshold), then \(key: .higherThreshold) some times",
        """
        Press \(key: .threshold), then \(key: .higherThreshold) some times: the dot walks along the \
        curve, and the threshold in all views with it.
        """,
        more: "The sweep shows precision, recall and F1 of every threshold.",
        until: { $0.state.userThreshold != nil && $0.state.threshold != $0.start.threshold },
        then: """
          Threshold \(before: .threshold) → \(now: .threshold): precision \(now: .precision), recall \
          \(now: .recall), F1 \(now: .f1).
          """,
        inBrief: "P \(now: .precision), R \(now: .recall)"),
      LessonStep(
        "The same with an aligned loss",
        brief: """
          \(key: .view(.explore)), \(key: .nextLoss) to ✓, \(key: .trainWithLoss), then \
          \(key: .view(.curves))
          """,
        """
        Press \(key: .view(.explore)), \(key: .nextLoss) to a loss marked ✓ and \
        \(key: .trainWithLoss) to train with it, then \(key: .view(.curves)) again, and wait for a \
        quarter of the run.
        """,
        isTraining: true,
        until: {
          $0.state.evaluatedLoss?.kind.isAligned == true && $0.isTrained
            && $0.state.view == .curves && $0.state.classCurves?.logit != nil
        },
        then: """
          \(value: \.loss): AUPRC of the bare logit \(now: .averagePrecision), of softmax over all \
          \(value: \.softmaxAUPRC), difference \(value: \.softmaxDifference).
          """,
        inBrief: "difference \(value: \.softmaxDifference)"),
      LessonStep(
        "No drop", in: .curves, brief: "logit less softmax: \(value: \.softmaxDifference)",
        """
        With aligned losses the paper finds no drop against softmax over all logits. Here the \
        difference is \(value: \.softmaxDifference) for this class.
        """,
        more: "The README has a table of all losses, with the spread over several runs."),
    ])
}
