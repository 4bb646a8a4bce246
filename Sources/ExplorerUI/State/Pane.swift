/// The panes of all views; `ExplorerView.panes` says which are whose.
public enum Pane: Int, CaseIterable, Hashable, Sendable {
  /// The losses to choose from.
  case losses
  /// The logits of the chosen class, its positives above and its negatives below one axis.
  case histogram
  /// The numbers that say how far positives and negatives are apart.
  case separation
  /// The training loss over the steps.
  case lossCurve
  /// The AUPRC of the chosen class and the mean of all, over the steps.
  case precisionCurve
  /// The classes to choose from.
  case classes
  /// What a constant on each row does to losses and metrics, in place of the curves.
  case offsetTable
  /// The gradient of the loss with respect to the logits, in place of the curves.
  case gradientStrip
  /// The histograms, strips or curves of several losses on the same axes.
  case comparedHistograms
  /// The metrics of several losses.
  case comparisonTable
  /// All classes with their metrics.
  case classTable
  /// The examples of the chosen class that break separation.
  case exampleList
  /// The chosen example: its picture and its logits for all classes.
  case exampleProfile
  /// Precision against recall.
  case precisionRecall
  /// The true-positive rate against the false-positive rate.
  case receiverOperating
  /// Precision, recall and F1 against the threshold.
  case thresholdSweep
  /// The time of one logit and of all against the number of classes, as a chart.
  case speedChart
  /// The same as numbers.
  case speedTable
  /// The lessons to choose from.
  case lessonList
  /// The text of the lesson under the cursor.
  case lessonText

  /// The pane in one or two words.
  var name: String {
    switch self {
    case .losses: "losses"
    case .histogram: "histogram"
    case .separation: "separation"
    case .lossCurve: "loss curve"
    case .precisionCurve: "AUPRC curve"
    case .classes: "classes"
    case .offsetTable: "offset"
    case .gradientStrip: "gradient"
    case .comparedHistograms: "histograms"
    case .comparisonTable: "table"
    case .classTable: "classes"
    case .exampleList: "examples"
    case .exampleProfile: "example"
    case .precisionRecall: "precision-recall"
    case .receiverOperating: "ROC"
    case .thresholdSweep: "threshold sweep"
    case .speedChart: "chart"
    case .speedTable: "table"
    case .lessonList: "lessons"
    case .lessonText: "lesson"
    }
  }
}

/// What the height of a histogram's bars stands for.
public enum HistogramScale: Int, CaseIterable, Hashable, Sendable {
  /// The share of the positives, or of the negatives, in a bin, each half to its own peak.
  case peaks
  /// The same, both halves to one scale.
  case density
  /// How many logits are in a bin.
  case count
  /// The logarithm of one more than that count.
  case logCount

  /// The scale as the pane's title names it.
  public var name: String {
    switch self {
    case .peaks: "own peaks"
    case .density: "density"
    case .count: "count"
    case .logCount: "log count"
    }
  }
}

/// How far the run has come.
public enum RunPhase: Hashable, Sendable {
  /// Data is being loaded or a trainer is being made; nothing has been reported yet.
  case starting
  /// Steps are being taken.
  case running
  /// The trainer waits.
  case paused
  /// The run is over, stopped by a command or after its last step.
  case ended(wasStopped: Bool)

  /// Whether a trainer is there to obey commands.
  var isActive: Bool { self == .running || self == .paused }
}
