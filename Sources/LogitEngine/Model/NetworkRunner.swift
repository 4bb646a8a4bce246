/// A network at work on batches, their rows shared out among ranks, with every buffer it needs.
///
/// Each rank touches its own rows in `load`, `forward` and `backward`, and its own share of the
/// parameters' gradient; whoever runs the ranks sees to it that all have gone backward before any
/// writes a gradient. All memory is allocated once.
final class NetworkRunner: @unchecked Sendable {
  /// ∂L/∂z of the batch's rows, to be filled by the loss before `backward`.
  let logitGradient: UnsafeMutablePointer<Float>
  /// The gradient of the mean loss with respect to every parameter.
  let parameterGradient: UnsafeMutableBufferPointer<Float>

  private let network: Network
  private let layers: [any Layer]
  private let buffers: [LayerBuffers]
  /// The input of the first layer, then the output of each.
  private let activations: [UnsafeMutablePointer<Float>]
  /// ∂L/∂ of the output of each layer.
  private let gradients: [UnsafeMutablePointer<Float>]
  /// The stretches of the network's parameters that are each rank's share.
  private let shares: [[Range<Int>]]

  /// Makes a runner; one that only evaluates needs no gradients, and leaves its logits to the caller.
  init(_ network: Network, sharding: Sharding) {
    let trains = sharding.trains
    self.network = network
    let rowCount = sharding.rowsPerRank.reduce(0, +)
    let layers = network.layers.map { $0.makeLayer(sharding) }
    let inputCount = network.layers.first?.inputCount ?? 0
    var outputCounts = network.layers.map { rowCount * $0.outputCount }
    if !trains { outputCounts[outputCounts.count - 1] = 0 }
    let activations = ([rowCount * inputCount] + outputCounts).map(Self.allocate)
    let gradients =
      trains ? network.layers.map { Self.allocate(rowCount * $0.outputCount) } : []
    let parameterGradient = UnsafeMutableBufferPointer(
      start: Self.allocate(trains ? network.parameters.count : 0),
      count: trains ? network.parameters.count : 0)
    buffers = layers.indices.map { index in
      LayerBuffers(
        input: UnsafePointer(activations[index]), output: activations[index + 1],
        parameters: UnsafePointer(network.parameterBase + network.offsets[index]),
        statistics: network.statisticsBase + network.statisticsOffsets[index],
        outputGradient: trains ? gradients[index] : nil,
        inputGradient: trains && index > 0 ? gradients[index - 1] : nil,
        parameterGradient: trains
          ? parameterGradient.baseAddress.map { $0 + network.offsets[index] } : nil)
    }
    shares = (0..<sharding.rankCount).map { rank in
      zip(layers, network.offsets).flatMap { layer, offset in
        layer.parameterShare(rank: rank).filter { !$0.isEmpty }
          .map { $0.lowerBound + offset..<$0.upperBound + offset }
      }
    }
    self.layers = layers
    self.activations = activations
    self.gradients = gradients
    self.parameterGradient = parameterGradient
    logitGradient = gradients.last ?? activations[0]
  }

  deinit {
    for buffer in activations + gradients { buffer.deallocate() }
    parameterGradient.baseAddress?.deallocate()
  }

  /// The logits of the batch's rows, of a runner that trains.
  var logits: UnsafePointer<Float> { UnsafePointer(activations[layers.count]) }

  /// Gathers examples into rows of the input.
  func load(
    _ examples: Examples, _ indices: some Sequence<some BinaryInteger>, from row: Int, pass: Pass
  ) {
    examples.gather(indices, into: activations[0], firstRow: row, pass: pass)
  }

  /// What the output layer reads and writes.
  var outputBuffers: LayerBuffers { buffers[layers.count - 1] }

  /// Runs a rank's rows forward to their logits, or to the output layer's input alone.
  func forward(rows: Range<Int>, rank: Int, pass: Pass, includesOutput: Bool = true) {
    for index in layers.indices.dropLast(includesOutput ? 0 : 1) {
      layers[index].forward(buffers[index], rows: rows, rank: rank, pass: pass)
    }
  }

  /// Runs a rank's rows forward, and writes their logits to a place of the caller's.
  func evaluate(
    rows: Range<Int>, rank: Int, logits: UnsafeMutablePointer<Float>
  ) {
    forward(rows: rows, rank: rank, pass: .evaluation, includesOutput: false)
    var buffers = outputBuffers
    buffers.output = logits - rows.lowerBound * network.classCount
    layers[layers.count - 1].forward(buffers, rows: rows, rank: rank, pass: .evaluation)
  }

  /// Runs a rank's rows backward from `logitGradient`, or from the output layer's input.
  func backward(rows: Range<Int>, rank: Int, pass: Pass, includesOutput: Bool = true) {
    for index in layers.indices.dropLast(includesOutput ? 0 : 1).reversed() {
      layers[index].backward(buffers[index], rows: rows, rank: rank, pass: pass)
    }
  }

  /// Writes the gradient of a rank's share of the parameters, the output layer's too or not.
  func writeParameterGradient(rowCount: Int, rank: Int, includesOutput: Bool = true) {
    for index in layers.indices.dropLast(includesOutput ? 0 : 1).reversed() {
      layers[index].writeParameterGradient(buffers[index], rowCount: rowCount, rank: rank)
    }
  }

  /// The stretches of the network's parameters that are a rank's share.
  func parameterShare(rank: Int) -> [Range<Int>] { shares[rank] }

  /// Memory on a cache line's boundary, which vector code prefers.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    let buffer = bytes.bindMemory(to: Float.self, capacity: count)
    // Everything is written before it is read; large buffers are left to the system, which gives
    // zeros, and memory only where it is touched.
    if count < 1 << 20 { buffer.initialize(repeating: 0, count: count) }
    return buffer
  }
}
