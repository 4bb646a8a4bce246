/// Why a run cannot go on from a checkpoint.
public enum CheckpointMismatch: Hashable, Sendable {
  /// The checkpoint's training set has another name or other contents.
  case dataset(checkpoint: String, requested: String)
  /// The checkpoint's network has other layers.
  case network(checkpoint: String, requested: String)
  /// A setting that must stay differs; nil where it does not apply.
  case setting(TrainingSetting, checkpoint: String?, requested: String?)
  /// The run would end before the checkpoint's step.
  case end(step: Int, totalSteps: Int)
}

extension Checkpoint {
  /// Finds out whether the checkpoint is of a run on this dataset.
  ///
  /// - Throws: ``TrainingError/checkpoint(_:)``.
  /// - Complexity: O(bytes of the training set).
  public func check(_ dataset: Dataset) throws(TrainingError) {
    guard dataset.training.fingerprint == datasetFingerprint else {
      throw .checkpoint(.dataset(checkpoint: datasetName, requested: dataset.name))
    }
  }

  /// Whether two checkpoints are of one run: the same training set, network and settings, but for
  /// those that may change in a run.
  public func isOfSameRun(as other: Checkpoint) -> Bool {
    datasetFingerprint == other.datasetFingerprint && networkName == other.networkName
      && TrainingSetting.allCases.allSatisfy { setting in
        setting.mayChange(under: configuration.schedule)
          || configuration.value(of: setting) == other.configuration.value(of: setting)
      }
  }

  /// Finds out whether a run of this configuration can go on from the checkpoint.
  func check(_ requested: TrainingConfiguration, stepsPerEpoch: Int) throws(TrainingError) {
    for setting in TrainingSetting.allCases
    where !setting.mayChange(under: configuration.schedule) {
      let (own, other) = (configuration.value(of: setting), requested.value(of: setting))
      if own != other {
        throw .checkpoint(.setting(setting, checkpoint: own, requested: other))
      }
    }
    let totalSteps = requested.epochs * stepsPerEpoch
    guard moment.step <= totalSteps else {
      throw .checkpoint(.end(step: moment.step, totalSteps: totalSteps))
    }
  }

  /// Puts the arrays where they belong.
  func restore(_ network: Network, _ optimizer: any Optimizer) throws(TrainingError) {
    let buffers = optimizer.buffers
    guard networkName == network.name, parameters.count == network.parameters.count,
      statistics.count == network.statistics.count,
      optimizerBuffers.map(\.count) == buffers.map(\.count)
    else {
      throw .checkpoint(.network(checkpoint: networkName, requested: network.name))
    }
    _ = network.parameters.update(fromContentsOf: parameters)
    _ = network.statistics.update(fromContentsOf: statistics)
    for (buffer, values) in zip(buffers, optimizerBuffers) {
      _ = buffer.update(fromContentsOf: values)
    }
  }
}
