import LogitEngine

/// Several losses trained side by side on the same data, in the same order, from the same start.
struct Comparison: Sendable {
  /// How far it has come.
  enum Phase: Equatable, Sendable {
    /// Nothing has been trained yet.
    case none
    /// The networks take their turns.
    case training
    /// They wait.
    case paused
    /// All are at their end, or were given up.
    case ended
  }

  /// What is drawn in the large pane.
  enum Form: Equatable, Sendable {
    /// A small histogram a loss, one below the other.
    case ridges
    /// Sorted logits shaded by their share of positives.
    case strips
    /// The curves of all losses on the same axes.
    case curves
    /// One histogram at full size: that of the loss under the cursor, or of the baseline.
    case flip(showsBaseline: Bool)

    /// The form that a key shows after this one.
    var next: Form {
      switch self {
      case .ridges, .flip: .strips
      case .strips: .curves
      case .curves: .ridges
      }
    }
  }

  var phase = Phase.none
  /// The losses that the next comparison trains, indices into `LossKind.everyKind`; the paper's
  /// seven unless chosen otherwise.
  var selection = Set(LossKind.all.indices)
  /// The runs, in the order of `LossKind.everyKind`.
  var runs: [ComparedRun] = []
  /// What stays the same for all of them; nil until the first has begun.
  var description: RunDescription?
  /// The loss under the cursor, an index into `LossKind.everyKind`.
  var cursor = 0
  /// The loss that the others are measured against, an index into `LossKind.everyKind`.
  var baseline = 0
  var form = Form.ridges
  /// The form to return to from the histogram at full size.
  var formBeforeFlip = Form.ridges
  /// Whether the explorer's own run was paused for this.
  var hasPausedRun = false
  /// The axis that all histograms share.
  var axisRange: ClosedRange<Double>?
  /// The step that is shown; nil for the latest that all have reached.
  private(set) var shownStep: Int?

  /// The memory for the logits of all runs, in bytes.
  private static let capacity = 192 << 20

  /// Forgets the runs and makes room for others, the selected losses.
  mutating func begin() {
    runs = selection.sorted().map {
      ComparedRun(loss: $0, capacity: Self.capacity / max(1, selection.count))
    }
    phase = .training
    description = nil
    axisRange = nil
    shownStep = nil
    if !selection.contains(baseline) { baseline = selection.min() ?? 0 }
  }

  /// The run of a loss; nil when it is not compared.
  func run(ofLoss loss: Int) -> ComparedRun? { runs.first { $0.loss == loss } }

  /// The run that the others are measured against; nil when it is not compared.
  var baselineRun: ComparedRun? { run(ofLoss: baseline) }

  /// Whether the networks train or could go on.
  var isActive: Bool { phase == .training || phase == .paused }

  /// The loss that is shown at full size; nil when none is.
  var flippedLoss: Int? {
    guard case .flip(let showsBaseline) = form else { return nil }
    return showsBaseline ? baseline : cursor
  }

  // MARK: - Moments

  /// The run whose evaluations the line of the timeline shows: the one that has come least far, so
  /// that every moment on the line is one of all runs.
  var leader: ComparedRun? {
    runs.filter { !$0.timeline.entries.isEmpty }.min { $0.lastEvaluatedStep < $1.lastEvaluatedStep }
  }

  /// Shows an evaluation of the leader, and of the others the last one up to its step.
  mutating func show(_ index: Int) {
    guard let timeline = leader?.timeline, let lastIndex = timeline.lastIndex else { return }
    let index = index.clamped(to: 0...lastIndex)
    shownStep = index == lastIndex ? nil : timeline.entries[index].moment.step
    for run in runs.indices { runs[run].show(step: timeline.entries[index].moment.step) }
  }

  /// Makes what is drawn of every run, as far as it is not made already, and the common axis.
  mutating func refresh(classIndex: Int, strips: Range<Int>, cells: Int) {
    let hasStairs = form == .curves
    var range: ClosedRange<Double>?
    let step = shownStep ?? leader?.lastEvaluatedStep
    for index in runs.indices {
      if let step { runs[index].show(step: step) }
      runs[index].refresh(
        classIndex: classIndex, strips: strips, cells: cells, hasStairs: hasStairs)
      guard let own = runs[index].timeline.axisRange(ofClass: classIndex) else { continue }
      range =
        range.map {
          min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound)
        } ?? own
    }
    axisRange = range
  }
}
