import Foundation
import LogitEngine

/// The configuration of a run as it stands in the store: JSON with a version.
struct ConfigurationRecord: Codable {
  private static let currentVersion = 1

  private var version: Int
  private var architecture: String
  private var hiddenSizes: [Int]
  private var outputBias: String
  private var loss: LossRecord
  private var epochs: Int
  private var batchSize: Int
  private var learningRate: Double
  private var momentum: Double
  private var seed: UInt64
  private var threads: Int
  private var evaluation: CadenceRecord

  /// Takes over a configuration.
  init(_ configuration: TrainingConfiguration) {
    version = Self.currentVersion
    architecture = configuration.network.architecture.rawValue
    hiddenSizes = configuration.network.hiddenSizes
    outputBias = configuration.network.outputBias.rawValue
    loss = LossRecord(configuration.loss)
    epochs = configuration.epochs
    batchSize = configuration.batchSize
    learningRate = configuration.learningRate
    momentum = configuration.momentum
    seed = configuration.seed
    threads = configuration.threads
    evaluation = CadenceRecord(configuration.evaluation)
  }

  /// The configuration again.
  var configuration: TrainingConfiguration {
    get throws {
      guard version == Self.currentVersion,
        let architecture = NetworkSpecification.Architecture(rawValue: architecture),
        let outputBias = NetworkSpecification.OutputBias(rawValue: outputBias),
        hiddenSizes.allSatisfy({ $0 > 0 }), epochs >= 0, batchSize > 0, threads > 0
      else { throw DamagedBytes() }
      return TrainingConfiguration(
        network: NetworkSpecification(
          architecture: architecture, hiddenSizes: hiddenSizes, outputBias: outputBias),
        loss: try loss.loss, epochs: epochs, batchSize: batchSize, learningRate: learningRate,
        momentum: momentum, seed: seed, threads: threads, evaluation: try evaluation.cadence)
    }
  }
}

/// A loss with its parameters as JSON.
struct LossRecord: Codable {
  private var name: String
  private var margin: Double
  private var normalizationWeight: Double
  private var noiseSamples: Int
  private var usesExpectedNoise: Bool

  /// Takes over a loss.
  init(_ loss: Loss) {
    name = loss.kind.name
    margin = loss.parameters.margin
    normalizationWeight = loss.parameters.normalizationWeight
    noiseSamples = loss.parameters.noiseSamples
    usesExpectedNoise = loss.parameters.usesExpectedNoise
  }

  /// The loss again.
  var loss: Loss {
    get throws {
      guard let kind = LossKind(named: name), noiseSamples > 0 else { throw DamagedBytes() }
      return Loss(
        kind,
        parameters: LossParameters(
          margin: margin, normalizationWeight: normalizationWeight, noiseSamples: noiseSamples,
          usesExpectedNoise: usesExpectedNoise))
    }
  }
}

/// When a run evaluates, as JSON.
private struct CadenceRecord: Codable {
  var steps: Int?
  var shareOfTime: Double?

  init(_ cadence: EvaluationCadence) {
    switch cadence {
    case .everyEpoch: break
    case .steps(let count): steps = count
    case .shareOfTime(let share): shareOfTime = share
    }
  }

  var cadence: EvaluationCadence {
    get throws {
      switch (steps, shareOfTime) {
      case (nil, nil): return .everyEpoch
      case (let steps?, nil): return .steps(steps)
      case (nil, let share?): return .shareOfTime(share)
      default: throw DamagedBytes()
      }
    }
  }
}

/// Values as JSON text with snake-case keys.
enum StoredJSON {
  /// The text of a value.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value of a text.
  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(type, from: Data(text.utf8))
    } catch {
      throw DamagedBytes()
    }
  }
}
