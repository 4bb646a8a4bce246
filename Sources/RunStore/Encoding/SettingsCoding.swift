import LogitEngine

/// A configuration as it stands in the store: a JSON object of settings in words, with a version.
struct SettingsCoding: Codable {
  private static let currentVersion = 1
  private static let lossSettings: [TrainingSetting] = [
    .loss, .margin, .alpha, .focus, .noiseSamples, .expectedNoise,
  ]

  private var version = currentVersion
  private var settings: [String: String] = [:]

  /// Takes over a configuration.
  init(_ configuration: TrainingConfiguration) {
    self.init(TrainingSetting.allCases, of: configuration)
  }

  /// Takes over a loss with its parameters, which are settings of a run like any other.
  init(_ loss: Loss) {
    let network = NetworkSpecification(architecture: .linear)
    self.init(Self.lossSettings, of: TrainingConfiguration(network: network, loss: loss))
  }

  private init(_ chosen: [TrainingSetting], of configuration: TrainingConfiguration) {
    for setting in chosen { settings[setting.rawValue] = configuration.value(of: setting) }
  }

  /// The configuration again.
  var configuration: TrainingConfiguration {
    get throws {
      guard version == Self.currentVersion,
        let configuration = TrainingConfiguration({ settings[$0.rawValue] })
      else { throw DamagedBytes() }
      return configuration
    }
  }

  /// The loss again, of a run with a configuration.
  func loss(in configuration: TrainingConfiguration) throws -> Loss {
    let changed = TrainingConfiguration { setting in
      Self.lossSettings.contains(setting)
        ? settings[setting.rawValue] : configuration.value(of: setting)
    }
    guard version == Self.currentVersion, let changed else { throw DamagedBytes() }
    return changed.loss
  }
}
