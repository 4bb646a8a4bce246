import LogitEngine

/// One of the runs of a comparison: what is known of it, in bounded memory.
struct ComparedRun: Sendable {
  /// How far one of several runs has come.
  enum Phase: Equatable, Sendable {
    /// It has not reported anything yet.
    case waiting
    /// It has taken a step, or is about to.
    case training
    /// It has taken its last step.
    case done
    /// It could not begin, for a reason in words.
    case failed(String)
  }

  /// The loss, an index into `LossKind.everyKind`.
  let loss: Int
  var phase = Phase.waiting
  var moment = TrainingMoment(step: 0, epoch: 0)
  private(set) var timeline: Timeline
  /// The AUPRC over the whole run, for its curve.
  private(set) var history = ClassHistory()
  /// What is drawn of the shown evaluation; made once, not once a frame.
  private(set) var view: View?
  private let capacity: Int

  /// What is drawn of one evaluation.
  struct View: Sendable {
    /// What it was made of.
    let key: Key
    /// The histogram of the chosen class; nil when the evaluation has no such class.
    let classView: ClassView?
    /// The strips of `key.strips`, in order; empty when none are shown.
    let strips: [SeparationStrip?]
    /// The precision-recall curve of the chosen class; nil where it is undefined or not shown.
    let stairs: PrecisionRecallStairs?
  }

  /// What a view depends on.
  struct Key: Equatable, Sendable {
    var step: Int
    var classIndex: Int
    /// The classes of which there are strips.
    var strips: Range<Int>
    /// Cells a strip.
    var cells: Int
    /// Whether the precision-recall curve is shown.
    var hasStairs: Bool
  }

  init(loss: Int, capacity: Int) {
    self.loss = loss
    self.capacity = capacity
    timeline = Timeline(capacity: capacity)
  }

  /// Takes in what its trainer reports.
  mutating func take(_ event: TrainingEvent, learningRate: Double) {
    switch event {
    case .started: phase = .training
    case .progress(let progress):
      moment = progress.moment
      phase = .training
    case .evaluated(let evaluation): take(evaluation, learningRate: learningRate)
    case .ended(let summary):
      moment = summary.moment
      if let last = summary.lastEvaluation, last.moment != timeline.entries.last?.moment {
        take(last, learningRate: learningRate)
      }
      phase = .done
    case .changed, .checkpointed: break
    }
  }

  private mutating func take(_ evaluation: Evaluation, learningRate: Double) {
    if evaluation.moment.step >= moment.step { moment = evaluation.moment }
    history.append(step: evaluation.moment.step, report: evaluation.report)
    let byteCount = evaluation.snapshot.byteCount
    // A timeline keeps a few evaluations however large they are: too many for several runs.
    if byteCount > capacity / 4 { timeline = Timeline(capacity: capacity) }
    timeline.append(
      Timeline.Entry(
        moment: evaluation.moment, trainingLoss: evaluation.trainingLoss,
        report: evaluation.report, loss: Loss(LossKind.everyKind[loss]), learningRate: learningRate,
        snapshot: evaluation.snapshot, ranges: LogitRanges(evaluation.snapshot)))
  }

  /// The step of the latest evaluation; −1 before the first.
  var lastEvaluatedStep: Int { timeline.entries.last?.moment.step ?? -1 }

  /// Shows the last evaluation up to a step.
  mutating func show(step: Int) {
    guard !timeline.entries.isEmpty else { return }
    let index = timeline.entries.lastIndex { $0.moment.step <= step } ?? 0
    if index != timeline.shownIndex { timeline.show(index) }
  }

  /// Makes what is drawn, unless it is made already.
  mutating func refresh(classIndex: Int, strips: Range<Int>, cells: Int, hasStairs: Bool) {
    guard let snapshot = timeline.shown?.snapshot, let step = timeline.shown?.moment.step else {
      view = nil
      return
    }
    let classes = strips.clamped(to: 0..<snapshot.classCount)
    let key = Key(
      step: step, classIndex: classIndex, strips: classes, cells: cells, hasStairs: hasStairs)
    guard view?.key != key else { return }
    let former = view.flatMap { $0.key.step == step ? $0 : nil }
    let classView =
      former?.key.classIndex == classIndex
      ? former?.classView
      : classIndex < snapshot.classCount
        ? ClassView(ClassScores(snapshot, classIndex: classIndex), step: step) : nil
    view = View(
      key: key, classView: classView,
      strips: classes.map { index in
        let scores =
          index == classIndex ? classView?.scores : ClassScores(snapshot, classIndex: index)
        return scores?.separationStrip(cells: cells)
      }, stairs: hasStairs ? classView.flatMap { PrecisionRecallStairs($0.scores) } : nil)
  }

  /// The metrics of the shown evaluation.
  var report: EvaluationReport? { timeline.shown?.report }

  /// The metrics of a class at the shown evaluation.
  func metrics(ofClass index: Int) -> ClassMetrics? {
    guard let classes = report?.classes, classes.indices.contains(index) else { return nil }
    return classes[index]
  }
}
