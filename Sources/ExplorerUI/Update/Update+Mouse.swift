extension ExplorerState {
  /// Does what the cell under the mouse stands for.
  mutating func handle(_ event: MouseEvent) -> [ExplorerEffect] {
    switch event.action {
    case .release:
      isDraggingThreshold = false
      isDraggingTimeline = false
      return []
    case .drag:
      if isDraggingTimeline { return showEvaluation(atColumn: event.column) }
      guard isDraggingThreshold else { return [] }
      if view == .curves {
        setThresholdOnCurve(atColumn: event.column, row: event.row)
      } else {
        setThreshold(atColumn: event.column)
      }
      return []
    case .press, .wheelUp, .wheelDown:
      break
    }
    if overlay == .help {
      if event.action == .wheelUp { return perform(.scrollHelp(-3)) }
      if event.action == .wheelDown { return perform(.scrollHelp(3)) }
      return perform(.toggleHelp)
    }
    if overlay == .runs { return handleInBrowser(event) }
    guard overlay == nil else { return [] }
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
    if event.action != .press {
      return turnWheel(over: pane, by: event.action == .wheelUp ? -1 : 1)
    }
    showsNotices = false
    return click(event, pane: pane, frame: frame)
  }

  private mutating func handleInBrowser(_ event: MouseEvent) -> [ExplorerEffect] {
    guard isBrowsing else { return [] }
    switch event.action {
    case .wheelUp: browser.move(by: -1)
    case .wheelDown: browser.move(by: 1)
    default:
      guard let row = RunBrowserScreen.run(atRow: event.row, browser, in: size) else { return [] }
      if row == browser.cursor { return perform(.runs(.open)) }
      browser.move(to: row)
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
      isDraggingTimeline = true
      return showEvaluation(atColumn: event.column)
    }
  }

  private mutating func showEvaluation(atColumn column: Int) -> [ExplorerEffect] {
    guard let index = timelineLayout?.index(atColumn: column) else { return [] }
    return showEvaluation(index)
  }

  private mutating func turnWheel(over pane: Pane, by direction: Int) -> [ExplorerEffect] {
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

  private mutating func clickHistogram(
    _ event: MouseEvent, frame: Rectangle
  ) -> [ExplorerEffect] {
    let inside = HistogramPaneLayout(frame: frame, state: self)
    let (column, row) = (event.column, event.row)
    if canChangeClass {
      if inside.previousArrow.contains(column: column, row: row) {
        return perform(.changeClass(-1))
      }
      if inside.nextArrow.contains(column: column, row: row) { return perform(.changeClass(1)) }
      if let chip = inside.chips.first(where: { $0.frame.contains(column: column, row: row) }) {
        chooseClass(chip.classIndex)
        return []
      }
    }
    guard let axis = inside.axis, inside.plot.contains(column: column, row: row) else { return [] }
    let line = threshold.map { inside.axisRow.column + axis.column(of: $0) }
    let isOnLine = line.map { abs($0 - column) <= 1 } ?? false
    if isMovingThreshold || isOnLine || row == inside.axisRow.row || row == inside.tickRow.row {
      isDraggingThreshold = true
      setThreshold(atColumn: column)
    }
    return []
  }

  private mutating func setThreshold(atColumn column: Int) {
    guard let inside = histogramLayout, let axis = inside.axis else { return }
    let place = (column - inside.axisRow.column).clamped(to: 0...axis.columnCount)
    userThreshold = axis.value(atColumn: place)
  }
}
