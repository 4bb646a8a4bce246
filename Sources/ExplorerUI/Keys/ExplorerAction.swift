/// Everything a key can do.
enum ExplorerAction: Hashable, Sendable {
  case quit
  case suspend
  case repaint
  case toggleHelp
  case scrollHelp(Int)
  case back
  case togglePause
  case step
  case restart
  case restartWithLoss
  case applyLoss
  case moveLossCursor(Int)
  case changeLearningRate(Int)
  case changePace(Int)
  case changeClass(Int)
  case firstClass
  case lastClass
  case toggleThreshold
  case moveThreshold(Int)
  case followBestThreshold
  case moveAlongCurve(Int)
  case cycleRule
  case cycleBound
  case toggleRateAxis
  case measureSpeed
  case cancelSpeed
  case cycleScale
  case moveInTimeline(Int)
  case moveToEnd(isLast: Bool)
  case togglePlayback
  case changeSpeed(Int)
  case toggleAxisLock
  case moveFocus(Int)
  case toggleExpanded
  case show(ExplorerView)
  case instrument(InstrumentAction)
  case curve(CurveAction)
  case classTable(ClassTableAction)
  case examples(ExamplesAction)
  case compare(ComparisonAction)
  case tool(ToolAction)
  case runs(RunBrowserAction)
  case datasets(DatasetAction)
  case learn(LearnAction)
}
