extension Checkpoint {
  /// The settings that commands can change in the course of a run.
  private static let changeable: Set<TrainingSetting> = [
    .loss, .margin, .alpha, .focus, .noiseSamples, .expectedNoise, .learningRate,
  ]

  /// The configuration with what is in force in place of what the run began with.
  private var configurationInForce: TrainingConfiguration {
    var inForce = configuration
    inForce.loss = loss
    inForce.learningRate = learningRate
    return inForce
  }

  /// Everything but the arrays, names and values in turn, a zero byte after each.
  var description: [UInt8] {
    var entries: [(String, String)] = [
      ("dataset", datasetName), ("fingerprint", "\(datasetFingerprint)"),
      ("network", networkName), ("step", "\(moment.step)"), ("epoch", "\(moment.epoch)"),
      ("recent losses", "\(recentLosses.count)"),
      ("recent loss bits", "\(recentLosses.sum.bitPattern)"),
    ]
    for setting in TrainingSetting.allCases {
      if let value = configuration.value(of: setting) {
        entries.append(("run \(setting.rawValue)", value))
      }
      if Self.changeable.contains(setting),
        let value = configurationInForce.value(of: setting)
      {
        entries.append(("now \(setting.rawValue)", value))
      }
    }
    return entries.flatMap { name, value in Array(name.utf8) + [0] + Array(value.utf8) + [0] }
  }

  /// Reads a description back, with the arrays it describes; nil if it makes no sense.
  init?(description: [UInt8], arrays: [[Float]]) {
    guard let entries = Self.entries(description) else { return nil }
    func whole(_ name: String) -> Int? { entries[name].flatMap { Int($0) } }
    guard let datasetName = entries["dataset"], let networkName = entries["network"],
      let fingerprint = entries["fingerprint"].flatMap({ UInt64($0) }),
      let step = whole("step"), CheckpointFormat.counts.contains(step),
      let epoch = entries["epoch"].flatMap({ Double($0) }), epoch.isFinite, epoch >= 0,
      let recentCount = whole("recent losses"), (0...step).contains(recentCount),
      let recentBits = entries["recent loss bits"].flatMap({ UInt64($0) }),
      let configuration = TrainingConfiguration({ entries["run \($0.rawValue)"] }),
      let inForce = TrainingConfiguration({ setting in
        entries[(Self.changeable.contains(setting) ? "now " : "run ") + setting.rawValue]
      }), arrays.count >= 2
    else { return nil }
    self.init(
      datasetName: datasetName, datasetFingerprint: fingerprint, networkName: networkName,
      configuration: configuration, loss: inForce.loss, learningRate: inForce.learningRate,
      moment: TrainingMoment(step: step, epoch: epoch),
      recentLosses: RecentLosses(sum: Double(bitPattern: recentBits), count: recentCount),
      parameters: arrays[0], statistics: arrays[1], optimizerBuffers: Array(arrays[2...]))
  }

  private static func entries(_ description: [UInt8]) -> [String: String]? {
    guard description.last == 0 else { return nil }
    let words = description.dropLast().split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard words.count.isMultiple(of: 2) else { return nil }
    var entries: [String: String] = [:]
    for index in stride(from: 0, to: words.count, by: 2) {
      guard entries.updateValue(words[index + 1], forKey: words[index]) == nil else { return nil }
    }
    return entries
  }
}
