import CKernels

/// Measures what one logit costs and what all of them cost, on networks with more and more classes.
///
/// The network's weights are random: how long inference takes does not depend on them.
public enum SpeedMeasurement {
  /// Measures on the calling thread and the threads it starts, for seconds to minutes.
  ///
  /// - Parameters:
  ///   - isCancelled: asked between two measurements, milliseconds apart; once it says yes, nothing
  ///     is reported any more.
  ///   - report: receives each result as soon as there is one: batch size by batch size, and for
  ///     each the class counts, in the order given.
  /// - Throws: ``SpeedError`` if memory is lacking, before anything is measured.
  public static func run(
    _ specification: SpeedSpecification, isCancelled: () -> Bool = { false },
    report: (SpeedResult) -> Void
  ) throws(SpeedError) {
    let needed = specification.memoryNeeded
    let available = availableMemory().map(Double.init) ?? .infinity
    guard needed <= available else {
      throw .memoryLacking(needed: needed, available: available)
    }
    let capacity = specification.classCounts.max() ?? 1
    let team = ThreadTeam(count: max(1, specification.threads))
    guard
      let output = OutputLayer(width: specification.hiddenSize, capacity: capacity, team: team),
      let logits = LargeBuffer(count: capacity * (specification.batchSizes.max() ?? 1))
    else { throw .memoryLacking(needed: needed, available: available) }
    var meter = ArithmeticMeter(productOf: team, .float32)
    var filled = 0
    for batchSize in specification.batchSizes {
      guard
        let network = InferenceNetwork(
          specification, batchSize: batchSize, output: output, logits: logits, team: team)
      else { throw .memoryLacking(needed: needed, available: available) }
      for classCount in specification.classCounts {
        if classCount > filled { output.fill(filled..<classCount) }
        filled = max(filled, classCount)
        network.prepareAllLogits(classCount: classCount)
        let samples = Samples(
          network: network, output: output, team: team, classCount: classCount,
          repeats: max(1, specification.repeats))
        guard let times = samples.take(isCancelled) else { return }
        if batchSize > 1 { meter.sample() }
        let weights = Double(classCount) * Double(specification.hiddenSize)
        let bytes = Double(MemoryLayout<Float>.stride)
        report(
          SpeedResult(
            classCount: classCount, batchSize: batchSize, body: times.body,
            singleLogit: times.single, allLogits: times.all,
            floor: SpeedFloor(
              bytes: bytes * (weights + Double(classCount * batchSize)),
              operations: 2 * weights * Double(batchSize),
              readGigabytesPerSecond: bytes * weights / times.read.median / 1000,
              gigaflopsPerSecond: batchSize > 1 ? meter.rate.gigaflopsPerSecond : nil)))
      }
    }
  }
}

/// The measurements behind one result.
private struct Samples {
  let network: InferenceNetwork
  let output: OutputLayer
  let team: ThreadTeam
  let classCount: Int
  let repeats: Int

  /// A sample of short work repeats it until so many microseconds have passed.
  private static let sampleLength = 200.0
  /// Body and single logit are measured for so many microseconds, as they are compared closely.
  private static let pairedLength = 100_000.0

  /// Takes turns, so that what is compared has the machine in the same state; nil when cancelled.
  func take(
    _ isCancelled: () -> Bool
  ) -> (body: TimeSpread, single: TimeSpread, all: TimeSpread, read: TimeSpread)? {
    let few = alternate(atLeast: Self.pairedLength, isCancelled, network.computeBody) {
      network.computeLogit(of: classCount / 2)
    }
    guard let few else { return nil }
    let many = alternate(atLeast: 0, isCancelled, read) {
      network.computeAllLogits(classCount: classCount)
    }
    guard let many else { return nil }
    return (few.first, few.second, many.second, many.first)
  }

  /// Measures two kinds of work in turn, at least `repeats` times each and for so long together.
  private func alternate(
    atLeast length: Double, _ isCancelled: () -> Bool, _ first: () -> Void, _ second: () -> Void
  ) -> (first: TimeSpread, second: TimeSpread)? {
    let firstUnits = units(first)
    let secondUnits = units(second)
    var times: (first: [Double], second: [Double]) = ([], [])
    var total = 0.0
    while times.first.count < repeats || total < length {
      if isCancelled() { return nil }
      let pair = (sample(first, firstUnits), sample(second, secondUnits))
      times.first.append(pair.0)
      times.second.append(pair.1)
      total += pair.0 * Double(firstUnits) + pair.1 * Double(secondUnits)
    }
    return (TimeSpread(times.first), TimeSpread(times.second))
  }

  /// How often a sample repeats some work, after doing it twice to warm up.
  private func units(_ work: () -> Void) -> Int {
    work()
    return max(1, Int(Self.sampleLength / max(sample(work, 1), 0.1)))
  }

  private func sample(_ work: () -> Void, _ units: Int) -> Double {
    let time = seconds(of: {
      for _ in 0..<units { work() }
    })
    return 1e6 * time / Double(units)
  }

  /// Reads every weight and does nothing with it but what keeps the reading from being left out.
  private func read() {
    team.run { rank in
      let part = team.part(of: classCount, rank: rank)
      withExtendedLifetime(
        logitscope_sum(
          output.weights + part.lowerBound * output.width, part.count * output.width)
      ) {}
    }
  }
}
