import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct CheckpointFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("run.checkpoint")
  }

  private func checkpoint() -> Checkpoint {
    Checkpoint(
      datasetName: "ünïts\nand lines", datasetFingerprint: .max - 5, networkName: "linear 3-2",
      configuration: TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[2]),
        learningRate: 0.1 + 0.2, optimizer: .adam(weightDecay: 1e-300)),
      loss: Loss(LossKind.all[4]), learningRate: 1 / 3, moment: TrainingMoment(step: 7, epoch: 0.7),
      recentLosses: RecentLosses(sum: .nan, count: 2),
      parameters: [1, -0.0, .infinity, .leastNonzeroMagnitude, Float(bitPattern: 0x7fc0_1234), 3],
      statistics: [2], optimizerBuffers: [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]])
  }

  private func bytes() throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func error() -> CheckpointError? {
    do {
      _ = try Checkpoint(contentsOf: path)
      return nil
    } catch {
      return error as? CheckpointError
    }
  }

  @Test func comesBackBitForBit() throws {
    let written = checkpoint()
    try written.write(to: path)
    let read = try Checkpoint(contentsOf: path)
    #expect(read.datasetName == written.datasetName)
    #expect(read.datasetFingerprint == written.datasetFingerprint)
    #expect(read.networkName == written.networkName)
    #expect(read.configuration == written.configuration)
    #expect(read.loss == written.loss)
    #expect(read.learningRate == written.learningRate)
    #expect(read.moment == written.moment)
    #expect(read.recentLosses.sum.isNaN && read.recentLosses.count == 2)
    #expect(read.parameters.map(\.bitPattern) == written.parameters.map(\.bitPattern))
    #expect(read.statistics == written.statistics)
    #expect(read.optimizerBuffers == written.optimizerBuffers)
    #expect(try folder.contents() == ["run.checkpoint"])
    // The same state makes the same file.
    let first = try bytes()
    try read.write(to: path)
    #expect(try bytes() == first)
  }

  @Test func everyBeginningOfAFileIsRefused() throws {
    try checkpoint().write(to: path)
    let whole = try bytes()
    for length in whole.indices {
      try folder.write(Array(whole[..<length]), to: "run.checkpoint")
      #expect(
        error() == (length < 8 ? .notACheckpoint(path: path) : .truncated(path: path)),
        "\(length) bytes")
    }
    try folder.write(whole + [0], to: "run.checkpoint")
    #expect(error() == .damaged(path: path))
  }

  @Test func aFlippedBitInAnyByteIsNoticed() throws {
    try checkpoint().write(to: path)
    let whole = try bytes()
    for position in whole.indices {
      var flipped = whole
      flipped[position] ^= 1 << (position % 8)
      try folder.write(flipped, to: "run.checkpoint")
      #expect(error() != nil, "bit \(position % 8) of byte \(position)")
    }
  }

  @Test func anotherVersionIsNamed() throws {
    try checkpoint().write(to: path)
    var other = try bytes()
    other[8] = 2
    try folder.write(other, to: "run.checkpoint")
    #expect(error() == .otherVersion(path: path, found: 2, readable: 1))
  }

  @Test func sizesAreNotBelieved() throws {
    func file(arrays: UInt32, description: UInt64, lengths: [UInt64]) throws {
      var bytes = CheckpointFormat.magic + FileBytes.bytes(of: CheckpointFormat.version)
      bytes += FileBytes.bytes(of: arrays) + FileBytes.bytes(of: description)
      for length in lengths { bytes += FileBytes.bytes(of: length) }
      try folder.write(bytes, to: "run.checkpoint")
    }
    try file(arrays: .max, description: 0, lengths: [])
    #expect(error() == .damaged(path: path))
    try file(arrays: 2, description: .max, lengths: [1, 1])
    #expect(error() == .damaged(path: path))
    try file(arrays: 2, description: 4, lengths: [.max, 1])
    #expect(error() == .damaged(path: path))
    try file(arrays: 2, description: 4, lengths: [1 << 62, 1 << 62])
    #expect(error() == .damaged(path: path))
    try file(arrays: 2, description: 4, lengths: [1 << 50, 1])
    #expect(error() == .truncated(path: path))
  }

  @Test func aForgedDescriptionIsRefused() throws {
    let genuine = checkpoint().description
    #expect(Checkpoint(description: genuine, arrays: [[], []]) != nil)
    let text = String(decoding: genuine, as: UTF8.self)
    for (old, new) in [
      ("\0step\07\0", "\0step\0-7\0"), ("\0step\0", "\0stop\0"),
      ("run threads\01\0", "run threads\0100000\0"), ("run epochs\010\0", "run epochs\00\0"),
      ("run model\0linear", "run model\0cubic"), ("now loss\0", "run seed\0"),
      ("run learning-rate\00.30000000000000004", "run learning-rate\0nan"),
      ("run schedule\0constant", "run schedule\0step"),
    ] {
      #expect(text.contains(old), "\(old)")
      let forged = Array(text.replacingOccurrences(of: old, with: new).utf8)
      #expect(Checkpoint(description: forged, arrays: [[], []]) == nil, "\(new)")
    }
    #expect(Checkpoint(description: genuine, arrays: [[]]) == nil)
    #expect(Checkpoint(description: genuine.dropLast(), arrays: [[], []]) == nil)
    #expect(Checkpoint(description: [], arrays: [[], []]) == nil)
  }

  @Test func missingFilesAndFoldersAreTheSystemsErrors() {
    #expect(throws: DataError.unreadable(path: path, code: ENOENT)) {
      try Checkpoint(contentsOf: path)
    }
    let nowhere = folder.path("nowhere/run")
    #expect(throws: DataError.unwritable(path: nowhere, code: ENOENT)) {
      try checkpoint().write(to: nowhere)
    }
  }

  @Test func leftoversOfKilledProgramsAreRemoved() throws {
    // No process has the highest number there can be, and one has ours.
    for name in [
      ".run.checkpoint.4194305.partial", ".run.checkpoint.1.partial", ".other.4194305.partial",
      ".run.checkpoint.x.partial",
    ] {
      try folder.write([1], to: name)
    }
    try checkpoint().write(to: path)
    #expect(
      try folder.contents() == [
        ".other.4194305.partial", ".run.checkpoint.1.partial", ".run.checkpoint.x.partial",
        "run.checkpoint",
      ])
  }

  @Test func everySettingIsReadBack() throws {
    var configurations = [checkpoint().configuration]
    for architecture in NetworkSpecification.Architecture.allCases {
      configurations.append(
        TrainingConfiguration(
          network: NetworkSpecification(
            architecture: architecture, isNormalized: true, dropout: 0.25, outputBias: .prior,
            precision: .bfloat16),
          loss: Loss(
            LossKind.all[3],
            parameters: LossParameters(
              margin: 2.5, normalizationWeight: 0.7, noiseSamples: 3, usesExpectedNoise: true)),
          epochs: 3, batchSize: 5, learningRate: 1e-3, momentum: 0.3, seed: .max, threads: 7,
          evaluation: .shareOfTime(0.03),
          optimizer: .momentumDescent(isNesterov: true, weightDecay: 0.1),
          schedule: LearningRateSchedule(.step(everyEpochs: 2, factor: 0.3), warmUpSteps: 9),
          clipNorm: 1.5, checkpointing: .everyEpoch))
    }
    var last = try #require(configurations.last)
    (last.evaluation, last.checkpointing) = (.steps(4), .steps(6))
    (last.optimizer, last.momentum) = (.adamW(weightDecay: 0.3), 0.2)
    last.schedule = LearningRateSchedule(.cosine)
    configurations.append(last)
    for configuration in configurations {
      #expect(TrainingConfiguration { configuration.value(of: $0) } == configuration)
      // There were runs before there was a choice of precision.
      var plain = configuration
      plain.network.precision = .float32
      #expect(
        TrainingConfiguration { $0 == .precision ? nil : configuration.value(of: $0) } == plain)
      #expect(
        TrainingConfiguration { $0 == .precision ? "half" : configuration.value(of: $0) } == nil)
    }
  }
}
