/// A rule by which parameters follow their gradient.
///
/// What a rule carries from step to step lies in buffers as long as the parameters, so that the
/// threads of a step update different stretches at once and a checkpoint copies whole buffers.
protocol Optimizer: AnyObject, Sendable {
  /// What the rule carries from step to step, in an order of its own.
  var buffers: [UnsafeMutableBufferPointer<Float>] { get }

  /// Whether a parameter whose gradient is zero stays as it is, so that it need not be visited.
  var leavesZeroGradientsAlone: Bool { get }

  /// Updates a stretch of the parameters.
  func update(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    stretch: Range<Int>, step: OptimizerStep)
}

extension Optimizer {
  var leavesZeroGradientsAlone: Bool { false }
}

/// What an update needs to know of its step.
struct OptimizerStep {
  /// How many updates there have been with this one, from 1.
  var number: Int
  /// The learning rate of this step.
  var rate: Double
  /// What the gradient is multiplied by: below 1 where its norm is clipped.
  var gradientScale: Float = 1
}

extension UnsafeMutableBufferPointer<Float> {
  /// Zeros for an optimizer to start from.
  static func zeros(_ count: Int) -> Self {
    let buffer = allocate(capacity: count)
    buffer.initialize(repeating: 0)
    return buffer
  }
}
