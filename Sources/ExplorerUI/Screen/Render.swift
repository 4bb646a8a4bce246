import LogitEngine

/// Draws the state as a picture of exactly the given size.
public func render(
  _ state: ExplorerState, size: Size, capabilities: TerminalCapabilities
) -> Grid {
  var capabilities = capabilities
  if state.tools.usesASCII { capabilities.hasUnicode = false }
  var canvas = Canvas(
    size: Size(width: max(0, size.width), height: max(0, size.height)),
    capabilities: capabilities, theme: state.theme)
  // What is drawn must agree with what the mouse hits, whatever size was asked for.
  var state = state
  state.size = canvas.size
  state.classLabels.usesASCII = !capabilities.hasUnicode
  if state.isHelpShown {
    HelpScreen.draw(state, on: &canvas)
    return canvas.grid
  }
  let layout = state.layout
  guard layout.hasRoom else {
    drawTooSmall(on: &canvas)
    return canvas.grid
  }
  if state.overlay == .runs {
    RunBrowserScreen.draw(state, on: &canvas)
    return canvas.grid
  }
  TitleLine.draw(state, in: layout.titleLine, on: &canvas)
  if let line = layout.tabLine { TabLine.draw(state, in: line, on: &canvas) }
  for (pane, frame) in layout.panes { pane.draw(state, in: frame, on: &canvas) }
  if let line = layout.metricsLine, state.view == .curves {
    CurveWords.drawReading(state, in: line, on: &canvas)
  } else if let line = layout.metricsLine {
    SeparationPane.drawLine(state, in: line, on: &canvas)
  }
  if let strip = layout.lessonStrip { LessonStrip.draw(state, in: strip, on: &canvas) }
  TimelineBar.draw(state, on: &canvas)
  HintLine.draw(state, in: layout.hintLine, on: &canvas)
  switch state.overlay {
  case .saving: SaveBox.draw(state, on: &canvas)
  case .options: OptionsBox.draw(state, on: &canvas)
  case .palette: CommandPalette.draw(state, on: &canvas)
  case .command: CommandBox.draw(state, on: &canvas)
  case .datasets: DatasetBox.draw(state, on: &canvas)
  case .worstPair: WorstPairBox.draw(state, on: &canvas)
  case .help, .runs, nil: break
  }
  return canvas.grid
}

extension Pane {
  /// Draws the pane with its frame.
  func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    switch self {
    case .losses: LossPane.draw(state, in: frame, on: &canvas)
    case .classes: ClassPane.draw(state, in: frame, on: &canvas)
    case .histogram: HistogramPane(state, frame: frame).draw(on: &canvas)
    case .separation: SeparationPane.draw(state, in: frame, on: &canvas)
    case .lossCurve: CurvePanes.drawLoss(state, in: frame, on: &canvas)
    case .precisionCurve: CurvePanes.drawPrecision(state, in: frame, on: &canvas)
    case .offsetTable: OffsetPane.draw(state, in: frame, on: &canvas)
    case .gradientStrip: GradientPane.draw(state, in: frame, on: &canvas)
    case .precisionRecall, .receiverOperating:
      RankingPane.draw(self, state, in: frame, on: &canvas)
    case .thresholdSweep: SweepPane.draw(state, in: frame, on: &canvas)
    case .comparedHistograms: ComparisonPane(state, frame: frame).draw(on: &canvas)
    case .comparisonTable: ComparisonTable(state, frame: frame).draw(on: &canvas)
    case .classTable: ClassTablePane.draw(state, in: frame, on: &canvas)
    case .exampleList: ExampleListPane.draw(state, in: frame, on: &canvas)
    case .exampleProfile: ExampleProfilePane.draw(state, in: frame, on: &canvas)
    case .speedChart: SpeedChartPane.draw(state, in: frame, on: &canvas)
    case .speedTable: SpeedTablePane.draw(state, in: frame, on: &canvas)
    case .lessonList: LessonListPane.draw(state, in: frame, on: &canvas)
    case .lessonText: LessonTextPane.draw(state, in: frame, on: &canvas)
    }
  }
}

/// One line that says how much room there is and how much is needed.
private func drawTooSmall(on canvas: inout Canvas) {
  let (size, least) = (canvas.size, ScreenLayout.minimumSize)
  let now = "\(size.width)×\(size.height)"
  let needed = "\(least.width)×\(least.height)"
  let texts = ["\(now) is too small, \(needed) needed · q quits", "\(now), needs \(needed)", now]
  guard let text = texts.first(where: { $0.displayWidth <= size.width }) else { return }
  canvas.text(text, (size.width - text.displayWidth) / 2, size.height / 2, .strong)
}
