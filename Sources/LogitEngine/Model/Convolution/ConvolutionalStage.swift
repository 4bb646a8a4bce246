/// One convolution, its normalisation, rectifier and pooling, on one rank's rows.
final class ConvolutionalStage {
  /// What the next stage reads.
  let output: Tensor

  private let plan: ConvolutionalBody.Stage
  private let convolution: Convolution
  private let normalization: Normalization?
  private let pooling: Pooling?
  private var gradients: Gradients?

  /// What only training needs.
  private struct Gradients {
    let convolution: ConvolutionGradient
    let normalization: NormalizationGradient?
    let pooling: PoolingGradient?
    /// ∂L/∂output.
    let output: Tensor
  }

  /// Builds the stage for so many rows of `source`.
  ///
  /// - Parameter share: the rank's share of a batch that it trains on with others.
  init(_ plan: ConvolutionalBody.Stage, _ source: Tensor, rows: Int, share: BatchShare?) {
    let shape = ConvolutionShape(
      rows: rows, inputs: plan.inputs, outputs: plan.outputs, height: plan.height,
      width: plan.width, precision: plan.precision)
    let convolution = Convolution(source, shape: shape, isRectified: !plan.isNormalized)
    let normalization =
      plan.isNormalized
      ? Normalization(
        convolution.output, channelCount: plan.outputs, pixelCount: plan.height * plan.width,
        share: share) : nil
    let rectified = normalization?.output ?? convolution.output
    let sizes = [rows, plan.outputs, plan.outputHeight, plan.outputWidth]
    let pooling = plan.isPooled ? Pooling(rectified, outputSizes: sizes) : nil
    self.plan = plan
    self.convolution = convolution
    self.normalization = normalization
    self.pooling = pooling
    output = pooling?.output ?? rectified
  }

  /// Builds the backward pass and returns ∂L/∂output, to be written before `backward`.
  ///
  /// - Parameter sourceGradient: where to write ∂L/∂source; nil for the first stage.
  func makeGradients(into sourceGradient: Tensor?) -> Tensor {
    let convolution = ConvolutionGradient(self.convolution, into: sourceGradient)
    let normalization = self.normalization.map {
      NormalizationGradient($0, into: convolution.outputGradient)
    }
    let rectified = normalization?.outputGradient ?? convolution.outputGradient
    let pooling = self.pooling.map { PoolingGradient($0, into: rectified) }
    let output = pooling?.outputGradient ?? rectified
    gradients = Gradients(
      convolution: convolution, normalization: normalization, pooling: pooling, output: output)
    return output
  }

  /// output ← f(source).
  func forward(
    parameters: UnsafePointer<Float>, statistics: UnsafePointer<Float>, pass: Pass,
    _ stream: Stream
  ) {
    convolution.forward(parameters: parameters + plan.offset, stream)
    let scale = parameters + plan.offset + plan.convolutionCount
    switch pass {
    case .training: normalization?.forward(parameters: scale, stream)
    case .evaluation:
      normalization?.evaluate(
        parameters: scale, statistics: statistics + plan.statisticsOffset, stream)
    }
    pooling?.forward(stream)
  }

  /// ∂L/∂source and ∂L/∂parameters ← ∂L/∂output.
  func backward(
    parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    guard let gradients else { return }
    // The rectifier's gradient may be taken behind the pooling, on a quarter of the pixels: where
    // the largest is 0, all of its gradient is lost either way.
    if gradients.normalization == nil {
      gradients.output.rectify(behind: output)
    }
    gradients.pooling?.backward(stream)
    let scale = plan.offset + plan.convolutionCount
    gradients.normalization?.backward(
      parameters: parameters + scale, gradient: gradient + scale, stream)
    gradients.convolution.backward(
      parameters: parameters + plan.offset, gradient: gradient + plan.offset, stream)
  }

  /// Moves running statistics, which begin at `statistics`, some of the way to the batch's.
  func moveStatistics(_ momentum: Float, _ statistics: UnsafeMutablePointer<Float>) {
    guard let normalization else { return }
    let means = statistics + plan.statisticsOffset
    let variances = means + plan.outputs
    for channel in 0..<plan.outputs {
      means[channel] += momentum * (normalization.mean.elements[channel] - means[channel])
      variances[channel] +=
        momentum * (normalization.variance.elements[channel] - variances[channel])
    }
  }
}
