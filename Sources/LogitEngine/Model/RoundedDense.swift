import CKernels

/// A hidden dense layer at work on inputs, weights and gradients rounded to bfloat16.
///
/// Sums, the bias and the rectifier are in float32, and so is everything outside. Each rank rounds
/// the weights for itself: that takes less time than waiting until all have rounded their share.
final class RoundedDenseLayer: Layer {
  private let plan: Dense
  private let sharding: Sharding
  /// Each rank's copy of the weights, of the step that it is at.
  private let weights: [UnsafeMutablePointer<BFloat16>]
  /// The inputs of the whole batch.
  private let inputs: UnsafeMutablePointer<BFloat16>
  /// ∂L/∂ of what the rectifier takes, of the whole batch.
  private let gradients: UnsafeMutablePointer<BFloat16>

  init(plan: Dense, sharding: Sharding) {
    precondition(!plan.isOutput, "logits are computed in float32")
    let rowCount = sharding.rowsPerRank.reduce(0, +)
    self.plan = plan
    self.sharding = sharding
    weights = (0..<sharding.rankCount).map { _ in Self.allocate(plan.weightCount) }
    inputs = Self.allocate(rowCount * plan.inputCount)
    gradients = Self.allocate(sharding.trains ? rowCount * plan.outputCount : 0)
  }

  deinit {
    for pointer in weights + [inputs, gradients] { pointer.deallocate() }
  }

  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    let (inputCount, outputCount) = (plan.inputCount, plan.outputCount)
    let (first, output) = (
      rows.lowerBound * inputCount, buffers.output + rows.lowerBound * outputCount
    )
    logitscope_round_to_bfloat16(buffers.parameters, plan.weightCount, weights[rank])
    logitscope_round_to_bfloat16(buffers.input + first, rows.count * inputCount, inputs + first)
    multiply(
      MatrixOperand(inputs + first, stride: inputCount),
      MatrixOperand(weights[rank], stride: outputCount),
      into: output, rows: rows.count, columns: outputCount, inner: inputCount)
    let bias = buffers.parameters + plan.weightCount
    if plan.isRectified {
      logitscope_add_bias_rectify(output, rows.count, outputCount, bias)
    } else {
      logitscope_add_bias(output, rows.count, outputCount, bias)
    }
  }

  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    let (inputCount, outputCount) = (plan.inputCount, plan.outputCount)
    let (first, count) = (rows.lowerBound * outputCount, rows.count * outputCount)
    guard let outputGradient = buffers.outputGradient.map({ $0 + first }) else { return }
    if plan.isRectified {
      logitscope_rectify_backward(buffers.output + first, outputGradient, count)
    }
    logitscope_round_to_bfloat16(outputGradient, count, gradients + first)
    guard let inputGradient = buffers.inputGradient else { return }
    multiply(
      MatrixOperand(gradients + first, stride: outputCount),
      MatrixOperand(transposed: weights[rank], stride: outputCount),
      into: inputGradient + rows.lowerBound * inputCount,
      rows: rows.count, columns: inputCount, inner: outputCount)
  }

  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int) {
    let (inputCount, outputCount) = (plan.inputCount, plan.outputCount)
    guard let outputGradient = buffers.outputGradient, let result = buffers.parameterGradient
    else { return }
    let rows = plan.weightRows(sharding, rank: rank)
    multiply(
      MatrixOperand(transposed: inputs + rows.lowerBound, stride: inputCount),
      MatrixOperand(gradients, stride: outputCount),
      into: result + rows.lowerBound * outputCount,
      rows: rows.count, columns: outputCount, inner: rowCount)
    let units = sharding.part(of: outputCount, rank: rank)
    logitscope_column_sums(
      outputGradient + units.lowerBound, rowCount, units.count, outputCount,
      result + plan.weightCount + units.lowerBound)
  }

  func parameterShare(rank: Int) -> [Range<Int>] { plan.parameterShare(sharding, rank: rank) }

  /// Memory on a cache line's boundary, which vector code prefers.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<BFloat16> {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<BFloat16>.stride, alignment: 64)
    let pointer = bytes.bindMemory(to: BFloat16.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
    return pointer
  }
}
