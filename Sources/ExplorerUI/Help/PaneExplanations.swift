extension Pane {
  /// What the pane shows and how to read it, in plain words.
  var explanation: String {
    switch self {
    case .losses:
      "The losses to train with. ✓ marks those that push the true logit of any example above the "
        + "false logits of every example, which is what one threshold for all examples needs; ✗ those "
        + "that only order the logits within an example."
    case .histogram:
      "How many test examples have which logit for the chosen class: its own examples above the axis, "
        + "all others below. The further the two hills come apart, the better one threshold, the "
        + "dashed line, finds the class without looking at any other logit. The row of single marks "
        + "has the 20 smallest positives and the 20 largest negatives: it shows whether one outlier "
        + "breaks the margin or many do."
    case .separation:
      "The same in numbers. AUPRC is 1 when every positive lies above every negative; P at R 0.90 "
        + "is how pure the finds are when nine in ten must be found. Overlap is 1 less the largest "
        + "difference between the fractions of positives and of negatives that a threshold accepts: "
        + "0 % exactly when one threshold makes no mistake, 100 % when none is better than chance. "
        + "The arrows compare with the evaluation before and are green where that is better."
    case .lossCurve:
      "The training loss of every step, its mean as a line and its spread as a band. A loss can "
        + "fall all the time while the logits of the chosen class come no further apart."
    case .precisionCurve:
      "How well the bare logit ranks the chosen class, AUPRC, at every evaluation so far; behind it "
        + "the mean of all classes. 1 is perfect."
    case .classes:
      "All classes with the AUPRC of each; the one with the cursor is shown in the other panes."
    case .offsetTable:
      "A random constant was added to all logits of each example. Losses that do not notice leave "
        + "the level of the logits to chance, and with it whether one threshold can work."
    case .gradientStrip:
      "In which direction the loss pushes each logit of some examples. Where the pushes of a row sum "
        + "to zero the level of its logits never changes."
    case .comparedHistograms:
      "The histograms, sorted logits or curves of several losses on the same axes, trained from the "
        + "same start on the same data in the same order: what differs comes from the loss alone."
    case .comparisonTable:
      "The metrics of the compared losses, and how far each is from the baseline."
    case .classTable:
      "Every class with what its logit alone can do: examples, AUPRC, precision at high recall, "
        + "margin, the threshold of the best F1, halfway to the next lower logit. Pale bars are on "
        + "the wrong side of that threshold or, in a single row, where both kinds are. Sort it to "
        + "see which classes do not come apart."
    case .exampleList:
      "The test examples that break separation for the chosen class: positives with low logits and "
        + "negatives with high ones. Where there is room, a line reaches from the threshold to the "
        + "logit of each, and a ring is the best false logit of the same example."
    case .exampleProfile:
      "The example under the cursor and its logits for all classes, the true one marked."
    case .precisionRecall:
      "Precision against recall for every threshold on the logit of the chosen class. The curve "
        + "hugs the upper right corner when positives and negatives are apart; the curve of the "
        + "softmax probability, which needs all logits, is dimmed."
    case .receiverOperating:
      "The share of positives found against the share of negatives let in, for every threshold. "
        + "With few positives a good-looking curve can still mean poor precision."
    case .thresholdSweep:
      "Precision, recall and F1 at each threshold. A broad top of F1 means that the exact threshold "
        + "matters little."
    case .speedChart:
      "The time to compute one logit and to compute all of them, against the number of classes: "
        + "what a search for one class saves when its logit can be trusted alone."
    case .speedTable:
      "The same times as numbers, and how many times faster one logit is."
    case .lessonList:
      "The lessons, each a few steps on the run that is going on. Enter begins the one under the "
        + "cursor; its steps then show in every view, notice what you do, and say what has changed."
    case .lessonText:
      "All steps of the lesson under the cursor, the one under way marked, with the numbers of this "
        + "moment. N goes on or skips, B goes back, E ends the lesson."
    }
  }
}
