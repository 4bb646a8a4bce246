import CKernels

/// Adam (Kingma and Ba, ICLR 2015), and AdamW (Loshchilov and Hutter, ICLR 2019).
///
/// m ← β₁·m + (1−β₁)·g; v ← β₂·v + (1−β₂)·g²; p ← p − rate·m̂ / (√v̂ + ε), with m̂ and v̂ free of
/// the bias of their start at zero. Weight decay adds λ·p to g, or, decoupled from the gradient as
/// in AdamW, first multiplies p by 1 − rate·λ.
final class Adam: Optimizer, @unchecked Sendable {
  private let mean: UnsafeMutableBufferPointer<Float>
  private let square: UnsafeMutableBufferPointer<Float>
  private let weightDecay: Double
  private let isDecayDecoupled: Bool

  /// β₁, β₂ and ε, which nobody has reason to change here.
  private static let (meanDecay, squareDecay, epsilon) = (0.9, 0.999, 1e-8)

  /// Creates an optimizer at rest.
  init(parameterCount: Int, weightDecay: Double = 0, isDecayDecoupled: Bool = false) {
    mean = .zeros(parameterCount)
    square = .zeros(parameterCount)
    self.weightDecay = weightDecay
    self.isDecayDecoupled = isDecayDecoupled
  }

  deinit {
    mean.deallocate()
    square.deallocate()
  }

  var buffers: [UnsafeMutableBufferPointer<Float>] { [mean, square] }

  func update(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    stretch: Range<Int>, step: OptimizerStep
  ) {
    guard let mean = mean.baseAddress, let square = square.baseAddress else { return }
    let count = Double(step.number)
    var coefficients = logitscope_adam_coefficients(
      terms: logitscope_gradient_terms(
        scale: step.gradientScale, decay: isDecayDecoupled ? 0 : Float(weightDecay)),
      shrinkage: isDecayDecoupled ? Float(1 - step.rate * weightDecay) : 1,
      mean_weight: Float(1 - Self.meanDecay), square_decay: Float(Self.squareDecay),
      square_weight: Float(1 - Self.squareDecay),
      rate: Float(step.rate / (1 - power(Self.meanDecay, count))),
      root_correction: Float((1 - power(Self.squareDecay, count)).squareRoot()),
      epsilon: Float(Self.epsilon))
    let begin = stretch.lowerBound
    logitscope_adam_step(
      parameters + begin, mean + begin, square + begin, gradient + begin, stretch.count,
      &coefficients)
  }
}
