extension ExplorerState {
  /// The view that is shown as the content of a file, without what lies over it.
  ///
  /// - Returns: nil for the data of a view that has none, or none yet.
  public func exported(
    as format: ExportFormat, size: Size, capabilities: TerminalCapabilities
  ) -> String? {
    if format == .csv { return view.csv(self) }
    var state = self
    state.overlay = nil
    state.showsNotices = false
    let grid = render(state, size: size, capabilities: capabilities)
    switch format {
    case .svg:
      let ground = Theme(capabilities, name: state.theme).ground
      return grid.svg(title: state.exportTitle, ground: ground)
    case .text: return grid.text()
    case .ansi: return grid.ansi()
    case .csv: return nil
    }
  }

  /// Whether what is shown has steps: a single file is of no known one.
  var hasSteps: Bool { origin != .files || isFollowed || timeline.entries.count > 1 }

  /// The name for a file of the view that is shown, without the ending: view and step.
  public var exportName: String {
    "logitscope-\(view.name.lowercased())" + (hasSteps ? "-\(shownMoment.step)" : "")
  }

  /// What is seen, in a line.
  private var exportTitle: String {
    "Logitscope, \(view.name): \(datasetName), \(isLossKnown ? shownLoss.kind.name + ", " : "")class "
      + classLabel(classIndex)
      + (hasSteps ? ", step \(NumberText.integer(shownMoment.step))" : "")
  }
}

extension ExplorerView {
  /// The numbers behind the view as CSV, the first line naming the columns; nil where there are
  /// none.
  func csv(_ state: ExplorerState) -> String? {
    switch self {
    case .explore: ExploreData.csv(state)
    case .classes: ClassData.csv(state)
    case .curves: CurveData.csv(state)
    case .compare: ComparisonData.csv(state)
    case .examples: ExampleData.csv(state)
    case .speed: SpeedData.csv(state)
    case .learn: LearnData.csv(state)
    }
  }
}
