import LogitEngine

/// What view 6 knows: the times that have been measured, and whether more are on their way.
struct SpeedTimes: Sendable {
  /// How far the measurement is.
  enum Phase: Hashable, Sendable {
    case idle
    case measuring
    case finished
    case cancelled
    /// Nothing more will come; says why.
    case failed(String)
  }

  /// Tells the news of one measurement from those of the ones before it.
  private(set) var number = 0
  private(set) var phase = Phase.idle
  /// What is measured; nil before the first measurement.
  private(set) var specification: SpeedSpecification?
  /// The results so far, in the order of the class counts.
  private(set) var results: [SpeedResult] = []
  /// Whether the training was running during some of it.
  private(set) var isDisturbed = false
  /// Whether the training is to go on afterwards.
  var resumesTraining = false

  var isMeasuring: Bool { phase == .measuring }

  /// The number of classes that is being measured; nil for none.
  var classCountUnderWay: Int? {
    guard isMeasuring, let counts = specification?.classCounts, results.count < counts.count
    else { return nil }
    return counts[results.count]
  }

  mutating func begin(_ specification: SpeedSpecification) {
    number += 1
    phase = .measuring
    self.specification = specification
    results = []
    isDisturbed = false
  }

  mutating func cancel() { phase = .cancelled }

  /// Takes news in.
  ///
  /// - Returns: whether the measurement is over by it.
  mutating func take(_ news: SpeedNews, isTraining: Bool) -> Bool {
    if isTraining { isDisturbed = true }
    switch news {
    case .measured(let result):
      results.append(result)
      return false
    case .finished: phase = .finished
    case .failed(let reason): phase = .failed(reason)
    }
    return true
  }
}

/// What a measurement of the speed has to say.
public enum SpeedNews: Sendable {
  /// The times with one number of classes.
  case measured(SpeedResult)
  /// All is measured.
  case finished
  /// It cannot be measured; says why.
  case failed(String)
}

extension ExplorerState {
  /// The numbers of classes that are measured, besides the network's own.
  private static let classCounts: Set = [10, 100, 1000, 10_000, 100_000, 400_000]

  /// What a measurement would measure: this run's body with output layers of many sizes; where
  /// there are logits alone, the usual body.
  var speedSpecification: SpeedSpecification {
    let own = classCount > 0 ? classCount : 10
    let counts = Self.classCounts.union([min(own, 400_000)]).sorted()
    guard origin == .training else {
      return SpeedSpecification(classCounts: counts, batchSizes: [1])
    }
    return SpeedSpecification(
      network: configuration.network, shape: loadedExamples?.shape, classCounts: counts,
      batchSizes: [1])
  }

  /// Why another body than that of the shown logits is measured, in a few words; nil when it is
  /// that one.
  var reasonForOtherBody: String? {
    guard origin == .training else {
      return "Logits alone have no network; a usual body stands in"
    }
    return recordedName != nil && loadedExamples == nil
      ? "The dataset is not at hand; 28×28 pixels stand in" : nil
  }
}
