extension NetworkSpecification {
  /// The floating-point operations of a training step on one example: those of the products and
  /// convolutions, forward and backward, a multiplication and an addition being two.
  ///
  /// Where a loss samples few logits of many, the others are not computed and do not count.
  func operationsPerExample(shape: ImageShape, classCount: Int, loss: Loss) -> Int {
    var total = 0
    let samples = loss.noiseSamples
    let isSampled =
      loss.drawsNoise
      && SampledOutput.pays(classCount: classCount, noiseSamples: samples)
    for (index, layer) in layers(shape: shape, classCount: classCount).enumerated() {
      // Nothing asks for the gradient of the network's input.
      let passes = index == 0 ? 2 : 3
      if let dense = layer as? Dense {
        let outputs = dense.isOutput && isSampled ? samples + 1 : dense.outputCount
        total += passes * 2 * dense.inputCount * outputs
      } else if let body = layer as? ConvolutionalBody {
        for (position, stage) in body.stages.enumerated() {
          total += (position == 0 ? passes : 3) * stage.operationCount
        }
      }
    }
    return total
  }
}

extension ConvolutionalBody.Stage {
  /// The floating-point operations of one picture's way forward.
  var operationCount: Int { 2 * weightCount * height * width }
}
