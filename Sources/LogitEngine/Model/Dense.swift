import CKernels

/// A dense layer, y = f(x·W + b), with f the rectifier or nothing.
///
/// A hidden layer stores W as `inputs × outputs`, the faster way round for its products; the output
/// layer as `outputs × inputs`, one row a class, so that one logit is one dot product. The bias
/// follows the weights.
struct Dense: LayerPlan {
  let inputCount: Int
  let outputCount: Int
  /// Whether the layer gives the logits.
  let isOutput: Bool
  /// Whether the layer ends in max(0, ·).
  let isRectified: Bool
  /// Where the bias starts.
  let initialBias: Float
  /// What the factors of products are rounded to; the output layer's never are.
  var precision = Precision.float32

  var parameterCount: Int { (inputCount + 1) * outputCount }
  var weightCount: Int { inputCount * outputCount }

  /// Draws the weights from a normal distribution of variance 2 / inputs.
  ///
  /// He, Zhang, Ren, Sun, ICCV 2015. The output layer, which has no rectifier after it, takes a
  /// sixth of that, the variance that PyTorch gives a dense layer: small first logits.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream) {
    let deviation = ((isOutput ? 1.0 / 3 : 2) / Double(inputCount)).squareRoot()
    for index in 0..<weightCount { parameters[index] = Float(deviation * stream.normal()) }
    for index in weightCount..<parameterCount { parameters[index] = initialBias }
  }

  func makeLayer(_ sharding: Sharding) -> any Layer {
    switch precision {
    case .float32: DenseLayer(plan: self, sharding: sharding)
    case .bfloat16: RoundedDenseLayer(plan: self, sharding: sharding)
    }
  }

  /// The rows of W, as it is stored, that are a rank's share.
  func weightRows(_ sharding: Sharding, rank: Int) -> Range<Int> {
    sharding.part(of: isOutput ? outputCount : inputCount, rank: rank)
  }

  /// A rank's share of the parameters, as stretches of the layer's own.
  func parameterShare(_ sharding: Sharding, rank: Int) -> [Range<Int>] {
    let weights = weightRows(sharding, rank: rank)
    let width = isOutput ? inputCount : outputCount
    let units = sharding.part(of: outputCount, rank: rank)
    return [
      weights.lowerBound * width..<weights.upperBound * width,
      weightCount + units.lowerBound..<weightCount + units.upperBound,
    ]
  }
}

/// A dense layer at work.
private final class DenseLayer: Layer {
  private let plan: Dense
  private let sharding: Sharding

  init(plan: Dense, sharding: Sharding) {
    self.plan = plan
    self.sharding = sharding
  }

  func forward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    let (inputs, outputs) = (plan.inputCount, plan.outputCount)
    let output = buffers.output + rows.lowerBound * outputs
    let bias = buffers.parameters + plan.weightCount
    multiply(
      MatrixOperand(buffers.input + rows.lowerBound * inputs, stride: inputs),
      plan.isOutput
        ? MatrixOperand(transposed: buffers.parameters, stride: inputs)
        : MatrixOperand(buffers.parameters, stride: outputs),
      into: output, rows: rows.count, columns: outputs, inner: inputs)
    if plan.isRectified {
      logitscope_add_bias_rectify(output, rows.count, outputs, bias)
    } else {
      logitscope_add_bias(output, rows.count, outputs, bias)
    }
  }

  func backward(_ buffers: LayerBuffers, rows: Range<Int>, rank: Int, pass: Pass) {
    let (inputs, outputs) = (plan.inputCount, plan.outputCount)
    guard let outputGradient = buffers.outputGradient.map({ $0 + rows.lowerBound * outputs })
    else { return }
    if plan.isRectified {
      logitscope_rectify_backward(
        buffers.output + rows.lowerBound * outputs, outputGradient, rows.count * outputs)
    }
    guard let inputGradient = buffers.inputGradient else { return }
    multiply(
      MatrixOperand(outputGradient, stride: outputs),
      plan.isOutput
        ? MatrixOperand(buffers.parameters, stride: inputs)
        : MatrixOperand(transposed: buffers.parameters, stride: outputs),
      into: inputGradient + rows.lowerBound * inputs,
      rows: rows.count, columns: inputs, inner: outputs)
  }

  func writeParameterGradient(_ buffers: LayerBuffers, rowCount: Int, rank: Int) {
    let (inputs, outputs) = (plan.inputCount, plan.outputCount)
    guard let outputGradient = buffers.outputGradient, let result = buffers.parameterGradient
    else { return }
    let weights = plan.weightRows(sharding, rank: rank)
    let units = sharding.part(of: outputs, rank: rank)
    if !plan.isOutput {
      multiply(
        MatrixOperand(transposed: buffers.input + weights.lowerBound, stride: inputs),
        MatrixOperand(outputGradient, stride: outputs),
        into: result + weights.lowerBound * outputs,
        rows: weights.count, columns: outputs, inner: rowCount)
    } else {
      multiply(
        MatrixOperand(transposed: outputGradient + weights.lowerBound, stride: outputs),
        MatrixOperand(buffers.input, stride: inputs),
        into: result + weights.lowerBound * inputs,
        rows: weights.count, columns: inputs, inner: rowCount)
    }
    logitscope_column_sums(
      outputGradient + units.lowerBound, rowCount, units.count, outputs,
      result + plan.weightCount + units.lowerBound)
  }

  func parameterShare(rank: Int) -> [Range<Int>] {
    plan.parameterShare(sharding, rank: rank)
  }
}
