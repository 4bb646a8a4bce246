import LogitEngine

extension ExplorerState {
  /// Begins to measure; the training makes room as long as that takes.
  mutating func measureSpeed() -> [ExplorerEffect] {
    let specification = speedSpecification
    speed.begin(specification)
    speed.resumesTraining = phase == .running
    let effect = ExplorerEffect.measureSpeed(specification, number: speed.number)
    guard phase == .running else { return [effect] }
    phase = .paused
    return [.send(.pause), effect]
  }

  /// Gives a measurement up; what has been measured stays.
  mutating func cancelSpeed() -> [ExplorerEffect] {
    speed.cancel()
    return [.cancelSpeed] + resumeAfterSpeed()
  }

  /// Takes in what a measurement has to say; news of one that was given up is ignored.
  mutating func take(_ news: SpeedNews, number: Int) -> [ExplorerEffect] {
    guard number == speed.number, speed.isMeasuring else { return [] }
    let isTraining = phase == .running || phase == .starting
    return speed.take(news, isTraining: isTraining) ? resumeAfterSpeed() : []
  }

  private mutating func resumeAfterSpeed() -> [ExplorerEffect] {
    guard speed.resumesTraining, phase == .paused else { return [] }
    speed.resumesTraining = false
    phase = .running
    return [.send(.resume)]
  }
}
