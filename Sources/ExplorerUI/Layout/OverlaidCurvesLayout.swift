/// Where the overlaid curves of the compared losses stand: two charts side by side, one above the
/// other, or the first alone, the names of the lines at the right of each.
struct OverlaidCurvesLayout: Sendable {
  /// What a chart shows.
  enum Kind: Sendable {
    /// The mean AUPRC of all classes against the step.
    case meanPrecision
    /// The precision-recall curve of the chosen class at the shown moment.
    case precisionRecall
  }

  /// One chart.
  struct Panel: Sendable {
    let kind: Kind
    /// What it shows; empty where the title of the pane says it.
    let heading: Rectangle
    /// Axes and curves.
    let chart: Rectangle
    /// A row a loss at most.
    let labels: Rectangle

    fileprivate init(_ kind: Kind, _ box: Rectangle, hasHeading: Bool) {
      self.kind = kind
      var rest = box
      heading = rest.takeTop(hasHeading ? 1 : 0)
      let width = [86, 64, 50].firstIndex { box.width >= $0 }
      labels = rest.takeRight(width.map { [36, 31, 18][$0] } ?? 12)
      _ = rest.takeRight(1)
      chart = rest
    }
  }

  /// The charts, the first at least.
  let panels: [Panel]
  /// A line of plain words; empty on low screens.
  let words: Rectangle

  private static let gap = 2
  private static let leastWidthOfTwo = 100
  private static let leastHeightOfTwo = 16

  init(frame: Rectangle) {
    var box = frame.inner.inset(horizontally: 1, vertically: 0)
    words = box.takeBottom(box.height >= Self.leastHeightOfTwo + 2 ? 1 : 0)
    if box.width >= Self.leastWidthOfTwo {
      let first = box.takeLeft((box.width - Self.gap) / 2)
      _ = box.takeLeft(Self.gap)
      panels = [
        Panel(.meanPrecision, first, hasHeading: true),
        Panel(.precisionRecall, box, hasHeading: true),
      ]
    } else if box.height >= Self.leastHeightOfTwo {
      let first = box.takeTop(box.height / 2)
      panels = [
        Panel(.meanPrecision, first, hasHeading: true),
        Panel(.precisionRecall, box, hasHeading: true),
      ]
    } else {
      panels = [Panel(.meanPrecision, box, hasHeading: false)]
    }
  }
}

extension ExplorerState {
  /// The overlaid curves as they are drawn; nil when they are not.
  var overlaidCurvesLayout: OverlaidCurvesLayout? {
    guard showsComparison, comparison.form == .curves else { return nil }
    return layout.frame(of: .comparedHistograms).map { OverlaidCurvesLayout(frame: $0) }
  }
}
