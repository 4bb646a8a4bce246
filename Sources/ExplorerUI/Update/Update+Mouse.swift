extension ExplorerState {
  /// Does what the cell under the mouse stands for.
  mutating func handle(_ event: MouseEvent) -> [ExplorerEffect] {
    switch event.action {
    case .release:
      drag = nil
      return []
    case .drag: return continueDrag(event)
    case .press: drag = nil
    case .wheelUp, .wheelDown: break
    }
    if let overlay { return handle(event, over: overlay) }
    let layout = layout
    if let tabs = layout.tabLine, event.action == .press,
      let view = TabLine.view(atColumn: event.column, row: event.row, in: tabs)
    {
      showsNotices = false
      show(view)
      return []
    }
    if let strip = layout.lessonStrip, strip.contains(column: event.column, row: event.row) {
      return event.action == .press ? clickLessonStrip() : []
    }
    if let line = layout.timelineLine, line.contains(column: event.column, row: event.row) {
      return handleOnTimeline(event)
    }
    guard layout.hasRoom, let pane = layout.pane(atColumn: event.column, row: event.row),
      let frame = layout.frame(of: pane)
    else { return [] }
    if event.action != .press { return turnWheel(event, over: pane) }
    showsNotices = false
    return click(event, pane: pane, frame: frame)
  }

  private mutating func continueDrag(_ event: MouseEvent) -> [ExplorerEffect] {
    switch drag {
    case .timeline: return showEvaluation(atColumn: event.column)
    case .threshold where view == .curves:
      setThresholdOnCurve(atColumn: event.column, row: event.row)
    case .threshold: setThreshold(atColumn: event.column)
    case .brush(let start): brush(from: start, toColumn: event.column)
    case nil: break
    }
    return []
  }

  private mutating func handleOnTimeline(_ event: MouseEvent) -> [ExplorerEffect] {
    guard hasTimeline else { return [] }
    switch event.action {
    case .wheelUp: return moveInTimeline(by: -1)
    case .wheelDown: return moveInTimeline(by: 1)
    default:
      showsNotices = false
      playback = nil
      drag = .timeline
      return showEvaluation(atColumn: event.column)
    }
  }

  private mutating func showEvaluation(atColumn column: Int) -> [ExplorerEffect] {
    guard let index = timelineLayout?.index(atColumn: column) else { return [] }
    return showEvaluation(index)
  }

  private mutating func turnWheel(
    _ event: MouseEvent, over pane: Pane
  ) -> [ExplorerEffect] {
    if pane == .histogram && zoomHistogram(event) || zoomCurve(event, pane: pane) { return [] }
    let direction = event.action == .wheelUp ? -1 : 1
    switch pane {
    case .comparisonTable: return perform(.compare(.moveCursor(direction)))
    case .losses: return perform(.moveLossCursor(direction))
    case .lessonList: return perform(.learn(.moveCursor(direction)))
    case .lessonText: return perform(.learn(.scroll(3 * direction)))
    case .histogram, .classes, .separation, .precisionCurve, .precisionRecall,
      .receiverOperating, .thresholdSweep, .comparedHistograms:
      return canChangeClass ? perform(.changeClass(direction)) : []
    case .classTable:
      scrollClassTable(by: 3 * direction)
      return []
    case .exampleList:
      scrollExamples(by: 3 * direction)
      return []
    case .exampleProfile:
      return canMoveInExamples ? perform(.examples(.move(rows: direction))) : []
    default: return []
    }
  }

  private mutating func click(
    _ event: MouseEvent, pane: Pane, frame: Rectangle
  ) -> [ExplorerEffect] {
    let lastLoss = clickedLoss
    clickedLoss = nil
    let lastClass = clickedClass
    clickedClass = nil
    let lastLesson = clickedLesson
    clickedLesson = nil
    focus = pane
    switch pane {
    case .losses:
      isMovingThreshold = false
      let inside = LossPaneLayout(frame: frame, cursor: lossCursor)
      guard let loss = inside.loss(atColumn: event.column, row: event.row) else { return [] }
      lossCursor = loss
      if lastLoss == loss, canTrain { return perform(.restartWithLoss) }
      clickedLoss = loss
    case .classes:
      let inside = ClassPaneLayout(
        frame: frame, classCount: classCount, classIndex: classIndex)
      if let index = inside.classIndex(atColumn: event.column, row: event.row) {
        chooseClass(index)
      }
    case .histogram: return clickHistogram(event, frame: frame)
    case .precisionRecall, .receiverOperating, .thresholdSweep: clickCurve(event)
    case .classTable: clickClassTable(event, again: lastClass)
    case .exampleList: clickExamples(event)
    case .exampleProfile: clickProfile(event, frame: frame)
    case .comparedHistograms: return clickComparison(event, frame: frame)
    case .lessonList: return clickLessons(event, frame: frame, again: lastLesson)
    case .comparisonTable:
      chooseCompared(
        ComparisonTable.loss(
          atRow: event.row, frame: frame, cursor: comparison.cursor,
          hasPinnedRow: comparableBaseline != nil))
    default: break
    }
    return []
  }
}
