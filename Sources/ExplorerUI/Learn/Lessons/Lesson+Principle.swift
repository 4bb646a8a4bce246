extension Lesson {
  /// Why the logits of cross-entropy overlap, and those of aligned losses less.
  static let principle = Lesson(
    "principle", "Logit Separation",
    "Why the logits of cross-entropy overlap, and those of the losses marked ✓ less.",
    [
      LessonStep(
        "The principle", in: .explore, brief: "True logits above all false ones",
        """
        A logit is true if its class is the example’s own. Every true logit should exceed every \
        false one, also of other examples.
        """,
        more: """
          Only then can one threshold be right for all examples. The losses marked ✓ aim at that; \
          those marked ✗ compare logits within one example only.
          """),
      LessonStep(
        "All classes at once", in: .explore, brief: "\(key: .pooled): true and false logits",
        """
        Press \(key: .pooled): above the axis the true logits of all examples, below it all false \
        ones.
        """,
        more: """
          A pair of a true and a false logit violates the principle if the false one is at least \
          as large.
          """,
        until: { $0.state.isPooled && $0.state.pooledView != nil },
        then: """
          \(now: .violatingPairs) of all pairs violate the principle. The margin, smallest true \
          less largest false logit, is \(now: .margin).
          """,
        inBrief: "\(now: .violatingPairs) of pairs violate"),
      LessonStep(
        "Train with cross-entropy", in: .explore,
        brief: "✗ cross-entropy: \(key: .previousLoss), \(key: .trainWithLoss)",
        """
        Let cross-entropy train. If another loss does: \(key: .previousLoss) to ✗ cross-entropy, \
        then \(key: .trainWithLoss). Wait for a quarter of the run.
        """,
        isTraining: true,
        until: { $0.state.evaluatedLoss?.kind.name == "cross-entropy" && $0.isTrained },
        then: """
          \(value: \.loss) at step \(value: \.step): \(now: .violatingPairs) of the pairs violate, \
          mean AUPRC \(now: .meanAveragePrecision).
          """,
        inBrief: "\(now: .violatingPairs) of pairs violate"),
      LessonStep(
        "Train with an aligned loss", in: .explore,
        brief: "\(key: .nextLoss) to a ✓ loss, then \(key: .trainWithLoss)",
        """
        Press \(key: .nextLoss) to a loss marked ✓, then \(key: .trainWithLoss): the same network \
        starts anew. Wait until step \(value: \.formerStep).
        """,
        more: """
          binary-cross-entropy and batch-cross-entropy are good choices. First parameters, data \
          and order are the same: what differs comes from the loss alone.
          """,
        isTraining: true,
        until: {
          $0.state.evaluatedLoss?.kind.isAligned == true && $0.isTrainedAsLong
            && $0.state.evaluatedLoss?.kind != $0.start.loss?.kind
        },
        then: """
          \(value: \.loss) at step \(value: \.step), after \(value: \.formerLoss): violating \
          \(before: .violatingPairs) → \(now: .violatingPairs), mean AUPRC \
          \(before: .meanAveragePrecision) → \(now: .meanAveragePrecision).
          """,
        inBrief: "violating \(before: .violatingPairs) → \(now: .violatingPairs)"),
      LessonStep(
        "Why", brief: "Aligned losses share one level",
        """
        Cross-entropy accepts any level of an example’s logits, so they end on many. An aligned \
        loss ties all to one level.
        """,
        more: """
          The next lesson proves it with one key. View \(key: .view(.compare)) trains as many \
          losses as you like side by side.
          """),
    ])
}
