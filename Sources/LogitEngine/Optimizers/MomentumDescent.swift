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

  /// Updates a stretch of the parameters.
  func update(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    stretch: Range<Int>, rate: Double
  ) {
    guard let velocity = velocity.baseAddress else { return }
    logitscope_momentum_step(
      parameters + stretch.lowerBound, velocity + stretch.lowerBound,
      gradient + stretch.lowerBound, stretch.count, Float(rate), momentum)
  }
}
