import LogitEngine

/// Everything the explorer knows; `update` changes it and `render` draws it.
///
/// Its size must be told by a `.resized` event before the first key, since what a key does
/// depends on what is drawn.
public struct ExplorerState: Sendable {
  // The run.

  /// The name of the dataset.
  public internal(set) var datasetName: String
  /// The names of the classes; a class without one goes by its number.
  public internal(set) var classNames: [String] {
    didSet {
      namesGeneration += 1
      classLabels = ClassLabels(classNames)
      longestClassName = Self.longestName(classLabels, count: classNames.count)
    }
  }
  /// What a restart would use: the loss and the learning rate are those in force.
  public internal(set) var configuration: TrainingConfiguration
  /// What the trainer said about the run; nil until it has started.
  public internal(set) var run: RunDescription?
  /// How far the run has come.
  public internal(set) var phase = RunPhase.starting
  /// Steps and epochs so far.
  public internal(set) var moment = TrainingMoment(step: 0, epoch: 0)
  /// The evaluation that is shown.
  public internal(set) var evaluation: Evaluation? { didSet { evaluationGeneration += 1 } }
  /// The most steps a second the user wants; nil for as many as the machine can.
  public internal(set) var stepsPerSecondLimit: Double?
  /// Training throughput of late, or over the whole run once it has ended; nil until it is known.
  public internal(set) var examplesPerSecond: Double?
  var secondsRemaining: Double?
  var secondsElapsed = 0.0
  var fastestStepsPerSecond = 0.0
  var previousReport: EvaluationReport?
  var classHistory = ClassHistory()
  /// What is wrong with the run, and what of that has been told.
  var health = RunHealth()
  var toldHealth: Set<HealthProblem> = []
  var lossSeries = StepSeries()

  // The timeline.

  var timeline = Timeline()
  /// Whether the timeline plays.
  var playback: Playback?
  var speedExponent = 0
  /// The step to begin at in a recorded run; nil for the last.
  var initialStep: Int?
  /// The name of the recorded run that is shown; nil for a live one.
  public internal(set) var recordedName: String?
  /// The number of the recorded run that is shown; nil for a live one.
  public internal(set) var recordedID: Int64?
  /// Whether a training goes on, or could, behind the recorded run that is shown.
  public internal(set) var isTrainingBehind = false
  /// Whether the recorded run that is shown is still being recorded.
  public internal(set) var isFollowed = false
  /// Where the logits are from.
  public let origin: LogitOrigin
  /// Whether the loss that the logits are of is known.
  public let isLossKnown: Bool
  /// Whether the histogram keeps one axis for the whole run.
  public internal(set) var isAxisLocked = false

  // The recorded runs.

  var browser = RunBrowser()
  /// The run that others are measured against; nil for none.
  public internal(set) var pinnedBaseline: PinnedBaseline?

  /// The datasets to train on.
  var datasets = DatasetPicker()

  // Several losses side by side.

  /// The losses that are compared.
  var comparison = Comparison()

  // The chosen class.

  /// The class that is looked at.
  public internal(set) var classIndex: Int
  var classView: ClassView?
  var previousOverlap: Double?
  var axisRange: ClosedRange<Double>?
  /// The threshold the user has set; nil while a rule sets it.
  public internal(set) var userThreshold: Double?
  /// What sets the threshold unless the user has.
  public internal(set) var thresholdRule = ThresholdRule.bestF1
  /// The threshold of the rule; nil where none will do.
  var ruleThreshold: Double?
  /// The same for all classes at once.
  var pooledRuleThreshold: Double?
  var classCurves: ClassCurves?
  /// Whether the axis of the false-positive rate is logarithmic.
  public internal(set) var isRateLogarithmic = false
  /// What is shown of the charts that are zoomed into.
  var curveWindows: [Pane: ChartWindow] = [:]

  // The speed.

  var speed = SpeedTimes()

  // The instruments.

