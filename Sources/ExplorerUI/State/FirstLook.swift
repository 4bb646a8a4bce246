import LogitEngine

/// How the run is looked at first, beside class, view and moment: what keys can bring about as well.
public struct FirstLook: Hashable, Sendable {
  /// Whether the histogram is of all classes at once.
  public var isPooled = false
  /// The threshold; nil to have the rule set it.
  public var threshold: Double?
  /// What sets the threshold otherwise.
  public var rule = ThresholdRule.bestF1
  /// What the height of the histogram's bars stands for; nil for that of the settings.
  public var scale: HistogramScale?
  /// Whether positives and negatives stand on one side of the axis.
  public var isOverlaid = false
  /// Whether the histogram keeps one axis for the whole run; nil for what the settings say.
  public var isAxisLocked: Bool?
  /// The range of logits that is zoomed to; nil for all of them.
  public var range: ClosedRange<Double>?
  /// What the logits of each row are made relative to.
  public var lens = LogitTransform.bare
  /// The spread of a random constant that is added to each row; nil for none.
  public var offsetSpread: Double?
  /// Whether the gradient of the loss is shown.
  public var showsGradient = false
  /// The share of positives to reckon precision with; nil for that of the test set.
  public var prevalence: Double?
  /// Whether the axis of the false-positive rate is logarithmic.
  public var isRateLogarithmic = false
  /// The column by which the table of classes is sorted.
  public var sorting = ClassColumn.number
  /// Whether that table is the other way round.
  public var isReversed = false
  /// What a class's name contains, or its number begins with, for it to be in that table.
  public var filter = ""
  /// Whether the list of examples is of the negatives.
  public var listsNegatives = false
  /// The losses to compare; nil for the paper's seven.
  public var losses: [LossKind]?
  /// The loss that the others are measured against; nil for the first.
  public var baseline: LossKind?
  /// How compared losses are drawn.
  public var form = Form.histograms

  /// The ways to draw compared losses.
  public enum Form: String, CaseIterable, Sendable {
    /// A small histogram a loss.
    case histograms
    /// Examples sorted by logit, shaded by their share of positives.
    case strips
    /// The curves of all losses on the same axes.
    case curves
  }

  /// Creates the look of a first start.
  public init() {}
}

extension ExplorerState {
  /// Looks at everything as told, before there is anything to see.
  mutating func take(_ look: FirstLook) {
    isPooled = look.isPooled
    userThreshold = look.threshold
    thresholdRule = look.rule
    if let wanted = look.scale { scale = wanted }
    isOverlaid = look.isOverlaid
    if let wanted = look.isAxisLocked { isAxisLocked = wanted }
    zoom = look.range
    lens.transform = look.lens
    if let spread = look.offsetSpread {
      lens.offsetSpread = spread
      lens.offsets = RowOffsets(spread: spread)
      instrument = .offsetTable
    }
    if look.showsGradient { instrument = .gradientStrip }
    prevalence = look.prevalence
    isRateLogarithmic = look.isRateLogarithmic
    if look.sorting != classTable.sorting { classTable.sort(by: look.sorting) }
    if look.isReversed { classTable.reverse() }
    for character in look.filter { _ = classTable.filter.type(.character(character)) }
    if look.listsNegatives { examples.show(.negatives) }
    func place(_ kind: LossKind) -> Int? { LossKind.everyKind.firstIndex(of: kind) }
    if let losses = look.losses { comparison.selection = Set(losses.compactMap(place)) }
    if let baseline = look.baseline.flatMap(place) { comparison.baseline = baseline }
    comparison.cursor = comparison.baseline
    switch look.form {
    case .histograms: break
    case .strips: comparison.form = .strips
    case .curves: comparison.form = .curves
    }
  }

  /// What of the look differs from the usual one, as options of a command.
  var lookOptions: [String] {
    var words: [String] = []
    func add(_ option: String, if isWanted: Bool) {
      if isWanted { words.append(option) }
    }
    let usual = tools.usual
    add("--all-classes", if: isPooled)
    if let userThreshold { words.append("--threshold \(userThreshold)") }
    add("--rule \(thresholdRule.word)", if: thresholdRule != .bestF1)
    add("--scale \(scale.word)", if: scale != .peaks || scale != usual.scale)
    add("--layout overlaid", if: isOverlaid)
    if isAxisLocked || usual.isAxisLocked {
      words.append(isAxisLocked ? "--lock-axis" : "--no-lock-axis")
    }
    if let zoom { words.append("--range \(zoom.lowerBound),\(zoom.upperBound)") }
    add("--lens \(lens.transform.word)", if: lens.transform != .bare)
    if let offsets = lens.offsets { words.append("--offset \(offsets.spread)") }
    add("--gradient", if: instrument == .gradientStrip)
    if let prevalence { words.append("--prevalence \(prevalence)") }
    add("--log-rate", if: isRateLogarithmic)
    add("--sort \(classTable.sorting.word)", if: classTable.sorting != .number)
    add("--reverse", if: classTable.isReversed)
    add("--filter \(classTable.filter.text.quotedForShell)", if: !classTable.filter.isEmpty)
    add("--examples negatives", if: examples.kind == .negatives)
    return words + comparisonOptions
  }

  private var comparisonOptions: [String] {
    guard origin == .training, recordedName == nil else { return [] }
    var words: [String] = []
    let usual = Comparison()
    let losses = comparedLosses
    if losses != usual.selection, !losses.isEmpty {
      let names = losses.sorted().map { LossKind.everyKind[$0].name }
      words.append("--losses " + names.joined(separator: ","))
    }
    if losses.contains(comparison.baseline), comparison.baseline != usual.baseline {
      words.append("--baseline \(LossKind.everyKind[comparison.baseline].name)")
    }
    let form = comparison.flippedLoss == nil ? comparison.form : comparison.formBeforeFlip
    switch form {
    case .strips: words.append("--form \(FirstLook.Form.strips.rawValue)")
    case .curves: words.append("--form \(FirstLook.Form.curves.rawValue)")
    case .ridges, .flip: break
    }
    return words
  }

  /// The losses that are compared, or would be: indices into `LossKind.everyKind`.
  private var comparedLosses: Set<Int> {
    comparison.runs.isEmpty ? comparison.selection : Set(comparison.runs.map(\.loss))
  }

  /// What of the look no option says, in a few words each.
  var beyondOptions: [String] {
    var words: [String] = []
    if isExpanded {
      words.append("the pane that fills the screen")
    } else if focus != view.mainPane {
      words.append("the focus")
    }
    if brushedRange != nil {
      words.append("the brushed bins")
    } else if cursor != nil {
      words.append("the cursor")
    }
    if barMagnification > 1 { words.append("the magnified bars") }
    if lens.offsets != nil, instrument == nil { words.append("the hidden table of offsets") }
    if !zoomedPanes.isEmpty { words.append("the zoomed curves") }
    if view == .examples, examples.position ?? 0 > 0 { words.append("the chosen example") }
    if view == .compare, origin == .training, recordedName == nil {
      if comparison.flippedLoss != nil {
        words.append("the loss at full size")
      } else if comparison.cursor != comparison.baseline {
        words.append("the loss under the cursor")
      }
      if comparedLosses.isEmpty { words.append("that no loss is selected") }
    }
    if view == .explore, lossUnderCursor.kind != loss.kind {
      words.append("the loss under the cursor")
    }
    if pinnedBaseline != nil { words.append("the run to measure against") }
    if view == .learn || learn.progress != nil { words.append("the step of the lesson") }
    return words
  }
}
