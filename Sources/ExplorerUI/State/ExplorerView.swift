/// What the explorer shows of a run: one view at a time, all at the same moment.
public enum ExplorerView: Int, CaseIterable, Hashable, Sendable {
  /// The losses, the logits of the chosen class, how far they separate, and the training curves.
  case explore
  /// Several losses on the same axes.
  case compare
  /// A table of all classes.
  case classes
  /// The examples that break separation.
  case examples
  /// Precision against recall, the receiver operating characteristic, and the threshold sweep.
  case curves
  /// One logit against all of them.
  case speed
  /// Guided lessons on the run.
  case learn

  /// The view in one word.
  public var name: String {
    switch self {
    case .explore: "Explore"
    case .compare: "Compare"
    case .classes: "Classes"
    case .examples: "Examples"
    case .curves: "Curves"
    case .speed: "Speed"
    case .learn: "Learn"
    }
  }

  /// What it shows, in a few words.
  public var summary: String {
    switch self {
    case .explore: "the losses, the logits of one class, metrics and curves"
    case .compare: "several losses on the same axes"
    case .classes: "a table of all classes"
    case .examples: "the examples that break separation"
    case .curves: "precision-recall, ROC and threshold sweep"
    case .speed: "one logit against all of them"
    case .learn: "guided lessons on the run"
    }
  }

  /// The digit that shows it.
  public var digit: Character { Character(String(rawValue + 1)) }

  /// The panes in the order in which Tab goes round them, at least one.
  var panes: [Pane] {
    switch self {
    case .explore: [.losses, .histogram, .separation, .lossCurve, .precisionCurve, .classes]
    case .compare: [.comparedHistograms, .comparisonTable]
    case .classes: [.classTable]
    case .examples: [.exampleList, .exampleProfile]
    case .curves: [.precisionRecall, .receiverOperating, .thresholdSweep]
    case .speed: [.speedChart, .speedTable]
    case .learn: [.lessonList, .lessonText]
    }
  }

  /// The pane that has the focus until the user moves it.
  var mainPane: Pane {
    switch self {
    case .explore: .histogram
    case .compare: .comparedHistograms
    case .classes: .classTable
    case .examples: .exampleList
    case .curves: .precisionRecall
    case .speed: .speedChart
    case .learn: .lessonList
    }
  }
}
