extension Checkpoint {
  /// The same network and the same state of its optimizer, to be trained on with another loss or
  /// for longer.
  ///
  /// - Parameter configuration: the run's own, with whatever shall be different.
  public func forked(under configuration: TrainingConfiguration) -> Checkpoint {
    var fork = self
    fork.configuration = configuration
    fork.loss = configuration.loss
    fork.recentLosses = RecentLosses()
    return fork
  }
}
