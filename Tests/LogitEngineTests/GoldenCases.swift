import Foundation
import LogitEngine

/// The reference values that came with the definitions of losses and metrics (float64).
enum Golden {
  struct LossFile: Decodable { let cases: [LossCase] }
  struct MetricsFile: Decodable { let cases: [MetricsCase] }

  struct LossCase: Decodable, Sendable {
    let loss: String
    let parameters: [String: Double]
    let n: Int
    let k: Int
    let labels: [Int32]
    let logits: [Float]
    let value: Double
    let gradient: [Double]
    let noise: [[Int32]]?
    let noiseDistribution: [Double]?
    let expectedValue: Double?
    let expectedGradient: [Double]?

    var snapshot: LogitSnapshot { LogitSnapshot(logits: logits, labels: labels, classCount: k) }

    var lossParameters: LossParameters {
      LossParameters(
        margin: parameters["gamma"] ?? 1, normalizationWeight: parameters["alpha"] ?? 0.1,
        focus: parameters["focus"] ?? 2,
        noiseSamples: (parameters["t"] ?? parameters["samples"]).map { Int($0) })
    }
  }

  struct MetricsCase: Decodable, Sendable {
    struct PerClass: Decodable, Sendable {
      let c: Int
      let averagePrecision: Double?
      let precisionAtRecall90: Double?
      let precisionAtRecall99: Double?
      let rocAuc: Double?
      let minPositive: Double?
      let maxNegative: Double?
    }

    let kind: String
    let n: Int
    let k: Int
    let labels: [Int32]
    let logits: [Float]
    let classes: [PerClass]
    let accuracy: Double
    let violatingPairFraction: Double
    let separationMargin: Double
    let normalizerSpread: Double
    let singleThresholdCost: Double
    let distanceToSeparation: Double

    var snapshot: LogitSnapshot { LogitSnapshot(logits: logits, labels: labels, classCount: k) }
  }

  static func load<File: Decodable>(_ name: String, as type: File.Type) throws -> File {
    guard
      let url = Bundle.module.url(
        forResource: name, withExtension: "json", subdirectory: "Fixtures")
    else { throw CocoaError(.fileNoSuchFile) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url))
  }
}

/// Whether two numbers agree to a relative and an absolute tolerance.
func agree(_ a: Double, _ b: Double, relative: Double = 1e-5, absolute: Double = 1e-6) -> Bool {
  a == b || abs(a - b) <= absolute + relative * max(abs(a), abs(b))
}
