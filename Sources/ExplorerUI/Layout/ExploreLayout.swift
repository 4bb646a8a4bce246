/// Where everything of view 1 stands; drawing and the mouse both go by it.
///
/// What does not fit is left out in a fixed order: the class list, the curves, the separation pane
/// (one line of metrics takes its place), the losses; below 16 rows the timeline. The focused pane is always there: one that
/// was left out takes the place of the histogram.
struct ExploreLayout: Sendable {
  /// The smallest size with a picture.
  static let minimumSize = Size(width: 40, height: 12)

  /// Whether there is room for a picture at all.
  let hasRoom: Bool
  /// The line at the top.
  let titleLine: Rectangle
  /// The line of keys at the bottom.
  let hintLine: Rectangle
  /// The line of the timeline; nil on low screens.
  private(set) var timelineLine: Rectangle?
  /// The line of metrics; nil where the separation pane is drawn.
  private(set) var metricsLine: Rectangle?
  /// The panes that are drawn.
  private(set) var panes: [(pane: Pane, frame: Rectangle)] = []

  init(size: Size, focus: Pane, isExpanded: Bool) {
    var rest = Rectangle(column: 0, row: 0, width: size.width, height: size.height)
    hasRoom =
      size.width >= Self.minimumSize.width && size.height >= Self.minimumSize.height
    guard hasRoom else {
      titleLine = rest
      hintLine = rest.takeBottom(0)
      return
    }
    titleLine = rest.takeTop(1)
    hintLine = rest.takeBottom(1)
    if size.height >= 16 { timelineLine = rest.takeBottom(1) }
    if isExpanded {
      panes = [(focus, rest)]
      return
    }
    if size.width >= 72 {
      placeColumns(rest)
    } else {
      placeStack(rest)
    }
    if frame(of: focus) == nil, let main = panes.firstIndex(where: { $0.pane == .histogram }) {
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

  private mutating func place(_ pane: Pane, _ frame: Rectangle) {
    panes.append((pane, frame))
  }

  /// Losses at the left, the histogram in the middle, numbers at the right, curves below.
  private mutating func placeColumns(_ body: Rectangle) {
    var body = body
    let isWide = body.width >= 104
    if !isWide, body.height < 18 { metricsLine = body.takeBottom(1) }
    var left = body.takeLeft(
      body.width >= 160 ? 36 : body.width >= 118 ? 30 : isWide ? 28 : 27)
    let lossHeight = min(left.height, body.height >= 40 ? 17 : body.height >= 30 ? 16 : 12)
    if isWide, left.height - lossHeight >= 7 {
      place(.losses, left.takeTop(lossHeight))
      place(.classes, left)
    } else if !isWide, metricsLine == nil {
      place(.losses, left.takeTop(max(9, min(lossHeight, left.height - 9))))
      place(.separation, left)
    } else {
      place(.losses, left)
    }
    if body.height >= 18 {
      let height = body.height >= 30 ? body.height / 3 : 8
      placeCurves(body.takeBottom(height))
    }
    if isWide {
      place(.separation, body.takeRight(body.width >= 120 ? 38 : body.width >= 88 ? 29 : 27))
    }
    place(.histogram, body)
  }

  /// Everything one below the other, for narrow screens.
  private mutating func placeStack(_ body: Rectangle) {
    var body = body
    if body.height >= 42 { placeCurves(body.takeBottom(9)) }
    if body.height >= 28 {
      var row = body.takeBottom(11)
      if row.width >= 54 {
        place(.losses, row.takeLeft(26))
        place(.separation, row)
      } else {
        metricsLine = row.takeTop(1)
        place(.losses, row)
      }
    } else {
      metricsLine = body.takeBottom(1)
    }
    place(.histogram, body)
  }

  private mutating func placeCurves(_ row: Rectangle) {
    var row = row
    if row.width >= 52 { place(.lossCurve, row.takeLeft(row.width / 2)) }
    place(.precisionCurve, row)
  }
}

extension ExplorerState {
  /// The layout of the screen as it is now.
  var layout: ExploreLayout { layout(in: size) }

  /// The layout of the screen at a size.
  func layout(in size: Size) -> ExploreLayout {
    ExploreLayout(size: size, focus: focus, isExpanded: isExpanded)
  }
}
