/// A network's layers, parameters and running statistics, each kind in one contiguous buffer.
///
/// The buffers are written by whoever owns the network, between the jobs of its threads only.
final class Network: @unchecked Sendable {
  /// The layers, from the input to the logits.
  let layers: [any LayerPlan]
  /// Where each layer's parameters begin.
  let offsets: [Int]
  /// Every parameter.
  let parameters: UnsafeMutableBufferPointer<Float>
  /// Where the parameters begin.
  let parameterBase: UnsafeMutablePointer<Float>
  /// Where each layer's running statistics begin.
  let statisticsOffsets: [Int]
  /// Every running statistic: gathered in training, used in evaluation; often none.
  let statistics: UnsafeMutableBufferPointer<Float>
  /// Where the running statistics begin.
  let statisticsBase: UnsafeMutablePointer<Float>
  /// The layer sizes in words, for instance `mlp 784-256-256-10`.
  let name: String

  /// Lays out a network for inputs and classes, and initialises its parameters from the seed.
  init(_ specification: NetworkSpecification, shape: ImageShape, classCount: Int, seed: UInt64) {
    layers = specification.layers(shape: shape, classCount: classCount)
    offsets = Self.offsets(layers.map(\.parameterCount))
    statisticsOffsets = Self.offsets(layers.map(\.statisticsCount))
    parameters = Self.allocate(layers.map(\.parameterCount).reduce(0, +))
    statistics = Self.allocate(layers.map(\.statisticsCount).reduce(0, +))
    guard let parameterBase = parameters.baseAddress, let statisticsBase = statistics.baseAddress
    else { preconditionFailure("allocated memory has an address") }
    self.parameterBase = parameterBase
    self.statisticsBase = statisticsBase
    name = specification.name(shape: shape, classCount: classCount)
    for (index, layer) in layers.enumerated() {
      var stream = RandomStream(seed: seed, 1, UInt64(index))
      layer.initialize(
        .init(start: parameterBase + offsets[index], count: layer.parameterCount), &stream)
      layer.initializeStatistics(
        .init(start: statisticsBase + statisticsOffsets[index], count: layer.statisticsCount))
    }
  }

  deinit {
    parameterBase.deallocate()
    statisticsBase.deallocate()
  }

  /// k, the number of logits.
  var classCount: Int { layers.last?.outputCount ?? 0 }

  private static func offsets(_ counts: [Int]) -> [Int] {
    var total = 0
    return counts.map { count in
      defer { total += count }
      return total
    }
  }

  private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let base = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
    base.initialize(repeating: 0, count: count)
    return .init(start: base, count: count)
  }
}
