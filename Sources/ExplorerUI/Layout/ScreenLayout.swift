import LogitEngine

/// Where everything stands; drawing and the mouse both go by it.
///
/// Below 20 rows the line of views is left out, below 16 that of the timeline. A lesson under way has
/// a strip above it. The focused pane is
/// always there: one that was left out takes the place of the view's main pane.
struct ScreenLayout: Sendable {
  /// The smallest size with a picture.
  static let minimumSize = Size(width: 40, height: 12)

  /// Whether there is room for a picture at all.
  let hasRoom: Bool
  /// The line at the top.
  let titleLine: Rectangle
  /// The line of views below it; nil on low screens.
  private(set) var tabLine: Rectangle?
  /// The line of keys at the bottom.
  let hintLine: Rectangle
  /// The line of the timeline; nil on low screens.
  private(set) var timelineLine: Rectangle?
  /// The strip that shows the step of a lesson; nil while none is under way.
  private(set) var lessonStrip: Rectangle?
  /// The line of metrics; nil where the separation pane is drawn.
  var metricsLine: Rectangle?
  /// The panes that are drawn.
  private(set) var panes: [(pane: Pane, frame: Rectangle)] = []

  /// Lays the screen out; where nothing is compared there is no table of it.
  init(
    size: Size, view: ExplorerView, focus: Pane, isExpanded: Bool, instrument: Pane? = nil,
    comparedCount: Int = LossKind.all.count, hasLesson: Bool = false
  ) {
    var rest = Rectangle(column: 0, row: 0, width: size.width, height: size.height)
    hasRoom =
      size.width >= Self.minimumSize.width && size.height >= Self.minimumSize.height
    guard hasRoom else {
      titleLine = rest
      hintLine = rest.takeBottom(0)
      return
    }
    titleLine = rest.takeTop(1)
    if size.height >= 20 { tabLine = rest.takeTop(1) }
    hintLine = rest.takeBottom(1)
    if size.height >= 16 { timelineLine = rest.takeBottom(1) }
    if hasLesson { lessonStrip = rest.takeBottom(Self.lessonStripHeight(in: size)) }
    if view == .curves { metricsLine = rest.takeBottom(1) }
    if isExpanded {
      panes = [(focus, rest)]
      return
    }
    switch view {
    case .explore: placeExplore(rest, instrument: instrument)
    case .compare: placeCompare(rest, lossCount: comparedCount)
    case .classes: place(.classTable, rest)
    case .examples: placeExamples(rest)
    case .curves: placeCurves(rest)
    case .speed: placeSpeed(rest)
    case .learn: placeLearn(rest)
    }
    if frame(of: focus) == nil, let main = panes.firstIndex(where: { $0.pane == view.mainPane }) {
      panes[main].pane = focus
    }
  }

  /// Where a pane stands; nil when it is not drawn.
  func frame(of pane: Pane) -> Rectangle? {
    panes.first { $0.pane == pane }?.frame
  }

  /// The pane at a cell.
  func pane(atColumn column: Int, row: Int) -> Pane? {
    panes.first { $0.frame.contains(column: column, row: row) }?.pane
  }

  mutating func place(_ pane: Pane, _ frame: Rectangle) {
    panes.append((pane, frame))
  }

  /// A large pane and a smaller one beside it, or below it where the screen is narrow.
  mutating func placeMainAndSecond(_ body: Rectangle, _ main: Pane, _ second: Pane) {
    var body = body
    if body.width >= 100 {
      place(second, body.takeRight(body.width * 2 / 5))
    } else if body.height >= 20 {
      place(second, body.takeBottom(body.height * 2 / 5))
    }
    place(main, body)
  }
}

extension ExplorerState {
  /// The layout of the screen as it is now.
  var layout: ScreenLayout { layout(in: size) }

  /// The layout of the screen at a size.
  func layout(in size: Size) -> ScreenLayout {
    ScreenLayout(
      size: size, view: view, focus: focus, isExpanded: isExpanded, instrument: instrument,
      comparedCount: comparison.runs.count
        + (comparison.runs.isEmpty || comparableBaseline == nil ? 0 : 1),
      hasLesson: learn.progress != nil)
  }
}
