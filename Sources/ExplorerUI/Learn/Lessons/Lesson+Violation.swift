extension Lesson {
  private static let (blind, aligned) = ("cross-entropy", "batch-cross-entropy")

  /// Logits with a loss near its least that violate separation all the same.
  static let violation = Lesson(
    "violation", "Perfect, and yet wrong",
    "Gradient descent finds logits that cross-entropy calls perfect, and no threshold separates.",
    view: .learn,
    [
      LessonStep(
        "The test", in: .learn, brief: "Does a small loss separate?",
        """
        A loss is aligned if logits near its least value must be separated. That can be tested \
        without a network.
        """,
        more: """
          Take the logits of a few examples as free numbers, start at random, and let gradient \
          descent make the loss small. For a while it is also rewarded for a violation: a false \
          logit above a true one. Then it descends on the loss alone. Is the violation still there \
          at the end?
          """),
      LessonStep(
        "Search with cross-entropy", in: .learn,
        brief: "Press \(key: .search): search cross-entropy",
        """
        Press \(key: .search): \(value: { _ in "\(ViolationFinding.exampleCount)" }) examples, \
        \(value: { _ in "\(ViolationFinding.classCount)" }) classes, gradient descent on \
        cross-entropy. It takes a moment.
        """,
        searching: blind,
        until: { $0.finding(blind) != nil },
        then: "\(words: { $0.result(ofSearch: blind) })",
        inBrief: "\(words: { $0.briefResult(ofSearch: blind) })"),
      LessonStep(
        "Read the logits", in: .learn, brief: "▲ is below ▼ of another example",
        """
        In each row the true logit, in brackets, is the largest: cross-entropy wants no more. But \
        ▲ is below ▼, in another row.
        """,
        more: """
          ▲ is the smallest true logit and ▼ the largest false one, as in the histogram; ! marks \
          every false logit that is not below ▲. No threshold accepts ▲ and refuses ▼.
          """),
      LessonStep(
        "Search with an aligned loss", in: .learn,
        brief: "Press \(key: .search): an aligned loss",
        """
        Press \(key: .search): the same search for batch-cross-entropy, which compares logits of \
        all examples.
        """,
        searching: aligned,
        until: { $0.finding(aligned) != nil },
        then: "\(words: { $0.result(ofSearch: aligned) })",
        inBrief: "\(words: { $0.briefResult(ofSearch: aligned) })"),
      LessonStep(
        "The principle, tested", in: .learn, brief: "Aligned: a small loss separates",
        """
        That is what aligned means: who brings the loss near its least has separated the logits, \
        like it or not.
        """,
        more: """
          logitscope loss NAME --search-violation does the same for every loss, with as many \
          classes and examples as you like.
          """),
    ])
}
