import FoundationEssentials
import Glibc
import LogitEngine

/// A comparison kept in a file, so that it can be gone on with.
struct ComparisonFile {
  /// The file.
  let path: String

  /// A larger file is not one of these.
  private static let largestByteCount = 1 << 26

  /// Adds what the file has to a record that has nothing yet; a file that is not there adds nothing.
  ///
  /// - Throws: ``CommandError`` if the file is of another comparison, or none at all.
  func read(into record: inout ComparisonRecord) throws {
    guard let bytes = try contents() else { return }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let stored = try? decoder.decode(Stored.self, from: Data(bytes)),
      stored.command == ComparisonRecord.command
    else {
      throw CommandError.badData("\(path) is not a file of results of logitscope compare")
    }
    guard stored.version == ComparisonRecord.version else {
      throw CommandError.badData(
        "\(path) has results in format version \(stored.version), and only version "
          + "\(ComparisonRecord.version) can be read")
    }
    try check(stored, record)
    guard let results = Self.all(stored.runs.map(\.result)),
      let trials = Self.all(stored.trials.map(\.trial))
    else { throw CommandError.badData("\(path) has results that make no sense") }
    record.results = results
    record.trials = trials
    record.seconds = stored.seconds
    record.date = stored.date
    record.machine = stored.machine
  }

  /// Puts a record into the file, whole or not at all.
  ///
  /// - Throws: ``DataError``.
  func write(_ record: ComparisonRecord, losses: [LossKind], seeds: [UInt64]) throws {
    try TextFile.write(to: path) { append in
      try append(record.json(losses: losses, seeds: seeds).lines)
    }
  }

  private func contents() throws -> [UInt8]? {
    do {
      return try TextFile.read(path, upTo: Self.largestByteCount)
    } catch DataError.unreadable(path: _, code: ENOENT) {
      return nil
    }
  }

  private func check(_ stored: Stored, _ record: ComparisonRecord) throws {
    guard stored.datasetFingerprint == record.fingerprint else {
      throw CommandError.usage(
        stored.dataset == record.dataset
          ? "the results in \(path) are of another dataset '\(stored.dataset)': its contents differ"
          : "the results in \(path) are of the dataset '\(stored.dataset)', not of "
            + "'\(record.dataset)'")
    }
    guard let difference = record.settings.firstDifference(from: stored.settings) else { return }
    throw CommandError.usage(
      "the results in \(path) were obtained with --\(difference.name) "
        + "\(difference.other ?? "none"), not \(difference.value): give the same options, or "
        + "another file with --results")
  }

  private static func all<Value>(_ values: [Value?]) -> [Value]? {
    let known = values.compactMap { $0 }
    return known.count == values.count ? known : nil
  }
}

/// What is read of a file.
private struct Stored: Decodable {
  var command: String
  var version: Int
  var dataset: String
  var datasetFingerprint: String
  var settings: [String: String]
  var machine: String?
  var date: String?
  var seconds: Double
  var trials: [Run]
  var runs: [Run]

  /// A run, or a trial of tuning.
  struct Run: Decodable {
    var loss: String
    var learningRate: Double
    var margin: Double?
    var alpha: Double?
    var focus: Double?
    var noiseSamples: Int?
    var seed: UInt64?
    var seconds: Double?
    var validationAveragePrecision: Double?
    var averagePrecision: Double?
    var precisionAtRecall90: Double?
    var precisionAtRecall99: Double?
    var accuracy: Double?
    var softmaxAveragePrecision: Double?
    var violatingPairFraction: Double?

    private var knownLoss: Loss? {
      LossKind(named: loss).map { kind in
        var parameters = LossParameters()
        if let margin { parameters.margin = margin }
        if let alpha { parameters.normalizationWeight = alpha }
        if let focus { parameters.focus = focus }
        if let noiseSamples, noiseSamples != kind.defaultNoiseSamples {
          parameters.noiseSamples = noiseSamples
        }
        return Loss(kind, parameters: parameters)
      }
    }

    /// As a result; nil if there is no such loss, or no seed.
    var result: ComparedRun? {
      guard let loss = knownLoss, let seed, let seconds else { return nil }
      var values: [ComparisonMeasure: Double] = [:]
      values[.averagePrecision] = averagePrecision
      values[.precisionAtRecall90] = precisionAtRecall90
      values[.precisionAtRecall99] = precisionAtRecall99
      values[.accuracy] = accuracy
      values[.softmaxAveragePrecision] = softmaxAveragePrecision
      values[.violatingPairFraction] = violatingPairFraction
      return ComparedRun(
        loss: loss, seed: seed, learningRate: learningRate, values: values, seconds: seconds)
    }

    /// As a trial; nil if there is no such loss.
    var trial: LossTuning.Trial? {
      knownLoss.map {
        LossTuning.Trial(
          loss: $0, learningRate: learningRate, averagePrecision: validationAveragePrecision)
      }
    }
  }
}