  /// Through what the logits are looked at.
  var lens = LogitLens()
  /// What the offsets do to the losses; nil without offsets.
  var offsetComparison: OffsetComparison?
  /// The gradient of some examples; nil where its pane is not wanted.
  var gradientSample: GradientSample?
  /// The pair of logits that decides the margin; nil while it is not shown.
  var worstPair: WorstPair?
  /// The pane that takes the place of the curves; nil for the curves.
  var instrument: Pane?
  /// Whether the histogram is of all classes at once.
  public internal(set) var isPooled = false
  /// All classes at once; nil while they are not looked at.
  var pooledView: ClassView?
  /// Whether positives and negatives stand on one axis, not above and below it.
  public internal(set) var isOverlaid = false
  /// The share of positives to reckon precision with; nil for that of the test set.
  public internal(set) var prevalence: Double?
  /// What depends on that prevalence and on no threshold.
  var dialled = DialledMetrics()
  /// The logit whose bin is read; nil without the cursor.
  var cursor: Double?
  /// The range of logits that is brushed, bins long; nil for none.
  public internal(set) var brushedRange: ClosedRange<Double>?
  /// The range of logits that is zoomed to; nil for all of them.
  var zoom: ClosedRange<Double>?
  /// How many times the histogram's bars are magnified, so that tails show.
  var barMagnification = 1

  // The lessons.

  var learn = LearnState()

  // The table of classes.

  var classTable = ClassTable()
  /// The examples that are listed for the chosen class.
  var examples = ExampleList()
  /// The evaluated examples themselves; nil while they are not at hand.
  public internal(set) var loadedExamples: Examples?
  /// Why they are not; nil where nothing is known of them.
  var reasonNotLoaded: String?
  /// The names of the classes as they are shown.
  var classLabels: ClassLabels
  /// The cells that the longest name takes, within reason.
  private(set) var longestClassName = 0
  /// Changes with the shown evaluation, and with the names.
  private(set) var evaluationGeneration = 0
  private(set) var namesGeneration = 0

  // The screen.

  /// The size of the terminal.
  public internal(set) var size = Size(width: 80, height: 24)
  /// The view that is shown.
  public internal(set) var view = ExplorerView.explore
  private var focusOfView: [ExplorerView: Pane] = [:]
  /// Whether the pane with the focus fills the screen.
  public internal(set) var isExpanded = false
  /// The theme.
  public internal(set) var theme = ThemeName.automatic
  var tools = ToolState()
  /// What lies over the view and takes the keys; nil for nothing.
  public internal(set) var overlay: Overlay?
  /// Whether left and right move the threshold.
  public internal(set) var isMovingThreshold = false
  /// The loss under the cursor, an index into `LossKind.everyKind`.
  public internal(set) var lossCursor: Int
  /// What the height of the histogram's bars stands for.
  public internal(set) var scale = HistogramScale.peaks
  /// A line shown at the bottom until the first key; nil for none.
  public internal(set) var notice: String?
  /// What was assumed in reading the data, a sentence each.
  public internal(set) var dataNotes: [String] = []
  /// The bytes of the store that the run is recorded in; nil while it is not recorded.
  public internal(set) var storeBytes: Int?
  /// Whether no key has been pressed yet, so that notices are still shown.
  public internal(set) var showsNotices = true
  var helpOffset = 0
  var drag: MouseDrag?
  var clickedLoss: Int?
  var clickedClass: Int?
  var clickedLesson: Int?

  /// Creates the state before anything has been loaded.
  public init(launch: ExplorerLaunch) {
    datasetName = launch.datasetName
    classNames = launch.classNames
    classLabels = ClassLabels(launch.classNames)
    longestClassName = Self.longestName(classLabels, count: launch.classNames.count)
    configuration = launch.configuration
    classIndex = max(0, launch.initialClass)
    lossCursor = LossKind.everyKind.firstIndex(of: launch.configuration.loss.kind) ?? 0
    view = launch.firstView
    initialStep = launch.step
    theme = launch.settings.theme
    scale = launch.settings.scale
    isAxisLocked = launch.settings.isAxisLocked
    tools.usesASCII = launch.settings.usesASCII
    tools.firstView = launch.settings.view
    tools.usual = launch.settings
    tools.keyMap = launch.keyMap
    tools.command = launch.command
    notice = launch.notice
    isTrainingBehind = launch.isTrainingBehind
    origin = launch.origin
    isLossKnown = launch.isLossKnown
    datasets.isAvailable = launch.canChooseDataset
    take(launch.look)
    if let lesson = launch.lesson {
      begin(step: 0, ofLesson: lesson)
      if launch.isClassChosen { learn.progress?.seeksClass = false }
      focusOnLessonText()
    }
  }
}

extension ExplorerState {
  /// The pane of the shown view that has the focus.
  public internal(set) var focus: Pane {
    get { focusOfView[view] ?? view.mainPane }
    set { focusOfView[view] = newValue }
  }

  /// Whether the help screen is shown.
  public var isHelpShown: Bool { overlay == .help }

