import CKernels

/// Stochastic gradient descent with momentum (Polyak): v ← μ·v + g, p ← p − rate·v.
final class MomentumDescent: @unchecked Sendable {
  private let velocity: UnsafeMutableBufferPointer<Float>
  private let momentum: Float

  /// Creates an optimizer at rest.
  init(parameterCount: Int, momentum: Double) {
    velocity = .allocate(capacity: parameterCount)
    velocity.initialize(repeating: 0)
    self.momentum = Float(momentum)
  }

  deinit {
    velocity.deallocate()
  }

  /// Updates a stretch of the parameters from the shards' gradients, added in their order.
  func update(
    _ parameters: UnsafeMutableBufferPointer<Float>,
    gradients: UnsafeBufferPointer<UnsafePointer<Float>?>, stretch: Range<Int>, rate: Double
  ) {
    logitscope_momentum_step(
      parameters.baseAddress, velocity.baseAddress, gradients.baseAddress, gradients.count,
      stretch.lowerBound, stretch.upperBound, Float(rate), momentum)
  }
}
