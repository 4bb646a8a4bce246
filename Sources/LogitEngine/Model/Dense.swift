import CKernels

/// A dense layer, y = f(x·W + b), with f the rectifier or nothing.
///
/// A hidden layer stores W as `inputs × outputs`, the faster way round for its products; the output
/// layer as `outputs × inputs`, one row a class, so that one logit is one dot product. The bias
/// follows the weights.
struct Dense: LayerPlan {
  let inputCount: Int
  let outputCount: Int
  /// Whether the layer ends in max(0, ·); if not, it is the output layer.
  let isRectified: Bool
  /// Where the bias starts.
  let initialBias: Float

  var parameterCount: Int { (inputCount + 1) * outputCount }
  var weightCount: Int { inputCount * outputCount }

  /// Draws the weights from a normal distribution of variance 2 / inputs.
  ///
  /// He, Zhang, Ren, Sun, ICCV 2015. The output layer has no rectifier after it, and takes half that variance.
  func initialize(_ parameters: UnsafeMutableBufferPointer<Float>, _ stream: inout RandomStream) {
    let deviation = ((isRectified ? 2 : 1) / Double(inputCount)).squareRoot()
    for index in 0..<weightCount { parameters[index] = Float(deviation * stream.normal()) }
    for index in weightCount..<parameterCount { parameters[index] = initialBias }
  }

  func makeLayer(maximumRows: Int) -> any Layer { DenseLayer(plan: self) }
}

/// A dense layer at work.
private final class DenseLayer: Layer {
  private let plan: Dense

  init(plan: Dense) {
    self.plan = plan
  }

  func forward(
    rows: Int, input: UnsafePointer<Float>, parameters: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>
  ) {
    let (inputs, outputs) = (plan.inputCount, plan.outputCount)
    let bias = parameters + plan.weightCount
    let weights =
      plan.isRectified
      ? MatrixOperand(parameters, stride: outputs)
      : MatrixOperand(transposed: parameters, stride: inputs)
    multiply(
      MatrixOperand(input, stride: inputs), weights, into: output,
      rows: rows, columns: outputs, inner: inputs)
    if plan.isRectified {
      logitscope_add_bias_rectify(output, rows, outputs, bias)
    } else {
      logitscope_add_bias(output, rows, outputs, bias)
    }
  }

  func backward(
    rows: Int, input: UnsafePointer<Float>, parameters: UnsafePointer<Float>,
    output: UnsafePointer<Float>, outputGradient: UnsafeMutablePointer<Float>,
    inputGradient: UnsafeMutablePointer<Float>?, parameterGradient: UnsafeMutablePointer<Float>
  ) {
    let (inputs, outputs) = (plan.inputCount, plan.outputCount)
    if plan.isRectified {
      logitscope_rectify_backward(output, outputGradient, rows * outputs)
    }
    logitscope_column_sums(outputGradient, rows, outputs, parameterGradient + plan.weightCount)
    if plan.isRectified {
      multiply(
        MatrixOperand(transposed: input, stride: inputs),
        MatrixOperand(outputGradient, stride: outputs), into: parameterGradient,
        rows: inputs, columns: outputs, inner: rows)
    } else {
      multiply(
        MatrixOperand(transposed: outputGradient, stride: outputs),
        MatrixOperand(input, stride: inputs), into: parameterGradient,
        rows: outputs, columns: inputs, inner: rows)
    }
    guard let inputGradient else { return }
    let weights =
      plan.isRectified
      ? MatrixOperand(transposed: parameters, stride: outputs)
      : MatrixOperand(parameters, stride: inputs)
    multiply(
      MatrixOperand(outputGradient, stride: outputs), weights, into: inputGradient,
      rows: rows, columns: inputs, inner: outputs)
  }
}
