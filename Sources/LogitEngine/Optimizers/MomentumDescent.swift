import CKernels

/// Stochastic gradient descent, with momentum (Polyak 1964) or Nesterov's, if any.
///
/// v ← μ·v + g; p ← p − rate·v, or p ← p − rate·(g + μ·v) after Nesterov; without momentum no v is
/// kept. Weight decay adds λ·p to g.
final class MomentumDescent: Optimizer, @unchecked Sendable {
  private let velocity: UnsafeMutableBufferPointer<Float>
  private let momentum: Float
  private let isNesterov: Bool
  private let weightDecay: Float

  /// Creates an optimizer at rest.
  init(
    parameterCount: Int, momentum: Double, isNesterov: Bool = false, weightDecay: Double = 0
  ) {
    velocity = .zeros(momentum == 0 ? 0 : parameterCount)
    self.momentum = Float(momentum)
    self.isNesterov = isNesterov
    self.weightDecay = Float(weightDecay)
  }

  deinit {
    velocity.deallocate()
  }

  var buffers: [UnsafeMutableBufferPointer<Float>] { velocity.isEmpty ? [] : [velocity] }

  var leavesZeroGradientsAlone: Bool { velocity.isEmpty && weightDecay == 0 }

  func update(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    stretch: Range<Int>, step: OptimizerStep
  ) {
    let begin = stretch.lowerBound
    let terms = logitscope_gradient_terms(scale: step.gradientScale, decay: weightDecay)
    let rate = Float(step.rate)
    guard !velocity.isEmpty, let velocity = velocity.baseAddress else {
      logitscope_descent_step(parameters + begin, gradient + begin, stretch.count, terms, rate)
      return
    }
    let update = isNesterov ? logitscope_nesterov_step : logitscope_momentum_step
    update(
      parameters + begin, velocity + begin, gradient + begin, stretch.count, terms, rate, momentum)
  }
}
