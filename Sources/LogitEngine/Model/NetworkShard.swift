import CKernels

/// A network at work on one shard of a batch, with every buffer that it needs.
///
/// Used by one thread at a time; all memory is allocated once.
final class NetworkShard: @unchecked Sendable {
  /// The most rows the shard can take.
  let maximumRows: Int
  /// The gradient of the mean loss with respect to every parameter, this shard's share.
  let parameterGradient: UnsafeMutableBufferPointer<Float>
  /// ∂L/∂z of the shard's rows, to be filled by the loss before `backward`.
  let logitGradient: UnsafeMutablePointer<Float>

  private let network: Network
  private let layers: [any Layer]
  /// The input of the first layer, then the output of each.
  private let activations: [UnsafeMutablePointer<Float>]
  /// ∂L/∂ of the output of each layer.
  private let gradients: [UnsafeMutablePointer<Float>]

  /// Makes a shard of a network; one that only evaluates needs no gradients.
  init(_ network: Network, maximumRows: Int, trains: Bool) {
    self.network = network
    self.maximumRows = maximumRows
    layers = network.layers.map { $0.makeLayer(maximumRows: maximumRows) }
    func allocate(_ width: Int) -> UnsafeMutablePointer<Float> {
      Self.allocate(maximumRows * width)
    }
    let inputCount = network.layers.first?.inputCount ?? 0
    activations = [allocate(inputCount)] + network.layers.map { allocate($0.outputCount) }
    gradients = trains ? network.layers.map { allocate($0.outputCount) } : []
    let gradientCount = trains ? network.parameters.count : 0
    parameterGradient = .init(start: Self.allocate(gradientCount), count: gradientCount)
    logitGradient = gradients.last ?? activations[0]
  }

  deinit {
    for buffer in activations + gradients { buffer.deallocate() }
    parameterGradient.baseAddress?.deallocate()
  }

  /// The logits of the rows last run forward.
  var logits: UnsafePointer<Float> { UnsafePointer(activations[layers.count]) }

  /// Gathers rows of a set into the input, pixels scaled to 0...1.
  func load(_ examples: Examples, rows: some Sequence<some BinaryInteger>) {
    let width = examples.featureCount
    examples.pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for (position, row) in rows.enumerated() {
        logitscope_scaled_bytes(
          base + Int(row) * width, width, 1 / 255, activations[0] + position * width)
      }
    }
  }

  /// Runs the loaded rows forward to their logits.
  func forward(rows: Int) {
    guard let parameters = network.parameters.baseAddress else { return }
    for (index, layer) in layers.enumerated() {
      layer.forward(
        rows: rows, input: activations[index], parameters: parameters + network.offsets[index],
        output: activations[index + 1])
    }
  }

  /// Runs backward from `logitGradient` to `parameterGradient`.
  func backward(rows: Int) {
    guard let parameters = network.parameters.baseAddress,
      let parameterGradient = parameterGradient.baseAddress
    else { return }
    for (index, layer) in layers.enumerated().reversed() {
      layer.backward(
        rows: rows, input: activations[index], parameters: parameters + network.offsets[index],
        output: activations[index + 1], outputGradient: gradients[index],
        inputGradient: index == 0 ? nil : gradients[index - 1],
        parameterGradient: parameterGradient + network.offsets[index])
    }
  }

  /// Memory on a cache line's boundary, which vector code prefers.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    let buffer = bytes.bindMemory(to: Float.self, capacity: count)
    buffer.initialize(repeating: 0, count: count)
    return buffer
  }
}
