/// The order in which a run visits the training set: a new shuffle for each epoch.
struct BatchSampler {
  /// Steps an epoch has; the examples left over are dropped.
  let stepsPerEpoch: Int

  private let batchSize: Int
  private let seed: UInt64
  private var order: [Int32]
  private var shuffledEpoch = -1

  /// Creates a sampler.
  ///
  /// - Precondition: `1 ≤ batchSize ≤ count`.
  init(count: Int, batchSize: Int, seed: UInt64) {
    precondition((1...max(1, count)).contains(batchSize), "a batch must fit the training set")
    stepsPerEpoch = count / batchSize
    self.batchSize = batchSize
    self.seed = seed
    order = (0..<Int32(count)).map { $0 }
  }

  /// Calls `body` with the rows of a step, counted from 0; depends on the seed and the step alone.
  mutating func withBatch(step: Int, _ body: (UnsafeBufferPointer<Int32>) -> Void) {
    let epoch = step / stepsPerEpoch
    if epoch != shuffledEpoch { shuffle(epoch: epoch) }
    let begin = step % stepsPerEpoch * batchSize
    order.withUnsafeBufferPointer { order in
      body(UnsafeBufferPointer(rebasing: order[begin..<begin + batchSize]))
    }
  }

  private mutating func shuffle(epoch: Int) {
    var stream = RandomStream(seed: seed, 2, UInt64(epoch))
    for index in order.indices { order[index] = Int32(index) }
    for index in order.indices.dropFirst().reversed() {
      order.swapAt(index, stream.below(index + 1))
    }
    shuffledEpoch = epoch
  }
}
