extension Lesson {
  /// What becomes of precision when positives are rarer than in the test set.
  static let rare = Lesson(
    "rare", "If positives are rare",
    "What becomes of precision when one example in 1,000 or 10,000 is of the class.",
    isAboutOverlap: true,
    [
      LessonStep(
        "How many there are", in: .explore,
        brief: "\(value: \.positiveShare) here are positives",
        """
        \(value: \.positiveShare) of these examples are of class \
        \(value: \.classLabel)\(words: \.hardness); elsewhere it may be 1 in 10,000.
        """,
        more: """
          A class without mistakes shows nothing of what follows; \(key: .nextClass) shows another. \
          Recall does not depend on that share. Precision does: the fewer positives, the more of \
          what is accepted are negatives.
          """),
      LessonStep(
        "Turn the dial", in: .explore, brief: "\(key: .rarer) until 1 in 1,000 or rarer",
        """
        Press \(key: .rarer) until the positives are 1 in 1,000 or rarer. The logits stay: only \
        precision is reckoned anew.
        """,
        more: """
          P at R 0.90 is the best precision of all thresholds that find 90 % of the positives.
          """,
        until: { ($0.state.prevalence ?? 1) <= 1e-3 && $0.state.classView != nil },
        then: """
          With \(value: \.prevalence) positive: P at R 0.90 \(before: .precisionAtRecall90) → \
          \(now: .precisionAtRecall90), P at R 0.99 \(before: .precisionAtRecall99) → \
          \(now: .precisionAtRecall99).
          """,
        inBrief: "P@R .9 \(before: .precisionAtRecall90) → \(now: .precisionAtRecall90)"),
      LessonStep(
        "What AUPRC says", in: .explore, brief: "AUPRC is of the test set’s share",
        """
        AUPRC stays \(now: .averagePrecision): it is reckoned with the \(value: \.positiveShare) of \
        the test set, and would be lower in a search.
        """,
        more: """
          So compare AUPRCs only where that share is the same, and judge a search by its precision \
          at its own share.
          """),
      LessonStep(
        "Be stricter", in: .explore,
        brief: "\(key: .threshold), then \(key: .higherThreshold) some times",
        """
        Press \(key: .threshold), then \(key: .higherThreshold) some times: a higher threshold \
        lets fewer negatives in.
        """,
        until: {
          guard $0.state.userThreshold != nil, let now = $0.state.threshold else { return false }
          return now > $0.start.threshold ?? -.infinity
        },
        then: """
          With \(value: \.prevalence) positive: precision \(before: .precision) → \
          \(now: .precision), at the price of recall \(before: .recall) → \(now: .recall).
          """,
        inBrief: "precision \(before: .precision) → \(now: .precision)"),
      LessonStep(
        "Back to the test set", in: .explore, brief: "\(key: .back) until all is as before",
        "Press \(key: .back) until threshold and share of positives are as they were.",
        until: {
          $0.state.prevalence == nil && $0.state.userThreshold == nil
            && !$0.state.isMovingThreshold && $0.state.classView != nil
        },
        then: """
          P at R 0.90 is \(now: .precisionAtRecall90) again, with \(value: \.positiveShare) \
          positives.
          """,
        inBrief: "P@R .9 \(now: .precisionAtRecall90) again"),
    ])
}
