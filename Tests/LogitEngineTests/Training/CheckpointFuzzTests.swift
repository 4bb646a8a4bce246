import Foundation
import TestSupport
import Testing

@testable import LogitEngine

/// Checkpoints whose checksum is right and whose content is not.
@Suite struct CheckpointFuzzTests {
  private static let dataset: Dataset = {
    var examples: [UInt8] = []
    var labels: [Int32] = []
    for index in 0..<24 {
      examples += (0..<16).map { UInt8((index * 7 + $0 * 13) % 256) }
      labels.append(Int32(index % 3))
    }
    let set = Examples(
      pixels: examples, labels: labels, shape: ImageShape(height: 4, width: 4))
    return Dataset(
      name: "small", training: set, test: set, classNames: ["a", "b", "c"])
  }()

  private static func seedCheckpoint(_ network: NetworkSpecification) throws -> Checkpoint {
    var configuration = TrainingConfiguration(
      network: network, loss: Loss(LossKind.all[0]), epochs: 2, batchSize: 6)
    configuration.checkpointing = .everyEpoch
    let trainer = try Trainer(dataset: dataset, configuration: configuration)
    var last: Checkpoint?
    _ = trainer.advance(by: 3) { if case .checkpointed(let checkpoint) = $0 { last = checkpoint } }
    return try #require(last)
  }

  /// The bytes of a checkpoint with another description and other arrays, the checksum put right.
  private static func bytes(_ description: [UInt8], _ arrays: [[Float]]) -> [UInt8] {
    var bytes =
      CheckpointFormat.magic + FileBytes.bytes(of: CheckpointFormat.version)
      + FileBytes.bytes(of: UInt32(arrays.count))
      + FileBytes.bytes(of: UInt64(description.count))
    for array in arrays { bytes += FileBytes.bytes(of: UInt64(array.count)) }
    bytes += description
    for array in arrays { bytes += array.flatMap { FileBytes.bytes(of: $0) } }
    var checksum = Checksum()
    bytes.withUnsafeBytes { checksum.add($0) }
    return bytes + FileBytes.bytes(of: checksum.value)
  }

  private static func words(_ description: [UInt8]) -> [String] {
    description.dropLast().split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func description(_ words: [String]) -> [UInt8] {
    words.reduce(into: []) { bytes, word in bytes += Array(word.utf8) + [0] }
  }

  /// Goes on from what was read, as far as a front end would, for a few steps.
  private static func use(_ checkpoint: Checkpoint) {
    let configuration = checkpoint.configuration
    // What is asked for and can be had is no fault: only its size keeps it out of a test.
    guard configuration.network.hiddenSizes.allSatisfy({ $0 <= 256 }),
      configuration.network.channels.allSatisfy({ $0 <= 16 }), configuration.threads <= 8,
      configuration.batchSize <= 1000
    else { return }
    guard
      let trainer = try? Trainer(
        dataset: dataset, configuration: configuration, checkpoint: checkpoint)
    else { return }
    _ = trainer.advance(by: 3) { _ in }
  }

  @Test func wildFieldsAreRefusedOrUsed() throws {
    var generator = SeededGenerator(seed: FuzzRounds.seed(21))
    let seeds = try [
      Self.seedCheckpoint(NetworkSpecification(architecture: .mlp, hiddenSizes: [4])),
      Self.seedCheckpoint(
        NetworkSpecification(architecture: .cnn, hiddenSizes: [4], channels: [2])),
    ]
    var read = 0
    for round in 0..<FuzzRounds.count(1500) {
      let seed = seeds[round % seeds.count]
      var words = Self.words(seed.description)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<words.count, using: &generator)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: words.removeSubrange(place / 2 * 2..<place / 2 * 2 + 2)
        case 1: words.append(contentsOf: ["run channels", "1,2"])
        default:
          words[place | 1] = WildValues.texts.randomElement(using: &generator) ?? ""
        }
      }
      var arrays = [seed.parameters, seed.statistics] + seed.optimizerBuffers
      if Int.random(in: 0..<5, using: &generator) == 0 {
        let place = Int.random(in: 0..<arrays.count, using: &generator)
        arrays[place].removeLast(
          min(arrays[place].count, Int.random(in: 0...3, using: &generator)))
        let added: [Float] = [.nan, .infinity]
        arrays[place] += added[..<Int.random(in: 0...2, using: &generator)]
      }
      let bytes = Self.bytes(Self.description(words), arrays)
      do {
        let checkpoint = try Checkpoint(bytes: bytes, origin: "round \(round)")
        read += 1
        Self.use(checkpoint)
      } catch {
        #expect(error is CheckpointError, "\(error)")
      }
    }
    // Enough is let through for the rest to be tried.
    #expect(read > 100)
  }

  @Test(arguments: [
    ("recent losses", "9223372036854775807"), ("step", "9223372036854775807"), ("epoch", "nan"),
    ("run model", "cnn"), ("step", "-1"), ("recent losses", "8"),
  ])
  func aFieldThatMakesNoSenseIsDamage(_ name: String, _ value: String) throws {
    let seed = try Self.seedCheckpoint(
      NetworkSpecification(architecture: .mlp, hiddenSizes: [4]))
    var words = Self.words(seed.description)
    let place = try #require(words.firstIndex(of: name))
    words[place + 1] = value
    if name == "run model" {
      let now = try #require(words.firstIndex(of: "network"))
      words[now + 1] = "cnn"
    }
    let arrays = [seed.parameters, seed.statistics] + seed.optimizerBuffers
    let bytes = Self.bytes(Self.description(words), arrays)
    #expect(throws: CheckpointError.damaged(path: "it")) {
      try Checkpoint(bytes: bytes, origin: "it")
    }
  }
}