  /// k, as far as it is known.
  var classCount: Int {
    evaluation?.snapshot.classCount ?? classNames.count
  }

  /// The loss that the running network is trained with.
  var loss: Loss { configuration.loss }

  /// The loss under the cursor with the parameters of the run.
  var lossUnderCursor: Loss {
    Loss(LossKind.everyKind[lossCursor], parameters: configuration.loss.parameters)
  }

  /// The metrics that are shown; there even while the logits are being fetched.
  var shownReport: EvaluationReport? { evaluation?.report ?? timeline.shown?.report }

  /// The name of a class as it is shown, or nothing where it would only repeat the number.
  func className(_ index: Int) -> String { classLabels[index] }

  private static func longestName(_ labels: ClassLabels, count: Int) -> Int {
    // Beyond the first thousands a longer name is cut.
    (0..<min(4000, count)).reduce(0) { max($0, labels[$1].displayWidth) }
  }

  /// A class by number and name, for instance `6 Shirt`.
  func classLabel(_ index: Int) -> String { classLabels.label(index) }

  /// The metrics of the chosen class; nil before the first evaluation.
  var classMetrics: ClassMetrics? {
    guard let classes = evaluation?.report.classes, classes.indices.contains(classIndex) else {
      return nil
    }
    return classes[classIndex]
  }

  /// What the histogram shows: the chosen class, or all of them.
  var histogramView: ClassView? { isPooled ? pooledView : classView }

  /// What the threshold gets right and wrong of what the histogram shows.
  var histogramDecision: ThresholdDecision? {
    guard let threshold, let histogramView else { return nil }
    return histogramView.scores.decision(at: threshold)
  }

  /// What the threshold gets right and wrong.
  var decision: ThresholdDecision? {
    guard let threshold, let classView else { return nil }
    return classView.scores.decision(at: threshold)
  }

  /// Every metric now.
  var metrics: MetricValues {
    guard let report = evaluation?.report else { return MetricValues() }
    var values = MetricValues(report, classIndex: classIndex)
    values[.overlap] = classView?.overlap
    values[.threshold] = threshold
    values[.precision] = decision?.precision
    values[.recall] = decision?.recall
    values[.f1] = decision?.f1
    if let prevalence {
      values[.precisionAtRecall90] = dialled.precisionAtRecall90
      values[.precisionAtRecall99] = dialled.precisionAtRecall99
      values[.precision] = decision?.precision(atPrevalence: prevalence)
      values[.f1] = decision?.f1(atPrevalence: prevalence)
    }
    return values
  }

  /// Every metric at the evaluation before, as far as it is still known.
  var previousMetrics: MetricValues {
    guard let previousReport else { return MetricValues() }
    var values = MetricValues(previousReport, classIndex: classIndex)
    values[.overlap] = previousOverlap
    if prevalence != nil {
      for metric in [Metric.precisionAtRecall90, .precisionAtRecall99] { values[metric] = nil }
    }
    return values
  }

  /// Whether examples have several classes or none, so that there is no accuracy.
  var usesTopOnePrecision: Bool {
    guard let report = evaluation?.report else { return false }
    return report.accuracy == nil && report.topOnePrecision != nil
  }

  /// Why the losses, and their gradients, are undefined for any logits like these; nil where they are
  /// defined.
  var reasonWithoutLosses: String? {
    guard let snapshot = evaluation?.snapshot else { return nil }
    if snapshot.classCount == 1 { return "a loss needs several classes" }
    return snapshot.truth.isOneEach ? nil : "a loss needs exactly one class an example"
  }

  /// Why a metric is undefined.
  func reasonUndefined(_ metric: Metric) -> String {
    guard let evaluation else { return "not evaluated yet" }
    if metric.needsRow, evaluation.snapshot.classCount == 1 { return "a single logit" }
    if metric.concernsAllClasses {
      return evaluation.report.nanCount > 0 ? "NaN logits" : "nothing to compare"
    }
    guard let scores = classView?.scores else { return "no such class" }
    if scores.nanCount > 0 { return "NaN logits" }
    if scores.positives.isEmpty { return "no positives" }
    if scores.negatives.isEmpty { return "no negatives" }
    return "nothing at the threshold"
  }

  /// The whole run in steps; nil before it has started.
  var totalSteps: Int? { run?.totalSteps }

  /// The share of the run that is done at the shown moment.
  var progress: Double {
    guard let totalSteps, totalSteps > 0 else { return 0 }
    return (Double(shownMoment.step) / Double(totalSteps)).clamped(to: 0...1)
  }
}
