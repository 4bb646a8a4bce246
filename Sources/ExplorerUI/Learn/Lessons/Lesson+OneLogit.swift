extension Lesson {
  /// What Single Logit Classification is, and how to read the histogram.
  static let oneLogit = Lesson(
    "one-logit", "One logit, a threshold",
    "What Single Logit Classification is, and how to read the histogram, precision and recall.",
    [
      LessonStep(
        "The question", in: .explore, brief: "One logit decides, by a threshold",
        """
        Is an example of class \(value: \.classLabel)? Single Logit Classification looks at one \
        logit only and compares it with a threshold.
        """,
        more: """
          A network for k classes has k logits. Whoever looks for one class need not compute the \
          others, if its own logit means the same in every example.
          """),
      LessonStep(
        "Choose a class", in: .explore, brief: "Press \(key: .nextClass) for another class",
        """
        Press \(key: .nextClass) for another class. Above the axis are its own examples, the \
        positives; below it all others, the negatives.
        """,
        more: "Each example of the test set counts once, at its logit for the chosen class.",
        until: { $0.state.classIndex != $0.start.classIndex && $0.state.classView != nil },
        then: """
          Class \(value: \.classLabel): \(value: \.positiveCount) examples above the axis, \
          \(value: \.negativeCount) below it.
          """,
        inBrief: "\(value: \.positiveCount) above, \(value: \.negativeCount) below"),
      LessonStep(
        "Where the two meet", in: .explore, brief: "▲ lowest positive, ▼ top negative",
        """
        ▲ is the smallest positive, \(value: \.smallestPositive), ▼ the largest negative, \
        \(value: \.largestNegative). \(words: \.separation)
        """,
        more: "The dashed line is the threshold. Pale bars are on the wrong side of it."),
      LessonStep(
        "Move the threshold", in: .explore,
        brief: "\(key: .threshold), then \(key: .higherThreshold) some times",
        """
        Press \(key: .threshold), then \(key: .higherThreshold) some times: the threshold moves up. \
        See what becomes of precision and recall.
        """,
        more: """
          Precision is the share of positives among the examples that are accepted, recall the share \
          of all positives that are among them.
          """,
        until: { $0.state.userThreshold != nil && $0.state.threshold != $0.start.threshold },
        then: """
          From \(now: .threshold) on (it was \(before: .threshold)): precision \
          \(before: .precision) → \(now: .precision), recall \(before: .recall) → \(now: .recall).
          """,
        inBrief: "precision \(now: .precision) recall \(now: .recall)"),
      LessonStep(
        "Give it back", in: .explore, brief: "Press \(key: .back): the rule sets it",
        """
        Press \(key: .back): a rule sets the threshold again, best F1 unless you choose another. F1 \
        is high when precision and recall both are.
        """,
        until: { $0.state.userThreshold == nil && !$0.state.isMovingThreshold },
        then: """
          Threshold \(now: .threshold), by the rule \(value: \.rule): precision \(now: .precision), \
          recall \(now: .recall), F1 \(now: .f1).
          """,
        inBrief: "\(now: .threshold), F1 \(now: .f1)"),
      LessonStep(
        "One number for all thresholds", in: .explore, brief: "AUPRC sums up all thresholds",
        """
        AUPRC, here \(now: .averagePrecision), sums up all thresholds. It is 1 when every positive \
        is above every negative.
        """,
        more: """
          It depends on the loss that the network is trained with, whatever its accuracy: that is \
          what the next lesson shows.
          """),
    ])
}
