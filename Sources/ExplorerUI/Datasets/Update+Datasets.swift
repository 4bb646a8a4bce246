import LogitEngine

extension ExplorerState {
  /// Does something with the list of datasets.
  mutating func perform(_ action: DatasetAction) -> [ExplorerEffect] {
    switch action {
    case .list:
      overlay = .datasets
      datasets.begin()
      return [.datasets(.list)]
    case .move(let rows): datasets.move(by: rows)
    case .open:
      guard let chosen = datasets.chosen, datasets.opening == nil else { return [] }
      if case .listed(let dataset) = chosen, dataset.size == nil {
        datasets.problem = "\(dataset.name) is \(dataset.place)"
        return []
      }
      datasets.problem = nil
      datasets.opening = chosen.name
      return [.datasets(.open(chosen.name, lossUnderCursor))]
    }
    return []
  }

  /// Takes in the datasets there are.
  mutating func take(_ listed: [ListedDataset]) -> [ExplorerEffect] {
    datasets.datasets = listed
    return []
  }

  /// Says why a dataset cannot be trained on.
  mutating func take(datasetProblem: String) -> [ExplorerEffect] {
    datasets.opening = nil
    if overlay == .datasets {
      datasets.problem = datasetProblem
      return []
    }
    return show(notice: datasetProblem)
  }

  /// Trains on another dataset: nothing of the run before it is shown any more.
  mutating func take(_ opened: OpenedDataset) -> [ExplorerEffect] {
    let former = self
    self = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: opened.name, classNames: opened.classNames,
        configuration: opened.configuration, settings: former.settings,
        canChooseDataset: former.datasets.isAvailable))
    takeLooks(of: former)
    tools.command = opened.command
    classIndex = 0
    datasets.datasets = former.datasets.datasets
    loadedExamples = opened.test
    stepsPerSecondLimit = opened.stepsPerSecondLimit
    comparison.selection = former.comparison.selection
    overlay = former.overlay == .datasets ? nil : former.overlay
    let stop: [ExplorerEffect] = former.comparison.isActive ? [.sendToComparison(.stop)] : []
    return stop + [.restart(opened.configuration)]
  }
}
