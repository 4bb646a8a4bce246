import LogitEngine

/// The large pane of the view of compared losses, in whichever form it is shown.
struct ComparisonPane {
  let state: ExplorerState
  let frame: Rectangle
  private var comparison: Comparison { state.comparison }

  init(_ state: ExplorerState, frame: Rectangle) {
    self.state = state
    self.frame = frame
  }

  func draw(on canvas: inout Canvas) {
    let isFocused = state.focus == .comparedHistograms
    guard !comparison.runs.isEmpty else {
      canvas.frame(
        frame, title: [TextRun("Losses to compare", .paneTitle)], isFocused: isFocused)
      ComparisonChoice(state, frame: frame).draw(on: &canvas)
      return
    }
    let (title, note) = Self.title(of: state, width: frame.width)
    canvas.frame(frame, title: title, note: note, isFocused: isFocused)
    if let loss = comparison.flippedLoss {
      ComparedHistogram(state, loss: loss, frame: frame).draw(on: &canvas)
    } else if let strips = state.stripLayout, !strips.blocks.isEmpty {
      StripBlocks(state, layout: strips).draw(on: &canvas)
    } else if comparison.form == .curves {
      OverlaidCurves(state, layout: OverlaidCurvesLayout(frame: frame)).draw(on: &canvas)
    } else {
      ComparisonRidges(state, frame: frame).draw(on: &canvas)
    }
  }

  /// The title, in the longest wording that fits, and a note at the right end of the border.
  static func title(of state: ExplorerState, width: Int) -> ([TextRun], String) {
    let room = width - 6
    if state.overlaidCurvesLayout?.panels.count == 1 {
      // Nothing of the class is seen where there is room for one chart.
      return ([TextRun("Mean AUPRC of all classes", .paneTitle)], "")
    }
    let hasArrows = state.canChangeClass
    let step = state.comparison.leader?.timeline.shown?.moment.step ?? 0
    let label = " class \(state.classLabel(state.classIndex)) ".truncated(to: max(0, room - 2))
    let subjects =
      switch state.comparison.form {
      case .strips:
        [" · sorted logits, shaded by their share of positives", " · sorted logits", ""]
      case .curves: [" · curves of all losses on the same axes", " · curves of all losses", ""]
      case .ridges: [" · logits of every loss on one axis", " · one axis", ""]
      case .flip: [" · the same axis for all losses", " · one axis", ""]
      }
    let notes = ["step " + NumberText.integer(step), ""]
    let used = label.displayWidth + 2
    for note in notes {
      for subject in subjects
      where used + subject.displayWidth + (note.isEmpty ? 0 : note.displayWidth + 4) <= room {
        return (runs(label, subject, hasArrows), note)
      }
    }
    return (runs(label, "", hasArrows), "")
  }

  private static func runs(_ label: String, _ subject: String, _ hasArrows: Bool) -> [TextRun] {
    [
      TextRun(hasArrows ? "◄" : "", .key), TextRun(label, .paneTitle),
      TextRun(hasArrows ? "►" : "", .key), TextRun(subject, .subtle),
    ]
  }

  /// Which way a click into the border changes the class; nil where it does not.
  static func classChange(
    atColumn column: Int, row: Int, frame: Rectangle, state: ExplorerState
  ) -> Int? {
    guard row == frame.row, state.canChangeClass, state.showsComparison else { return nil }
    let title = title(of: state, width: frame.width).0
    guard title.count > 2 else { return nil }
    let first = frame.column + 3
    if column == first { return -1 }
    return column == first + 1 + title[1].text.displayWidth ? 1 : nil
  }
}
