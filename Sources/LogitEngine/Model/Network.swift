/// A network's layers and its parameters, all in one contiguous buffer.
///
/// The buffer is written by whoever owns the network, between the jobs of its threads only.
final class Network: @unchecked Sendable {
  /// The layers, from the input to the logits.
  let layers: [any LayerPlan]
  /// Where each layer's parameters begin.
  let offsets: [Int]
  /// Every parameter.
  let parameters: UnsafeMutableBufferPointer<Float>
  /// Where the parameters begin.
  let parameterBase: UnsafeMutablePointer<Float>
  /// The layer sizes in words, for instance `mlp 784-256-256-10`.
  let name: String

  /// Lays out a network for inputs and classes, and initialises its parameters from the seed.
  init(_ specification: NetworkSpecification, featureCount: Int, classCount: Int, seed: UInt64) {
    let sizes = [featureCount] + specification.hiddenSizes + [classCount]
    let outputBias: Float =
      switch specification.outputBias {
      case .zero: 0
      case .prior: -Float(logarithm(Double(classCount - 1)))
      }
    layers = sizes.indices.dropLast().map { index in
      let isLast = index == sizes.count - 2
      return Dense(
        inputCount: sizes[index], outputCount: sizes[index + 1], isRectified: !isLast,
        initialBias: isLast ? outputBias : 0)
    }
    var offsets: [Int] = []
    var total = 0
    for layer in layers {
      offsets.append(total)
      total += layer.parameterCount
    }
    self.offsets = offsets
    parameterBase = .allocate(capacity: total)
    parameterBase.initialize(repeating: 0, count: total)
    parameters = UnsafeMutableBufferPointer(start: parameterBase, count: total)
    name =
      "\(specification.architecture.rawValue) "
      + sizes.map { String($0) }.joined(separator: "-")
    for (index, layer) in layers.enumerated() {
      var stream = RandomStream(seed: seed, 1, UInt64(index))
      layer.initialize(stretch(of: index), &stream)
    }
  }

  deinit {
    parameterBase.deallocate()
  }

  /// k, the number of logits.
  var classCount: Int { layers.last?.outputCount ?? 0 }

  /// The parameters of one layer.
  private func stretch(of index: Int) -> UnsafeMutableBufferPointer<Float> {
    .init(rebasing: parameters[offsets[index]..<offsets[index] + layers[index].parameterCount])
  }
}
